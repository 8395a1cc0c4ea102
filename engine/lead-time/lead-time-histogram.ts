/** So many bars at most: more are no shape any more. */
const mostBars = 12;

/** One bar: lead times from `fromDays` up to, but not at, `toDays`. */
export interface LeadTimeBar {
  readonly fromDays: number;
  readonly toDays: number;
  readonly count: number;
}

/**
 * Lead times as bars of equal whole days that touch, from the shortest to the longest.
 *
 * @param samplesDays - whole calendar days; no bars without any
 */
export function leadTimeHistogram(
  samplesDays: readonly number[],
): readonly LeadTimeBar[] {
  if (samplesDays.length === 0) return [];
  let shortest = Infinity;
  let longest = -Infinity;
  for (const days of samplesDays) {
    shortest = Math.min(shortest, days);
    longest = Math.max(longest, days);
  }
  const width = Math.ceil((longest - shortest + 1) / mostBars);
  const counts = new Array<number>(
    Math.floor((longest - shortest) / width) + 1,
  ).fill(0);
  for (const days of samplesDays) {
    counts[Math.floor((days - shortest) / width)]! += 1;
  }
  return counts.map((count, bar) => ({
    fromDays: shortest + bar * width,
    toDays: shortest + (bar + 1) * width,
    count,
  }));
}
