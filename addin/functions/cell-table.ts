import { cellError } from "./cell-error.ts";
import type { Cell } from "./cell-input.ts";
import { isBlank, said } from "./cell-input.ts";

/** One row under a header: its cells by field, and its number in the range, from 1. */
export interface TableRow<Field extends string> {
  readonly cells: Partial<Record<Field, Cell>>;
  readonly row: number;
}

/**
 * The rows of a range whose first row is a header; blank rows are passed over.
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
  const [header = [], ...body] = range;
  if (range.every((row) => row.every(isBlank))) return [];
  const columns = header.map((cell) => {
    if (isBlank(cell)) return null;
    const field = headers[headerKey(cell)];
    if (field === undefined) {
      throw cellError(
        "invalidValue",
        `${name} has a column ${said(cell)}: the header must name ${[...new Set(Object.values(headers))].join(", ")}`,
      );
    }
    return field;
  });
  for (const field of required) {
    if (!columns.includes(field)) {
      throw cellError(
        "invalidValue",
        `${name} has no column ${field}: its first row must be the header`,
      );
    }
  }
  return body.flatMap((row, index) => {
    if (row.every(isBlank)) return [];
    const cells: Partial<Record<Field, Cell>> = {};
    columns.forEach((field, column) => {
      if (field !== null) cells[field] = row[column];
    });
    return [{ cells, row: index + 2 }];
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

/** A header as it is compared: letters only, case does not matter. */
export function headerKey(header: Cell): string {
  return String(header)
    .toLowerCase()
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
