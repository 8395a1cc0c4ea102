/** How strongly the series of one place promote, period by period. */
export interface Breadth {
  /** Sum over the series. */
  readonly sums: Float64Array;
  /** Series. */
  count: number;
}

/** Breadth by group within a market, and by market. */
export type BreadthMap = Map<string, Breadth>;

/** Adds one series to what its place does. */
export function addBreadth(
  map: BreadthMap,
  key: string,
  values: Float64Array,
): void {
  const found = map.get(key);
  const sums = new Float64Array(
    Math.max(values.length, found?.sums.length ?? 0),
  );
  if (found) sums.set(found.sums);
  values.forEach((value, period) => {
    sums[period]! += value;
  });
  map.set(key, { sums, count: (found?.count ?? 0) + 1 });
}

/**
 * Mean over the other series of a place.
 *
 * @param own - the series itself, left out when it is part of the place
 */
export function othersMean(
  map: BreadthMap,
  key: string,
  own: Float64Array | undefined,
  period: number,
): number {
  const found = map.get(key);
  if (found === undefined) return 0;
  const others = found.count - (own ? 1 : 0);
  if (others < 1) return 0;
  return ((found.sums[period] ?? 0) - (own?.[period] ?? 0)) / others;
}
