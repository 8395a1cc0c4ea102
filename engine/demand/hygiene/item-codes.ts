/** Codes and share of them that must be alike before others are called unlike. */
const fewestCodes = 20;
const shareAlike = 0.95;

/** What fees, postage and bookings by hand are called in the item column. */
const feeWords =
  /POSTAGE|FREIGHT|CARRIAGE|SHIPPING|FEES?$|CHARGES?|DISCOUNT|VOUCHER|GIFT|DEPOSIT|ADJUST|MANUAL|SAMPLE|REBATE|ROUNDING|FRACHT|PORTO|GEB[UÜ]HR|RABATT|GUTSCHEIN|PFAND/;

/** How nearly all items are written, as far as it can be told. */
export interface CodeShape {
  /** In words: "5 digits first". */
  readonly usual: string;
  readonly fits: (code: string) => boolean;
}

/**
 * How nearly all codes of a record begin: so many digits, or digits or letters at all.
 *
 * @param codes - each item once
 * @returns `null` when they are few, or not alike
 */
export function codeShape(codes: readonly string[]): CodeShape | null {
  if (codes.length < fewestCodes) return null;
  const begins = new Map<string, number>();
  for (const code of codes) {
    const start = beginning(code);
    begins.set(start, (begins.get(start) ?? 0) + 1);
  }
  const enough = shareAlike * codes.length;
  for (const [start, count] of begins) {
    if (count >= enough && /^\d/.test(start)) {
      return {
        usual: `${start.length} digits first`,
        fits: (code) => beginning(code) === start,
      };
    }
  }
  for (const [usual, pattern] of [
    ["digits first", /^\d/],
    ["letters first", /^\p{L}/u],
  ] as const) {
    if (codes.filter((code) => pattern.test(code)).length >= enough) {
      return { usual, fits: (code) => pattern.test(code) };
    }
  }
  return null;
}

/**
 * Why a code that is written unlike the items is none; `null` when it may be one all the same:
 * a new range of goods may have codes of its own.
 *
 * @param code - in capitals
 */
export function feeReason(code: string, { usual }: CodeShape): string | null {
  if (feeWords.test(code)) {
    return `its name says that it is no item, and items have ${usual}`;
  }
  const short = code.length <= 2 || (code.length <= 4 && !/\d/.test(code));
  return short
    ? `its ${code.length === 1 ? "one sign is" : `${code.length} signs are`} too short for an item: items have ${usual}`
    : null;
}

/** The digits a code begins with, by their number; the first sign of any other. */
function beginning(code: string): string {
  const digits = /^\d+/.exec(code)?.[0];
  return digits === undefined ? code.slice(0, 1) : "9".repeat(digits.length);
}
