import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse";
import { InputError } from "../../engine/index.ts";
import { decodeLines } from "./decode.ts";
import { delimiterName, likelyDelimiter } from "./delimiter.ts";
import type { FileSource } from "./mapping.ts";

/** One record of a file. `line` is where it ends; they differ when a cell spans lines. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Table {
  /** The file as the mapping names it. */
  readonly source: string;
  readonly columns: readonly string[];
  /** As people call it. */
  readonly delimiter: string;
  /** Records after the header, to be read once. Leaving the loop early closes the file. */
  readonly rows: AsyncGenerator<TableRow>;
}

/**
 * Opens an exported file: unzipped, decoded, split into records as they stream by.
 *
 * @param wanted - columns that the mapping names: they tell the delimiter
 * @throws InputError when the file is missing, outside the folder, empty, in another encoding,
 * or broken; always with its name
 */
export async function openTable(
  folder: string,
  file: FileSource,
  wanted: readonly string[],
): Promise<Table> {
  const source = file.file;
  const bytes = await openBytes(folder, source);
  const texts = decodeLines(bytes, file.encoding ?? "utf-8", source);
  try {
    const head = await firstText(texts);
    const header = head.slice(0, head.search(/\r?\n|$/));
    const delimiter = file.delimiter ?? likelyDelimiter(header, wanted);
    const rows = records(Readable.from(after(head, texts)), delimiter, source);
    const first = await rows.next();
    if (first.done) {
      throw new InputError(
        source,
        `${source} is empty: not even a header line`,
      );
    }
    return {
      source,
      delimiter: delimiterName(delimiter),
      columns: first.value.cells.map((cell) => cell.trim()),
      rows,
    };
  } catch (error) {
    throw explained(error, source);
  }
}

async function openBytes(folder: string, source: string): Promise<Readable> {
  const root = path.resolve(folder);
  const full = path.resolve(root, source);
  if (!full.startsWith(root + path.sep)) {
    throw new InputError(source, `${source} must lie in the folder ${folder}`);
  }
  const found = await stat(full).catch(() => null);
  if (!found?.isFile()) {
    throw new InputError(
      source,
      `the file ${source} is missing in the folder ${folder}`,
    );
  }
  const stream = createReadStream(full);
  return source.endsWith(".gz")
    ? pipeline(stream, createGunzip(), () => undefined)
    : stream;
}

async function firstText(texts: AsyncGenerator<string>): Promise<string> {
  const first = await texts.next();
  return first.done ? "" : first.value;
}

async function* after(
  head: string,
  texts: AsyncGenerator<string>,
): AsyncGenerator<string> {
  yield head;
  yield* texts;
}

async function* records(
  text: Readable,
  delimiter: string,
  source: string,
): AsyncGenerator<TableRow> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    // `5" pipe` in a bare cell is a measure, no broken quote.
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 4_000_000,
  });
  // A pipeline hands the errors of its start to who reads its end.
  const parsed = pipeline(text, parser, () => undefined);
  try {
    for await (const one of parsed) {
      const { record, info } = one as {
        readonly record: readonly string[];
        readonly info: { readonly lines: number };
      };
      yield { line: info.lines, cells: record };
    }
  } catch (error) {
    throw explained(error, source);
  }
}

/** What broke, in words for who exports the file. */
function explained(error: unknown, source: string): unknown {
  if (error instanceof CsvError) {
    const line = Number((error as { readonly lines?: unknown }).lines ?? 0);
    const what =
      error.code === "CSV_QUOTE_NOT_CLOSED"
        ? "a quote is opened and never closed"
        : "the record cannot be read";
    return new InputError(source, `${source}, line ${line}: ${what}`);
  }
  const code = (error as { readonly code?: unknown } | null)?.code;
  if (typeof code === "string" && /^Z_/.test(code)) {
    return new InputError(
      source,
      `${source} is no complete gzip file: export it again, or drop the ending .gz`,
    );
  }
  return error;
}
