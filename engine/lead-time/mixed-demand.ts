import type { Distribution } from "../numeric/distribution.ts";
import type { WeightedValues } from "../numeric/empirical.ts";
import type { Moments } from "../numeric/moments.ts";
import { gammaTails } from "../numeric/gamma-tails.ts";
import { pointDistribution } from "../numeric/point.ts";
import { leadTimeDemandMoments, lawOf } from "./lead-time-demand.ts";
import { gammaSlices } from "./lead-time-law.ts";
import { cellsLaw } from "./cells-law.ts";
import { fewLaws } from "./few-laws.ts";
import { wholeUnitsLaw } from "./whole-units-law.ts";

/** Laws that demand over a known time may have here: of independent periods, they add up. */
export type MixedLaw = "poisson" | "negative-binomial" | "gamma";

/** Whether demand over a random time can be mixed from this law. */
export function isMixedLaw(law: string): law is MixedLaw {
  return ["poisson", "negative-binomial", "gamma"].includes(law);
}

/** What demand over a lead time that varies is mixed from. */
export interface MixedDemandInput {
  /** Units per period. */
  readonly demand: Moments;
  /** Periods; a gamma law with these moments. */
  readonly leadTime: Moments;
  /** Periods added to the lead time. */
  readonly reviewPeriods: number;
  /** The law of demand over a time that is known. */
  readonly law: MixedLaw;
}

/** A law but for its name and its moments, which are known. */
type Shape = Omit<Distribution, "kind" | "mean" | "deviation">;

/** Slices of the lead time: deviations wide at most and at least. */
const widest = 1 / 4;
const narrowest = 1 / 20;
/** Units in a table at most, and cells of one. */
const mostUnits = 8_192;
const cells = 256;
/** Slices where demand is too lumpy for a table, and so hides what they differ by. */
const whereLumpy = 3 / 4;
/** Demand of a smaller shape on average is too skewed for cells of one width. */
const leastShape = 1.5;
/** Densities of a smaller shape change too fast to be taken at the middle of a cell. */
const smoothShape = 4;
/** A law that scatters by less of a cell is a point beside the others: its density would be missed. */
const leastScatter = 2 / 3;
/** Probabilities below this share of a law's likeliest are none. */
const negligible = 1e-16;

/**
 * Demand over a lead time that varies and a review period: the laws of demand over each time,
 * weighed by how likely the time is.
 *
 * Periods are independent of each other and of the lead time, whose gamma law is cut in slices
 * narrow beside the scatter of demand. Mean and deviation are those of
 * `leadTimeDemandMoments`; the shape is the mixture's own.
 *
 * @throws InputError when a moment is negative
 */
export function mixedDemand(input: MixedDemandInput): Distribution {
  const { law, leadTime, reviewPeriods } = input;
  const { mean: mu } = input.demand;
  // Units by which a Poisson law varies are a matter of its mean.
  const demand =
    law === "poisson" ? { mean: mu, deviation: Math.sqrt(mu) } : input.demand;
  const moments = leadTimeDemandMoments({ demand, leadTime, reviewPeriods });
  if (moments.deviation === 0) return pointDistribution(moments.mean);
  const variance = demand.deviation ** 2;
  if (variance === 0 || leadTime.deviation === 0) return lawOf(law, moments);
  const length = leadTime.mean + reviewPeriods;
  const scatter = Math.sqrt(variance * length) / (mu * leadTime.deviation);
  const slices = (width: number): WeightedValues => {
    const { values, weights } = gammaSlices(leadTime, width);
    return { values: values.map((v) => v + reviewPeriods), weights };
  };
  const times = slices(Math.min(widest, Math.max(narrowest, scatter)));
  const table =
    law === "gamma"
      ? gammaTable(times, mu, variance)
      : countTable(times, mu, variance, law);
  if (table) return { ...table, ...moments, kind: law };
  return {
    ...fewLaws(slices(whereLumpy), (time) => {
      const mean = mu * time;
      return lawOf(law, { mean, deviation: Math.sqrt(variance * time) });
    }),
    ...moments,
    kind: law,
  };
}

/**
 * Poisson or negative binomial demand by the unit; `null` when it reaches too far for a table.
 * Each law from its mode outwards, by f(k + 1)·(k + 1) = f(k)·(rise + ratio·k).
 */
function countTable(
  { values, weights }: WeightedValues,
  mu: number,
  variance: number,
  law: "poisson" | "negative-binomial",
): Shape | null {
  const lumps = variance / mu;
  const ratio = law === "poisson" ? 0 : Math.max(0, 1 - 1 / lumps);
  const longest = values.reduce((a, b) => Math.max(a, b), 0);
  const most = Math.ceil(
    mu * longest + 9 * Math.sqrt(variance * longest) + 25 * Math.max(lumps, 1),
  );
  if (!(most < mostUnits)) return null;
  const sums = new Float64Array(most + 1);
  const one = new Float64Array(most + 1);
  values.forEach((time, j) => {
    const rise = mu * time * (1 - ratio);
    const mode = Math.min(
      Math.max(0, Math.floor((rise - ratio) / (1 - ratio))),
      most,
    );
    let total = 1;
    one[mode] = 1;
    let first = mode;
    for (let k = mode, f = 1; k > 0; k--) {
      f *= k / (rise + ratio * (k - 1));
      if (!(f > negligible)) break;
      one[--first] = f;
      total += f;
    }
    let last = mode;
    for (let k = mode, f = 1; k < most; k++) {
      f *= (rise + ratio * k) / (k + 1);
      if (!(f > negligible)) break;
      one[++last] = f;
      total += f;
    }
    const share = weights[j]! / total;
    for (let k = first; k <= last; k++) sums[k]! += share * one[k]!;
  });
  return wholeUnitsLaw(sums);
}

function meanOf(values: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  let total = 0;
  values.forEach((value, i) => {
    sum += value * weights[i]!;
    total += weights[i]!;
  });
  return sum / total;
}

/** Adds a law that scatters by less than a cell: two cells side by side that keep its mean. */
function addPoint(sums: Float64Array, at: number, weight: number): void {
  const last = sums.length - 1;
  const left = Math.min(Math.max(Math.floor(at - 0.5), 0), last);
  const share = Math.min(Math.max(at - 0.5 - left, 0), 1);
  sums[left]! += weight * (1 - share);
  sums[Math.min(left + 1, last)]! += weight * share;
}

/** Gamma demand in cells of one width; `null` when it is too skewed for them. */
function gammaTable(
  { values, weights }: WeightedValues,
  mu: number,
  variance: number,
): Shape | null {
  const scale = variance / mu;
  const shapes = values.map((time) => (mu * time) / scale);
  const least = shapes.reduce((a, b) => Math.min(a, b), Infinity);
  const most = shapes.reduce((a, b) => Math.max(a, b), 0);
  if (!(meanOf(shapes, weights) >= leastShape)) return null;
  const from = Math.max(0, least - 7 * Math.sqrt(least));
  const width = (most + 8 * Math.sqrt(most) + 10 - from) / cells;
  const middles = Float64Array.from(
    { length: cells },
    (_, i) => from + (i + 0.5) * width,
  );
  const logs = middles.map(Math.log);
  const sums = new Float64Array(cells);
  const one = new Float64Array(cells);
  shapes.forEach((shape, j) => {
    if (shape >= smoothShape && Math.sqrt(shape) < leastScatter * width) {
      addPoint(sums, (shape - from) / width, weights[j]!);
      return;
    }
    const power = shape - 1;
    const peak = power * Math.log(power) - power;
    const reach = 8 * Math.sqrt(shape) + 10;
    const first = Math.max(0, Math.floor((shape - reach - from) / width));
    const last = Math.min(cells - 1, Math.ceil((shape + reach - from) / width));
    let total = 0;
    if (shape < smoothShape) {
      let above = 1;
      for (let i = first; i <= last; i++) {
        const next = gammaTails(shape, from + (i + 1) * width).upper;
        total += one[i] = above - next;
        above = next;
      }
    } else {
      for (let i = first; i <= last; i++) {
        total += one[i] = Math.exp(power * logs[i]! - middles[i]! - peak);
      }
    }
    const share = weights[j]! / total;
    for (let i = first; i <= last; i++) sums[i]! += share * one[i]!;
  });
  return cellsLaw(scale * from, scale * width, sums);
}
