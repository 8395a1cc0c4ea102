import type { Period } from "../contracts/index.ts";

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
  const day = new Date(start);
  switch (period) {
    case "day":
      day.setUTCDate(day.getUTCDate() + index);
      break;
    case "week":
      day.setUTCDate(day.getUTCDate() + 7 * index);
      break;
    case "month":
      day.setUTCMonth(day.getUTCMonth() + index);
      break;
  }
  return day.toISOString().slice(0, 10);
}
