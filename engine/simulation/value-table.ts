import type { Distribution } from "../numeric/distribution.ts";

/** A law on few values, laid out to be drawn from fast. */
export interface ValueTable {
  readonly values: Float64Array;
  /** P(X ≤ value), value by value; the last is 1. */
  readonly below: Float64Array;
  /** Where to begin the search, by the leading bits of a uniform number. */
  readonly guide: Int32Array;
}

/** Mass left out at either end of a lattice: less than a run can ever see. */
const leftOut = 1e-14;

/**
 * Lays out values with weights: guide table method.
 *
 * @see Chen and Asau (1974), On generating random variates from an empirical distribution.
 */
export function valueTable(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
): ValueTable {
  const size = values.length;
  const below = new Float64Array(size);
  let total = 0;
  for (let at = 0; at < size; at++) {
    total += weights[at]!;
    below[at] = total;
  }
  for (let at = 0; at < size; at++) below[at]! /= total;
  below[size - 1] = 1;
  const cells = Math.max(16, 2 * size);
  const guide = new Int32Array(cells);
  let at = 0;
  for (let cell = 0; cell < cells; cell++) {
    while (below[at]! < cell / cells) at++;
    guide[cell] = at;
  }
  return { values: Float64Array.from(values), below, guide };
}

/** The table of a law on whole numbers, without its last 1e-14 at either end. */
export function latticeTable(law: Distribution): ValueTable {
  const first = law.quantile(leftOut);
  const last = law.quantile(1 - leftOut);
  const size = last - first + 1;
  const values = Float64Array.from({ length: size }, (_, at) => first + at);
  const weights = new Float64Array(size);
  let before = 0;
  for (let at = 0; at < size; at++) {
    const until = law.cdf(first + at);
    weights[at] = Math.max(until - before, 0);
    before = until;
  }
  return valueTable(values, weights);
}

/** One draw by a uniform number above 0 and below 1. */
export function drawn(
  { values, below, guide }: ValueTable,
  uniform: number,
): number {
  let at = guide[(uniform * guide.length) | 0]!;
  while (below[at]! < uniform) at++;
  return values[at]!;
}
