import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { CommandError } from "./failure.ts";
import { checkPeriodOrder } from "./period-order.ts";

/** One series of a demand file. */
export interface DemandRow {
  readonly id: string;
  /** Units by period; `null` where nothing was recorded, `NaN` where the cell says so. */
  readonly history: readonly (number | null)[];
}

/** Text that says "no number" rather than a wrong one. */
const noNumber = /^(nan|na|n\/a|null|none|#n\/a)$/i;

/**
 * The series of a wide CSV file, one after the other, never all at once.
 *
 * The first row is a header unless its cells are figures that do not rise, as the
 * names of periods would.
 *
 * @param file - where to read
 * @param name - what to call the file in messages
 * @throws CommandError naming file, record and field
 */
export async function* demandRows(
  file: string,
  name: string,
): AsyncGenerator<DemandRow> {
  const source = fs.createReadStream(file);
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  source.on("error", (error) => parser.destroy(error));
  source.pipe(parser);
  let record = 0;
  let columns: readonly string[] | undefined;
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      record++;
      if (columns === undefined) {
        const headed = !isData(row);
        columns = row.map((cell, i) => (headed ? cell : `column ${i + 1}`));
        if (columns.length < 2) {
          throw new CommandError(
            `${name}: record 1 must hold the id and at least one period, got ${columns.length} column`,
          );
        }
        if (headed) {
          checkPeriodOrder(row.slice(1), name);
          continue;
        }
      }
      yield readRow(row, columns, `${name}: record ${record}`);
    }
  } catch (error) {
    throw readable(error, name);
  } finally {
    source.destroy();
  }
  if (columns === undefined) throw new CommandError(`${name}: is empty`);
}

function readRow(
  row: readonly string[],
  columns: readonly string[],
  place: string,
): DemandRow {
  const id = row[0] ?? "";
  if (id === "") {
    throw new CommandError(
      `${place}, field ${columns[0] || "id"} must name the series, got nothing`,
    );
  }
  if (row.length !== columns.length) {
    throw new CommandError(
      `${place} (id "${id}") must have ${columns.length} columns as the header has, got ${row.length}`,
    );
  }
  const history = row.slice(1).map((cell, i) => {
    if (cell === "") return null;
    if (noNumber.test(cell)) return NaN;
    const units = Number(cell);
    if (Number.isFinite(units)) return units;
    throw new CommandError(
      `${place} (id "${id}"), field ${columns[i + 1] || `column ${i + 2}`} must be a number or blank, got "${cell}"`,
    );
  });
  return { id, history };
}

/** Whether a first row holds demand and not the names of periods. */
function isData(row: readonly string[]): boolean {
  const figures = row.slice(1).filter((cell) => cell !== "");
  if (figures.length === 0) return false;
  const numbers = figures.map(Number);
  if (!numbers.every(Number.isFinite)) return false;
  return numbers.some((value, i) => i > 0 && value <= numbers[i - 1]!);
}

/** A path that can be read more than once: a pipe is copied to a temporary file first. */
export async function rereadable(
  file: string,
): Promise<{ readonly path: string; readonly remove: () => void }> {
  try {
    const found = fs.statSync(file === "-" ? "/dev/stdin" : file);
    if (found.isDirectory()) {
      throw new CommandError(`${file}: is a folder, not a file`);
    }
    if (file !== "-" && found.isFile()) {
      return { path: file, remove: () => undefined };
    }
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-"));
    const copy = path.join(folder, "demand.csv");
    const from = file === "-" ? process.stdin : fs.createReadStream(file);
    await pipeline(from, fs.createWriteStream(copy));
    return { path: copy, remove: () => fs.rmSync(folder, { recursive: true }) };
  } catch (error) {
    throw readable(error, file);
  }
}

function readable(error: unknown, name: string): unknown {
  if (error instanceof CsvError) {
    return new CommandError(`${name}: ${error.message}`);
  }
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") {
    return new CommandError(`${name}: there is no such file`);
  }
  return code?.startsWith("E") && !(error instanceof CommandError)
    ? new CommandError(`${name}: ${message}`)
    : error;
}
