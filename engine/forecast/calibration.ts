import { normalCdf } from "../numeric/normal.ts";
import type { Distribution } from "../numeric/distribution.ts";
import { standardNormalQuantile } from "../numeric/normal-tail.ts";

/** Bins on the scale of standard normal quantiles, from `lowest` on: fine in the tails. */
const lowest = -5;
const width = 0.05;
const bins = 280;
/** Cells by the shape of the law: each 1.5 doublings of the squared mean by the variance. */
const cells = 8;
/** Outcomes that a cell is believed to have seen as all others did, and all as the law says. */
const borrowed = 100;
const assumed = 30;

/** Where past outcomes fell in the laws that were forecast for them. */
export interface Calibration {
  /** Weight of outcomes by cell and bin. */
  readonly counts: Float64Array;
  /** Shares of outcomes below each bin's end, by cell; made when first asked for. */
  shares: Float64Array | undefined;
}

const identity = Float64Array.from(
  { length: bins },
  (_, bin) =>
    (bin === bins - 1 ? 1 : normalCdf(lowest + (bin + 1) * width)) -
    (bin === 0 ? 0 : normalCdf(lowest + bin * width)),
);
const edges = Float64Array.from(
  { length: bins + 1 },
  (_, bin) => 1 - normalCdf(lowest + bin * width),
);

/** Nothing seen yet. */
export function calibration(): Calibration {
  return { counts: new Float64Array(cells * bins), shares: undefined };
}

/**
 * Notes where an outcome fell in its law. A whole-number law gives the outcome a range
 * of probabilities, over which its weight is spread evenly.
 */
export function noteOutcome(
  made: Calibration,
  law: Distribution,
  outcome: number,
  weight: number,
): void {
  const { counts } = made;
  made.shares = undefined;
  const start = cellOf(law) * bins;
  const above = law.survival(outcome);
  const from = law.discrete ? law.survival(outcome - 1) : above;
  const first = binOf(from);
  const last = binOf(above);
  if (first === last || !(from > above)) {
    counts[start + last]! += weight;
    return;
  }
  for (let bin = first; bin <= last; bin++) {
    const left = bin === first ? from : edges[bin]!;
    const right = bin === last ? above : edges[bin + 1]!;
    counts[start + bin]! += (weight * (left - right)) / (from - above);
  }
}

/**
 * The probability to ask a law for, so that outcomes stay below as often as wanted.
 *
 * @param law - its shape says with which outcomes it is compared: how long its tail is
 * @returns a function of the probability wanted, increasing
 *
 * @see Kuleshov, Fenner and Ermon (2018), Accurate uncertainties for deep learning
 * using calibrated regression, on mapping probabilities by past outcomes.
 */
export function calibrated(
  made: Calibration,
  law: Distribution,
): (probability: number) => number {
  const shares = (made.shares ??= sharesOf(made.counts));
  const start = cellOf(law) * bins;
  return (probability) => {
    let bin = 0;
    let end = bins - 1;
    // The first bin that ends at or above the probability, else the last.
    while (bin < end) {
      const middle = (bin + end) >> 1;
      if (shares[start + middle]! < probability) bin = middle + 1;
      else end = middle;
    }
    const before = bin === 0 ? 0 : shares[start + bin - 1]!;
    const inside = Math.max(shares[start + bin]! - before, 1e-300);
    const share = (probability - before) / inside;
    const z = lowest + (bin + Math.min(Math.max(share, 0), 1)) * width;
    return Math.min(Math.max(normalCdf(z), 1e-9), 1 - 1e-12);
  };
}

/** Shares below each bin's end by cell, every cell drawn towards all and all to the law's word. */
function sharesOf(counts: Float64Array): Float64Array {
  const all = new Float64Array(bins);
  let total = assumed;
  for (let bin = 0; bin < bins; bin++) {
    all[bin] = assumed * identity[bin]!;
    for (let cell = 0; cell < cells; cell++) {
      const weight = counts[cell * bins + bin]!;
      all[bin]! += weight;
      total += weight;
    }
  }
  const shares = new Float64Array(cells * bins);
  for (let cell = 0; cell < cells; cell++) {
    const start = cell * bins;
    let seen = borrowed;
    for (let bin = 0; bin < bins; bin++) seen += counts[start + bin]!;
    let below = 0;
    for (let bin = 0; bin < bins; bin++) {
      const share = counts[start + bin]! + (borrowed * all[bin]!) / total;
      below += share / seen;
      shares[start + bin] = below;
    }
  }
  return shares;
}

function binOf(survival: number): number {
  const z =
    survival <= 1e-15
      ? 8.5
      : survival >= 1 - 1e-15
        ? -8.5
        : -standardNormalQuantile(survival);
  const bin = Math.floor((z - lowest) / width);
  return Math.min(Math.max(bin, 0), bins - 1);
}

function cellOf({ mean, deviation }: Distribution): number {
  const shape = deviation > 0 ? (mean / deviation) ** 2 : Infinity;
  const cell = Math.floor(Math.log2(Math.max(shape, 1e-3)) / 1.5 + 4);
  return Math.min(Math.max(cell, 0), cells - 1);
}
