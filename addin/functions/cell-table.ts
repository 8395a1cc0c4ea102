import { cellError } from "./cell-error.ts";
import type { Cell } from "./cell-input.ts";
import { isBlank, said } from "./cell-input.ts";

/** One row under a header: its cells by field, and its number in the range, from 1. */
export interface TableRow<Field extends string> {
  readonly cells: Partial<Record<Field, Cell>>;
  readonly row: number;
}

/**
 * The rows of a range below its header, the first row that is not blank; blank rows are passed over.
 *
 * @param name - the argument, for messages
 * @param headers - words that a planner may write, as `headerKey` makes them, and the field each means
 * @param required - fields that must have a column
 */
export function rowsUnder<Field extends string>(
  name: string,
  range: readonly (readonly Cell[])[],
  headers: Readonly<Record<string, Field>>,
  required: readonly Field[],
): readonly TableRow<Field>[] {
  const top = range.findIndex((row) => !row.every(isBlank));
  if (top < 0) return [];
  const header = range[top]!;
  // A field that cannot be written by its name is nothing to ask a planner for.
  const known = [...new Set(Object.values(headers))].filter(
    (field) => headers[headerKey(field)] === field,
  );
  const columns = header.map((cell) => {
    if (isBlank(cell)) return null;
    const field = headers[headerKey(cell)];
    if (field === undefined) {
      throw cellError(
        "invalidValue",
        range.length === 1 && header.length === 1
          ? `${name} must be a range with a header row, got one cell, ${said(cell)}`
          : `${name} has a column ${said(cell)}: the header must name ${known.join(", ")}`,
      );
    }
    return field;
  });
  columns.forEach((field, at) => {
    const first = columns.indexOf(field);
    if (first === at || field === null || !known.includes(field)) return;
    throw cellError(
      "invalidValue",
      `${name} has two columns for ${field}, ${said(header[first])} and ${said(header[at])}: keep one`,
    );
  });
  for (const field of required) {
    if (!columns.includes(field)) {
      throw cellError(
        "invalidValue",
        `${name} has no column ${field}: its first row must be the header`,
      );
    }
  }
  return range.slice(top + 1).flatMap((row, index) => {
    if (row.every(isBlank)) return [];
    const cells: Partial<Record<Field, Cell>> = {};
    columns.forEach((field, column) => {
      if (field !== null) cells[field] = row[column];
    });
    return [{ cells, row: top + index + 2 }];
  });
}

/** A range that may have been left out: empty then, whatever a host hands over for it. */
export function rangeOf(
  range: readonly (readonly Cell[])[] | undefined,
): readonly (readonly Cell[])[] {
  if (Array.isArray(range)) return range as readonly (readonly Cell[])[];
  return isBlank(range) ? [] : [[range]];
}

/** The text in a cell that must not be blank. */
export function textIn(name: string, value: Cell): string {
  if (isBlank(value)) {
    throw cellError("invalidValue", `${name} is empty`);
  }
  return String(value).trim();
}

/** The id of a row, noted with its place; each may be there once. */
export function newId(
  name: string,
  { cells, row }: TableRow<"id">,
  places: Map<string, number>,
): string {
  const id = textIn(`${name}, row ${row}, id`, cells.id);
  const before = places.get(id);
  if (before !== undefined) {
    throw cellError(
      "invalidValue",
      `${name}, row ${row}, id must be there once, got ${id} in row ${before} too`,
    );
  }
  places.set(id, row);
  return id;
}

/** The id in a cell, of a stage that has its row; one that is only spelt otherwise is named. */
export function stageIn(
  name: string,
  value: Cell,
  places: ReadonlyMap<string, number>,
): string {
  const id = textIn(name, value);
  if (places.has(id)) return id;
  const alike = [...places].find(([other]) => spelling(other) === spelling(id));
  throw cellError(
    "invalidValue",
    `${name} must be a stage, got "${id}"` +
      (alike ? `; stages, row ${alike[1]} spells it "${alike[0]}"` : ""),
  );
}

/** What two spellings of a name have in common: case, spaces and leading zeros aside. */
function spelling(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+|^0+/g, "");
}

/** A header as it is compared: letters only, without units in brackets; case does not matter. */
export function headerKey(header: Cell): string {
  return String(header)
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]/g, "")
    .replace(/[^a-z]/g, "");
}

/** Without the fields that were left blank. */
export function defined<T extends object>(fields: {
  [Name in keyof T]: T[Name] | undefined;
}): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as T;
}
