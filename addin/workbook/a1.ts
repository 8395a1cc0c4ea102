import { InputError } from "../../engine/index.ts";

/** A rectangle of cells; rows and columns count from 0. */
export interface Rectangle {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

const cellPattern = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/;

/** Column letters of a column that counts from 0: 27 is `AB`. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** The column, from 0, of its letters. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) {
    index = index * 26 + letter.charCodeAt(0) - 64;
  }
  return index - 1;
}

/**
 * The rectangle an address names.
 *
 * @param address - `B2` or `B2:D9`; a sheet name before `!` and dollars are passed over
 * @throws InputError when it is no such address
 */
export function rectangle(address: string): Rectangle {
  const local = address.slice(address.lastIndexOf("!") + 1);
  const [first = "", second = first] = local.split(":");
  const from = cellPattern.exec(first);
  const to = cellPattern.exec(second);
  if (!from || !to) {
    throw new InputError(
      "address",
      `address must be like B2 or B2:D9, got ${address}`,
    );
  }
  const rows = [Number(from[2]) - 1, Number(to[2]) - 1];
  const columns = [columnIndex(from[1] ?? ""), columnIndex(to[1] ?? "")];
  return {
    row: Math.min(...rows),
    column: Math.min(...columns),
    rows: Math.abs((rows[1] ?? 0) - (rows[0] ?? 0)) + 1,
    columns: Math.abs((columns[1] ?? 0) - (columns[0] ?? 0)) + 1,
  };
}

/** The address of a rectangle: `B2:D9`, or `B2` when it is one cell. */
export function address(area: Rectangle): string {
  const first = `${columnLetters(area.column)}${area.row + 1}`;
  if (area.rows === 1 && area.columns === 1) return first;
  return `${first}:${columnLetters(area.column + area.columns - 1)}${area.row + area.rows}`;
}

/** Whether two rectangles share a cell. */
export function overlap(a: Rectangle, b: Rectangle): boolean {
  return (
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows &&
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns
  );
}
