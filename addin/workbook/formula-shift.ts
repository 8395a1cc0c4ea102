import { columnIndex, columnLetters } from "./a1.ts";

/** Texts in quotes, quoted sheet names, and cell references, in the order they are tried. */
const pieces =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\]|(?<![A-Za-z0-9_.$])(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![A-Za-z0-9_.(!])/g;

/**
 * A formula as it reads after it was moved: relative references move along, those
 * fixed by a dollar stay.
 *
 * @param formula - with its `=`
 * @param rows - cells it moves down, negative upwards
 * @param columns - cells it moves to the right
 */
export function shiftFormula(
  formula: string,
  rows: number,
  columns: number,
): string {
  return formula.replace(
    pieces,
    (
      whole,
      columnFixed?: string,
      letters?: string,
      rowFixed?: string,
      digits?: string,
    ) => {
      if (letters === undefined || digits === undefined) return whole;
      const column = columnIndex(letters) + (columnFixed ? 0 : columns);
      const row = Number(digits) + (rowFixed ? 0 : rows);
      if (column < 0 || row < 1) return "#REF!";
      return `${columnFixed}${columnLetters(column)}${rowFixed}${row}`;
    },
  );
}
