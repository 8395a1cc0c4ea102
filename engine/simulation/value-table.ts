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
  return valueTable(values, latticeWeights(law, first, size));
}

/**
 * Chances of the whole numbers from `first` on, but for a factor: by Panjer's recurrence,
 * up and down from the most likely one, which is a hundred times faster than by tails.
 */
function latticeWeights(
  { mean, deviation }: Distribution,
  first: number,
  size: number,
): Float64Array {
  // P(k + 1) / P(k) = (mean + ratio·k) · scale / (k + 1); a Poisson law has ratio 0.
  const ratio = Math.max((deviation * deviation - mean) / mean, 0);
  const scale = 1 / (1 + ratio);
  const step = (k: number): number => ((mean + ratio * k) * scale) / (k + 1);
  const weights = new Float64Array(size);
  const mode = Math.floor(mean - ratio) - first;
  const top = Math.min(Math.max(mode, 0), size - 1);
  weights[top] = 1;
  for (let at = top + 1; at < size; at++) {
    weights[at] = weights[at - 1]! * step(first + at - 1);
  }
  for (let at = top - 1; at >= 0; at--) {
    weights[at] = weights[at + 1]! / step(first + at);
  }
  return weights;
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
