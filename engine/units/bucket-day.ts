import type { Period } from "../contracts/index.ts";
import { bucketAfter, dayNumber, dayText } from "./calendar-bucket.ts";

/**
 * First day of a bucket of a history, `YYYY-MM-DD`.
 *
 * @param start - first day of the history's first bucket
 * @param index - buckets after it; those to come follow the recorded ones
 */
export function bucketDay(
  start: string,
  period: Period,
  index: number,
): string {
  return dayText(bucketAfter(dayNumber(start) ?? 0, period, index));
}
