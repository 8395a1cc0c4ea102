import type { Period } from "../../engine/contracts/index.ts";
import { bucketsBetween, bucketStart } from "../../engine/index.ts";

export {
  bucketAfter,
  bucketsBetween,
  bucketStart,
  dayNumber,
  dayText,
} from "../../engine/index.ts";

const dayMilliseconds = 86_400_000;

/** Monday of ISO week `week` of `year`, as a day number; `null` when the year has no such week. */
export function isoWeekStart(year: number, week: number): number | null {
  // ISO 8601: week 1 is the week of 4 January.
  const fourth = Date.UTC(year, 0, 4) / dayMilliseconds;
  const start = bucketStart(fourth, "week") + 7 * (week - 1);
  const thursday = new Date((start + 3) * dayMilliseconds);
  return week >= 1 && thursday.getUTCFullYear() === year ? start : null;
}

/**
 * Sums of dated quantities by bucket, from the first bucket to the last of the whole file.
 *
 * @param lines - day numbers and quantities, in any order
 * @param last - first day of the last bucket to answer
 * @returns first bucket and one sum per bucket; buckets without a line hold `empty`
 */
export function bucketSums(
  lines: readonly { readonly day: number; readonly quantity: number }[],
  period: Period,
  last: number,
  empty: number | null,
): { readonly start: number; readonly quantities: (number | null)[] } {
  let start = last;
  for (const { day } of lines)
    start = Math.min(start, bucketStart(day, period));
  const quantities = new Array<number | null>(
    bucketsBetween(start, last, period) + 1,
  ).fill(empty);
  for (const { day, quantity } of lines) {
    const index = bucketsBetween(start, bucketStart(day, period), period);
    if (index < quantities.length) {
      quantities[index] = (quantities[index] ?? 0) + quantity;
    }
  }
  return { start, quantities };
}
