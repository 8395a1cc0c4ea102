import type { CellValue } from "../workbook/port.ts";

/** Pixels of a column between which the contents decide. */
const least = 56;
const most = 400;

/** Padding of a cell at both sides. */
const padding = 14;

/** A bold title is about this much wider. */
const bold = 1.08;

/** Pixels that show every value of a column whole, up to a limit, and its title in two lines. */
export function columnWidth(
  title: string,
  values: readonly CellValue[],
  formatOf: (row: number) => string | undefined,
): number {
  let widest = inTwoLines(title) * bold;
  values.forEach((value, row) => {
    widest = Math.max(widest, textWidth(shown(value, formatOf(row))));
  });
  return Math.round(Math.min(most, Math.max(least, widest + padding)));
}

/** The least width that takes a title in two lines. */
function inTwoLines(title: string): number {
  const words = title.split(" ");
  const widths = words.map((_, first) =>
    Math.max(
      textWidth(words.slice(0, first + 1).join(" ")),
      textWidth(words.slice(first + 1).join(" ")),
    ),
  );
  return Math.min(...widths);
}

/** A value as its cell shows it: near enough to measure. */
function shown(value: CellValue, format: string | undefined): string {
  if (typeof value !== "number") return String(value ?? "");
  if (!format) return String(value);
  const decimals = /\.(0+)/.exec(format)?.[1]?.length ?? 0;
  const text = (format.endsWith("%") ? value * 100 : value).toLocaleString(
    "en",
    { minimumFractionDigits: decimals, maximumFractionDigits: decimals },
  );
  return format.endsWith("%") ? `${text}%` : text;
}

/** Pixels of a text in Arial 11: its widths for kinds of letters, in thousandths of the size. */
function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return (width * 11 * 96) / 72 / 1000;
}

function letterWidth(letter: string): number {
  if (letter === "@") return 1015;
  if (/[mwMW%]/.test(letter)) return 860;
  if (/[A-Z]/.test(letter)) return 690;
  if (/[\d]/.test(letter)) return 556;
  if (/[.,:;'|ijl()/\s-]/.test(letter)) return 290;
  return 520;
}
