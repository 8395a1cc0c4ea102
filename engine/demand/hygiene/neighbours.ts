/** Usable periods that are looked at on each side of one that cannot speak for itself. */
export const neighboursEachSide = 6;

/** What the periods around one say about it. */
export interface Neighbours {
  /** Units expected. */
  readonly mean: number;
  /** The most that any of them had, at this place in the season: nothing is supposed above it. */
  readonly largest: number;
}

/**
 * What is usual around each period of a history, from the nearest usable periods on both
 * sides, seasonal where two whole seasons are known.
 *
 * @param values - units by period, `null` where not recorded
 * @param usable - whether a period may speak for others
 * @param season - periods in a season; 1 for none
 * @returns what the neighbours of a period say; `null` when it has none
 */
export function neighboursOf(
  values: readonly (number | null)[],
  usable: (period: number) => boolean,
  season: number,
): (period: number) => Neighbours | null {
  const known = values.map((value, period) =>
    value !== null && usable(period) ? value : null,
  );
  const index = seasonIndex(known, season);
  return (period) => {
    const around = [
      ...nearest(known, period, -1, index),
      ...nearest(known, period, +1, index),
    ];
    if (around.length === 0) return null;
    const here = index[period % index.length]!;
    const sum = around.reduce((total, value) => total + value, 0);
    return {
      mean: (sum / around.length) * here,
      largest: Math.max(...around) * here,
    };
  };
}

/** Usable values on one side, nearest first, as an average place of the season would have them. */
function nearest(
  known: readonly (number | null)[],
  period: number,
  step: number,
  index: readonly number[],
): number[] {
  const found: number[] = [];
  for (
    let at = period + step;
    at >= 0 && at < known.length && found.length < neighboursEachSide;
    at += step
  ) {
    const value = known[at];
    if (value === null || value === undefined) continue;
    const here = index[at % index.length]!;
    // A place in the season without demand says nothing about the level.
    if (here > 0) found.push(value / here);
  }
  return found;
}

/** Mean of each place in the season against the mean of all; all 1 where too little is known. */
function seasonIndex(
  known: readonly (number | null)[],
  season: number,
): readonly number[] {
  const flat = [1];
  const recorded = known.filter((value) => value !== null);
  if (season < 2 || recorded.length < 2 * season) return flat;
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (const [period, value] of known.entries()) {
    if (value === null) continue;
    sums[period % season]! += value;
    counts[period % season]! += 1;
  }
  const mean = recorded.reduce((sum, v) => sum + v, 0) / recorded.length;
  // A place seen once or never would take its own noise for the season.
  if (!(mean > 0) || counts.some((count) => count < 2)) return flat;
  return Array.from(sums, (sum, place) => sum / counts[place]! / mean);
}
