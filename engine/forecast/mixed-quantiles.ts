import { wholeUnitsLaw } from "../lead-time/whole-units-law.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { WeightedValues } from "../numeric/empirical.ts";
import { pointDistribution } from "../numeric/point.ts";
import { uniformPieces, type UniformPiece } from "../numeric/uniform-pieces.ts";

/** Quantiles of demand over one whole time, by the probabilities asked for. */
export interface Anchor {
  /** Periods. */
  readonly time: number;
  /** Units, rising. */
  readonly units: Float64Array;
}

/** Whole units are told one by one up to this many; above, half a unit no longer matters. */
const mostUnits = 8_192;
/** Times whose pieces are kept as they are; more of them are added up in cells. */
const fewTimes = 4;
/** Cells from the least to the most demand. */
const cells = 1_024;
/** A piece narrower than this share of the most demand is a point. */
const narrow = 1e-6;

/**
 * The laws of demand at each time, weighed by the times, as one law.
 *
 * Between two quantiles the probability is spread evenly. Between whole times quantiles are
 * interpolated; at time 0 nothing is asked for.
 *
 * @param probabilities - rising
 * @param anchors - by rising time
 * @param scale - what all units are multiplied by
 */
export function mixedQuantiles(
  { values, weights }: WeightedValues,
  probabilities: readonly number[],
  anchors: readonly Anchor[],
  scale = 1,
): Distribution {
  if (values.every((time) => time === 0)) return pointDistribution(0);
  const size = probabilities.length;
  const steps = Float64Array.from(
    { length: size + 1 },
    (_, k) => (probabilities[k] ?? 1) - (probabilities[k - 1] ?? 0),
  );
  const whole = anchors.every(({ units }) => units.every(Number.isInteger));
  const laws = values.map((time) => quantilesAt(time, anchors, scale));
  const most = laws.reduce((top, units) => Math.max(top, units[size - 1]!), 0);
  if (whole && most < mostUnits) {
    const sums = new Float64Array(Math.ceil(most) + 2);
    laws.forEach((units, i) => addWhole(sums, units, steps, weights[i]!));
    return wholeUnitsLaw(sums);
  }
  const law = uniformPieces(
    values.length > fewTimes
      ? inCells(laws, weights, steps, most)
      : laws.flatMap((units, i) => piecesOf(units, steps, weights[i]!, most)),
  );
  return whole ? rounded(law) : law;
}

function quantilesAt(
  time: number,
  anchors: readonly Anchor[],
  scale: number,
): Float64Array {
  const after = anchors.findIndex((anchor) => anchor.time >= time - 1e-9);
  const high = anchors[after < 0 ? anchors.length - 1 : after]!;
  const exact = Math.abs(high.time - time) < 1e-9;
  const low = exact ? undefined : anchors[after - 1];
  const from = low?.time ?? 0;
  const share = exact ? 1 : (time - from) / (high.time - from);
  const units = new Float64Array(high.units.length);
  let before = -Infinity;
  for (let k = 0; k < units.length; k++) {
    const less = low === undefined ? 0 : low.units[k]!;
    const here = scale * (less + share * (high.units[k]! - less));
    units[k] = before = Math.max(here, before);
  }
  return units;
}

/**
 * Probability below the first quantile and above the last one lies on them, and so does that
 * of quantiles next to each other: as a density it would drown all others.
 */
function piecesOf(
  units: Float64Array,
  steps: Float64Array,
  weight: number,
  most: number,
): UniformPiece[] {
  return Array.from(steps, (step, k) => {
    const from = units[Math.max(k - 1, 0)]!;
    const to = units[Math.min(k, units.length - 1)]!;
    return {
      from: to - from > narrow * most ? from : to,
      to,
      weight: weight * step,
    };
  });
}

/**
 * Adds a law in whole units: from one quantile to the next, half of the weight of a unit
 * belongs to each side, so that a quantile asked for stays what it was.
 */
function addWhole(
  sums: Float64Array,
  units: Float64Array,
  steps: Float64Array,
  weight: number,
): void {
  const add = (at: number, amount: number) => {
    const low = Math.floor(at);
    const rest = at - low;
    sums[low]! += amount * (1 - rest);
    sums[low + 1]! += amount * rest;
  };
  const last = units.length - 1;
  let same = weight * steps[0]!;
  for (let k = 1; k <= last; k++) {
    const from = units[k - 1]!;
    const to = units[k]!;
    const all = weight * steps[k]!;
    if (to === from) {
      same += all;
      continue;
    }
    const count = Math.max(Math.round(to - from), 1);
    const each = all / count;
    add(from, same + each / 2);
    for (let i = 1; i < count; i++) {
      add(from + ((to - from) * i) / count, each);
    }
    same = each / 2;
  }
  add(units[last]!, same + weight * steps[last + 1]!);
}

/** Many laws as pieces side by side: exact at their ends, even between them. */
function inCells(
  laws: readonly Float64Array[],
  weights: readonly number[],
  steps: Float64Array,
  most: number,
): UniformPiece[] {
  const least = laws.reduce((low, units) => Math.min(low, units[0]!), Infinity);
  const width = (most - least) / cells;
  if (!(width > 0)) return [{ from: least, to: least, weight: 1 }];
  const sums = new Float64Array(cells);
  const cellOf = (units: number) =>
    Math.min(Math.floor((units - least) / width), cells - 1);
  laws.forEach((units, i) => {
    steps.forEach((step, k) => {
      const from = units[Math.max(k - 1, 0)]!;
      const to = units[Math.min(k, units.length - 1)]!;
      const weight = weights[i]! * step;
      const first = cellOf(from);
      const last = cellOf(to);
      if (first === last) {
        sums[first]! += weight;
        return;
      }
      const density = weight / (to - from);
      sums[first]! += density * (least + (first + 1) * width - from);
      for (let at = first + 1; at < last; at++) sums[at]! += density * width;
      sums[last]! += density * (to - least - last * width);
    });
  });
  return Array.from(sums, (weight, at) => ({
    from: least + at * width,
    to: least + (at + 1) * width,
    weight: Math.max(weight, 0),
  }));
}

/** A continuous law on whole units: each takes what lies within a half of it. */
function rounded(law: Distribution): Distribution {
  const edge = (x: number) => Math.floor(x) + 0.5;
  return {
    ...law,
    discrete: true,
    cdf: (x) => law.cdf(edge(x)),
    survival: (x) => law.survival(edge(x)),
    quantile: (p) => Math.ceil(law.quantile(p) - 0.5),
  };
}
