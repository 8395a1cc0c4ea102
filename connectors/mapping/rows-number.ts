/** How a file writes numbers. */
export interface NumberFormat {
  readonly decimal: "." | ",";
  /** Groups of three digits are refused unless their separator is named. */
  readonly thousands?: "." | "," | "'" | " " | undefined;
}

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number a text holds; `null` when it is none. A blank is no number: it is never 0.
 * A trailing minus, as some ERPs print it, counts.
 */
export function readNumber(text: string, format: NumberFormat): number | null {
  let digits = text.trim();
  if (/^[^-]+-$/.test(digits)) digits = `-${digits.slice(0, -1)}`;
  if (format.thousands !== undefined) {
    const whole = digits.split(format.decimal)[0]!;
    const groups = whole.replace(/^[+-]/, "").split(format.thousands);
    if (groups.length > 1) {
      const wellFormed =
        /^\d{1,3}$/.test(groups[0]!) &&
        groups.slice(1).every((group) => /^\d{3}$/.test(group));
      if (!wellFormed) return null;
      digits = digits.replaceAll(format.thousands, "");
    }
  }
  if (format.decimal === ",") {
    if (digits.includes(".")) return null;
    digits = digits.replace(",", ".");
  }
  return plain.test(digits) ? Number(digits) : null;
}

/** What to change in the mapping so that a refused text would be read; empty when nothing would. */
export function numberHint(text: string, format: NumberFormat): string {
  const other = format.decimal === "." ? "," : ".";
  const options: readonly (readonly [NumberFormat, string])[] = [
    [{ decimal: other }, `set decimal to "${other}"`],
    [
      { decimal: format.decimal, thousands: other },
      `set thousands to "${other}"`,
    ],
    [
      { decimal: other, thousands: format.decimal },
      `set decimal to "${other}" and thousands to "${format.decimal}"`,
    ],
  ];
  const found = options.find(([option]) => readNumber(text, option) !== null);
  return found ? `; ${found[1]} if that is one` : "";
}
