import type { DemandLines } from "./demand-lines.ts";
import { dayOfMinute } from "./demand-lines.ts";
import type { RecordSpan } from "./record-span.ts";

/**
 * The share of the lines of each bucket that were sold on promotion.
 *
 * @returns by lines of a stage, from a bucket on, so many; `null` when no line was
 */
export function promotedBuckets(
  lines: DemandLines,
  span: RecordSpan,
): ((places: Int32Array, first: number, buckets: number) => number[]) | null {
  if (!lines.promoted.includes(1)) return null;
  return (places, first, buckets) => {
    const all = new Array<number>(buckets).fill(0);
    const promoted = new Array<number>(buckets).fill(0);
    for (const place of places) {
      const day = dayOfMinute(lines.minute[place]!);
      if (!(day >= span.firstDay && day <= span.lastDay)) continue;
      const at = span.bucketOf(day) - first;
      if (at < 0 || at >= buckets) continue;
      all[at]! += 1;
      promoted[at]! += lines.promoted[place]!;
    }
    return all.map((count, at) => (count > 0 ? promoted[at]! / count : 0));
  };
}
