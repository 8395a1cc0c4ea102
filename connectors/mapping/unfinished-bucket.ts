import type { Period } from "../../engine/contracts/index.ts";
import { bucketAfter, bucketStart, dayNumber, dayText } from "./bucket.ts";
import type { Findings } from "./target-findings.ts";

/**
 * The last bucket that is over. The one that the day of the reading lies in holds a part of a
 * period's demand only: taken for a whole one, it would make every forecast too low.
 *
 * @param last - first day of the last bucket that has demand
 * @param today - day of the reading; every bucket counts as over when it is not known
 * @param told - hears of a bucket that is left out
 * @returns first day of the last bucket to take
 */
export function lastWholeBucket(
  last: number,
  period: Period,
  today: string | undefined,
  told: { readonly findings: Findings; readonly source: string },
): number {
  const now = today === undefined ? null : dayNumber(today);
  if (now === null || bucketStart(now, period) !== last) return last;
  told.findings.add(
    "info",
    told.source,
    null,
    "day",
    `the ${period} that began on ${dayText(last)} is not over: its demand is left out`,
  );
  return bucketAfter(last, period, -1);
}
