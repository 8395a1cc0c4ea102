import { stat } from "node:fs/promises";
import path from "node:path";
import { openTable } from "../../connectors/csv/read-table.ts";
import { InputError } from "../../engine/index.ts";
import { CommandError } from "./failure.ts";
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

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Opens a file of comma, semicolon or tab separated records, to be read as they stream by.
 *
 * @throws CommandError when it is missing, or a column is
 */
export async function openCsv(
  file: string,
  { required, present = [], optional }: CsvColumns,
): Promise<AsyncGenerator<CsvRow>> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new CommandError(`${file}: there is no such file`);
  const full = path.resolve(file);
  const known = [...required, ...present, ...optional];
  const table = await openTable(
    path.dirname(full),
    { file: path.basename(full) },
    known,
  );
  checkHeader(file, table.columns, [...required, ...present]);
  const unused = table.columns.filter((name) => name && !known.includes(name));
  if (unused.length > 0) {
    say(`${file}: columns that are not used: ${unused.join(", ")}`);
  }
  return rowsOf(file, table, required);
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
  table: Awaited<ReturnType<typeof openTable>>,
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
