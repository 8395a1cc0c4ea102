import { openRecords } from "./csv-file.ts";
import { CommandError } from "./failure.ts";
import { say } from "./output.ts";
import { completePeriods } from "./period-order.ts";

/** A wide file of demand, opened: its header, and its records as they stream by. */
export interface DemandTable {
  /** What the first column is called, and the periods; `column 2` where there is no header. */
  readonly columns: readonly string[];
  /** Records with their number in the file, from 1, the header counted. */
  readonly rows: AsyncGenerator<{
    readonly record: number;
    readonly cells: readonly string[];
  }>;
}

/**
 * Opens a wide file of demand: comma, semicolon or tab separated, unzipped when it ends in .gz.
 *
 * The first record is a header unless its cells are figures that do not rise, as the names of
 * periods would. Columns at its end without a name are passed over where they are empty.
 *
 * @param file - where to read
 * @param name - what to call the file in messages
 * @throws CommandError naming file, record and column
 */
export async function openDemandTable(
  file: string,
  name: string,
): Promise<DemandTable> {
  const table = await openRecords(file, [], name);
  const first = table.columns;
  const headed = !isData(first);
  const columns = headed
    ? withoutEmptyEnd(first)
    : first.map((_, i) => `column ${i + 1}`);
  if (columns.length < 2) {
    throw new CommandError(
      `${name}: record 1 must hold the id and at least one period, got ${columns.length} column`,
    );
  }
  if (headed) {
    const unnamed = columns.indexOf("", 1);
    if (unnamed > 0) {
      throw new CommandError(
        `${name}: line 1: column ${unnamed + 1} must have a name, got nothing between "${columns[unnamed - 1]}" and "${columns.slice(unnamed).find((one) => one !== "")}"`,
      );
    }
  }
  const { names, from } = headed
    ? completePeriods(columns.slice(1), name)
    : { names: columns.slice(1), from: columns.slice(1).map((_, i) => i) };
  tellMissing(names, from, name);
  /** A record with blank cells for the periods that have no column. */
  const complete = (cells: readonly string[]): readonly string[] =>
    names.length < columns.length || cells.length < columns.length
      ? cells
      : [
          cells[0]!,
          ...from.map((at) => (at < 0 ? "" : cells[at + 1]!)),
          ...cells.slice(columns.length),
        ];
  async function* rows(): DemandTable["rows"] {
    let record = 1;
    if (!headed) yield { record, cells: first };
    for await (const { cells } of table.rows) {
      yield {
        record: ++record,
        cells: complete(cells.map((cell) => cell.trim())),
      };
    }
  }
  return { columns: [columns[0]!, ...names], rows: rows() };
}

/** What was said: a file is read more than once. */
const said = new Set<string>();

function tellMissing(
  names: readonly string[],
  from: readonly number[],
  file: string,
): void {
  const first = from.indexOf(-1);
  if (first < 0) return;
  const count = from.filter((at) => at < 0).length;
  const line = `${file}: line 1: ${count} ${count === 1 ? "period has" : "periods have"} no column, first ${names[first]} after ${names[first - 1]}: not recorded`;
  if (!said.has(line)) say(line);
  said.add(line);
}

/** Whether a first row holds demand and not the names of periods. */
function isData(row: readonly string[]): boolean {
  const figures = row.slice(1).filter((cell) => cell !== "");
  if (figures.length === 0) return false;
  const numbers = figures.map(Number);
  if (!numbers.every(Number.isFinite)) return false;
  return numbers.some((value, i) => i > 0 && value <= numbers[i - 1]!);
}

function withoutEmptyEnd(names: readonly string[]): readonly string[] {
  let end = names.length;
  while (end > 1 && names[end - 1] === "") end--;
  return names.slice(0, end);
}
