import { open, stat } from "node:fs/promises";
import path from "node:path";
import { openTable, type Table } from "../../connectors/csv/read-table.ts";
import { InputError } from "../../engine/index.ts";
import { CommandError } from "./failure.ts";
import { isGzip } from "./input-file.ts";
import { say } from "./output.ts";

/** One record of a file: its cells by column, blank ones as `undefined`. */
export interface CsvRow {
  /** Of the file, from 1. */
  readonly line: number;
  text(column: string): string | undefined;
  /** @throws CommandError naming file, record and field when it is no number */
  number(column: string): number | undefined;
  /** The same error for anything else that is wrong with this record. */
  refused(message: string): CommandError;
  /** Runs a check of the engine; what it refuses is told with file and record. */
  checked<T>(check: () => T): T;
}

/** What a file must and may have. */
export interface CsvColumns {
  /** Must be in the header, and filled in every record; the first one names the record. */
  readonly required: readonly string[];
  /** Must be in the header. */
  readonly present?: readonly string[];
  /** May be there. */
  readonly optional: readonly string[];
}

/** How numbers are written. */
export const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Opens a file of comma, semicolon or tab separated records, to be read as they stream by.
 *
 * @throws CommandError when it is missing, or a column is
 */
export async function openCsv(
  file: string,
  { required, present = [], optional }: CsvColumns,
): Promise<AsyncGenerator<CsvRow>> {
  const known = [...required, ...present, ...optional];
  const table = await openRecords(file, known);
  checkHeader(file, table.columns, [...required, ...present]);
  const unused = table.columns.filter((name) => name && !known.includes(name));
  if (unused.length > 0) {
    say(`${file}: columns that are not used: ${unused.join(", ")}`);
  }
  return rowsOf(file, table, required);
}

/**
 * Opens a file of records of any columns.
 *
 * @param wanted - columns that tell the delimiter
 * @param name - what to call the file in messages
 * @throws CommandError when it is missing, empty or no text
 */
export async function openRecords(
  file: string,
  wanted: readonly string[],
  name = file,
): Promise<Table> {
  if (file === "-") {
    throw new CommandError("standard input: must be a plain file, no pipe");
  }
  const found = await stat(file).catch(() => null);
  if (!found) throw new CommandError(`${name}: there is no such file`);
  if (found.isDirectory()) {
    throw new CommandError(`${name}: is a folder, not a file`);
  }
  if (!found.isFile()) {
    throw new CommandError(`${name}: must be a plain file, no pipe`);
  }
  if (found.size === 0) throw new CommandError(`${name}: is empty`);
  if (!file.endsWith(".gz") && (await beginsAsGzip(file))) {
    throw new CommandError(`${name}: is gzip: give it a name that ends in .gz`);
  }
  const full = path.resolve(file);
  const source = path.basename(full);
  try {
    const table = await openTable(path.dirname(full), { file: source }, wanted);
    return { ...table, rows: renamedRows(table.rows, name, source) };
  } catch (error) {
    throw renamed(error, name, source);
  }
}

async function beginsAsGzip(file: string): Promise<boolean> {
  const opened = await open(file).catch(() => null);
  const begin = await opened?.read(Buffer.alloc(2), 0, 2);
  await opened?.close();
  return begin !== undefined && isGzip(begin.buffer);
}

async function* renamedRows(
  rows: Table["rows"],
  file: string,
  source: string,
): Table["rows"] {
  try {
    yield* rows;
  } catch (error) {
    throw renamed(error, file, source);
  }
}

/** An error of a file, with the name that it was asked for by. */
function renamed(error: unknown, file: string, source: string): unknown {
  if (error instanceof InputError) {
    const { message } = error;
    return new CommandError(
      message.startsWith(source)
        ? `${file}${message.slice(source.length).replace(/^,? /, ": ")}`
        : `${file}: ${message}`,
    );
  }
  const { code, message } = error as NodeJS.ErrnoException;
  return code?.startsWith("E") && !(error instanceof CommandError)
    ? new CommandError(`${file}: ${message}`)
    : error;
}

function checkHeader(
  file: string,
  columns: readonly string[],
  needed: readonly string[],
): void {
  const missing = needed.find((name) => !columns.includes(name));
  if (missing !== undefined) {
    throw new CommandError(
      `${file}: line 1: column ${missing} must be there, got ${columns.join(", ")}`,
    );
  }
  checkOnce(file, columns);
}

/** @throws CommandError when a column is there twice */
export function checkOnce(file: string, columns: readonly string[]): void {
  const twice = columns.find(
    (name, i) => name !== "" && columns.indexOf(name) < i,
  );
  if (twice !== undefined) {
    throw new CommandError(
      `${file}: line 1: column ${twice} must be there once, got it twice`,
    );
  }
}

async function* rowsOf(
  file: string,
  table: Table,
  filled: readonly string[],
): AsyncGenerator<CsvRow> {
  const { columns } = table;
  const places = new Map(columns.map((name, i) => [name, i]));
  const [key] = filled;
  for await (const { line, cells } of table.rows) {
    const text = (column: string): string | undefined => {
      const cell = cells[places.get(column) ?? -1]?.trim();
      return cell === "" ? undefined : cell;
    };
    const refused = (message: string): CommandError => {
      const name = key === undefined ? undefined : text(key);
      const who = name === undefined ? "" : ` (${key} ${JSON.stringify(name)})`;
      return new CommandError(`${file}: line ${line}${who}: ${message}`);
    };
    if (cells.slice(columns.length).some((cell) => cell.trim() !== "")) {
      throw refused(
        `must have ${columns.length} cells like the header, got ${cells.length}`,
      );
    }
    for (const column of filled) {
      if (text(column) === undefined) {
        throw refused(`${column} must be given, got nothing`);
      }
    }
    yield {
      line,
      text,
      number: (column) => {
        const cell = text(column);
        if (cell === undefined) return undefined;
        const value = decimal.test(cell) ? Number(cell) : NaN;
        if (Number.isFinite(value)) return value;
        throw refused(
          `${column} must be a number like 1234.5, got ${JSON.stringify(cell)}`,
        );
      },
      refused,
      checked: (check) => {
        try {
          return check();
        } catch (error) {
          if (error instanceof InputError) throw refused(error.message);
          throw error;
        }
      },
    };
  }
}
