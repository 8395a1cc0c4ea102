import { atLeast, finite } from "../../engine/index.ts";
import { cellError } from "./cell-error.ts";

/** What a cell may hold, as Excel hands it to a custom function. */
export type Cell = unknown;

/** A cell that nobody filled, or an argument left out. */
export function isBlank(value: Cell): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === "string" && value.trim() === "")
  );
}

/** The number in a cell. Text, blanks and error values are named with where they stand. */
export function numberIn(name: string, value: Cell): number {
  if (typeof value === "number") return finite(name, value);
  throw cellError(
    "invalidValue",
    `${name} must be a number, got ${said(value)}${looksNumeric(value) ? ", which is text: make it a number" : ""}`,
  );
}

function looksNumeric(value: Cell): boolean {
  return typeof value === "string" && /^[-+\s\d.,'%]*\d[\s%]*$/.test(value);
}

/** The number in a cell, or `otherwise` when it is blank. */
export function numberOr(name: string, value: Cell, otherwise: number): number {
  return isBlank(value) ? otherwise : numberIn(name, value);
}

/** The number in a cell, at least 0; `undefined` when it is blank. */
export function optionalNumber(name: string, value: Cell): number | undefined {
  return isBlank(value) ? undefined : atLeast(name, numberIn(name, value), 0);
}

/** One of a few words by its letters: case, spaces, dashes and brackets do not matter; `otherwise` when blank. */
export function wordIn<Word extends string>(
  name: string,
  value: Cell,
  words: readonly Word[],
  otherwise: Word,
): Word {
  if (isBlank(value)) return otherwise;
  const letters = (text: string): string =>
    text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const given = letters(String(value));
  const found = words.find((word) => letters(word) === given);
  if (found === undefined) {
    throw cellError(
      "invalidValue",
      `${name} must be ${listed(words)}, got ${said(value)}`,
    );
  }
  return found;
}

/** A whole number within bounds. */
export function wholeIn(
  name: string,
  value: Cell,
  least: number,
  most: number,
): number {
  const number = numberIn(name, value);
  if (Number.isInteger(number) && number >= least && number <= most) {
    return number;
  }
  throw cellError(
    "invalidNumber",
    `${name} must be a whole number from ${least} to ${most}, got ${number}`,
  );
}

/** TRUE or FALSE in a cell, as a word or a number too; FALSE when it is blank. */
export function flagIn(name: string, value: Cell): boolean {
  const words = ["true", "yes", "1", "false", "no", "0"] as const;
  return words.indexOf(wordIn(name, value, words, "false")) < 3;
}

/**
 * Demand by period from a range, oldest first. A blank cell is a period that was not
 * recorded; text, error values and negative demand are named by their place.
 */
export function historyIn(
  name: string,
  range: readonly (readonly Cell[])[],
): (number | null)[] {
  const history = cellsOf(range).map(({ value, place }) => {
    if (isBlank(value)) return null;
    return atLeast(
      `${name}, ${place}`,
      numberIn(`${name}, ${place}`, value),
      0,
    );
  });
  if (history.every((quantity) => quantity === null)) {
    throw cellError(
      "notAvailable",
      `${name} is empty: give one number for each period, oldest first`,
    );
  }
  return history;
}

/** Every cell of a range, row by row, with its place in words. */
export function cellsOf(
  range: readonly (readonly Cell[])[],
): readonly { readonly value: Cell; readonly place: string }[] {
  const wide = range.some((row) => row.length > 1);
  return range.flatMap((row, rowIndex) =>
    row.map((value, column) => ({
      value,
      place: placeOf(range.length, wide, rowIndex, column),
    })),
  );
}

function placeOf(
  rows: number,
  wide: boolean,
  row: number,
  column: number,
): string {
  if (!wide) return `row ${row + 1}`;
  if (rows === 1) return `column ${column + 1}`;
  return `row ${row + 1}, column ${column + 1}`;
}

/** A value as a sentence quotes it. */
export function said(value: Cell): string {
  if (isBlank(value)) return "an empty cell";
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "number") return String(value);
  return "an error value";
}

function listed(words: readonly string[]): string {
  return words.length === 1
    ? words[0]!
    : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
