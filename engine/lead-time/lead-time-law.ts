import { atLeast } from "../checks.ts";
import { empiricalDistribution } from "../numeric/empirical.ts";
import type { WeightedValues } from "../numeric/empirical.ts";
import { gammaTails } from "../numeric/gamma-tails.ts";
import { sampleMoments, type Moments } from "../numeric/moments.ts";
import { poissonDensity } from "../numeric/special.ts";

/** A lead time: its moments, samples of it, or values with weights; all in periods. */
export type LeadTime = Moments | readonly number[] | WeightedValues;

/** Width of the slices that stand for a law of which only the moments are known: deviations. */
const slice = 1 / 3;
/** Beyond so many deviations each slice is wider than the one before it, by this factor. */
const far = 3;
const wider = 1.15;
/** Probability beyond the last slice, and of a slice that is passed over. */
const negligible = 1e-7;

/**
 * Mean and deviation of a lead time, in periods: of samples with divisor n − 1, of weighted
 * values as the law they are.
 *
 * @throws InputError when a lead time is negative or no number
 */
export function leadTimeMoments(leadTime: LeadTime): Moments {
  if ("mean" in leadTime) {
    return {
      mean: atLeast("leadTime.mean", leadTime.mean, 0),
      deviation: atLeast("leadTime.deviation", leadTime.deviation, 0),
    };
  }
  if ("weights" in leadTime) {
    leadTime.values.forEach((v, i) => atLeast(`leadTime.values[${i}]`, v, 0));
    const { mean, deviation } = empiricalDistribution(leadTime);
    return { mean, deviation };
  }
  leadTime.forEach((value, i) => atLeast(`leadTime[${i}]`, value, 0));
  return sampleMoments("leadTime", leadTime);
}

/**
 * Lead time plus review as values with weights, in periods.
 *
 * Moments alone become the gamma law in slices of a third of a deviation: the mean of each with
 * its probability, stretched about the whole mean so that both moments are kept. The last slices
 * reach as far as any service target looks.
 */
export function leadTimeAtoms(
  leadTime: LeadTime,
  reviewPeriods: number,
): WeightedValues {
  const moments = leadTimeMoments(leadTime);
  if ("weights" in leadTime) {
    return {
      values: leadTime.values.map((v) => v + reviewPeriods),
      weights: leadTime.weights,
    };
  }
  const { values, weights } =
    "mean" in leadTime
      ? gammaSlices(moments, slice)
      : { values: leadTime, weights: leadTime.map(() => 1) };
  return { values: values.map((v) => v + reviewPeriods), weights };
}

/**
 * A gamma law in slices: the mean of each and its probability, both moments kept.
 *
 * @param width - of a slice, in deviations; those far out are wider
 */
export function gammaSlices(
  { mean, deviation }: Moments,
  width: number,
): WeightedValues {
  if (deviation === 0 || mean === 0) return { values: [mean], weights: [1] };
  const shape = (mean / deviation) ** 2;
  const root = Math.sqrt(shape);
  let step = width * root;
  const values: number[] = [];
  const weights: number[] = [];
  /** P(X > x) and E[X; X > x] of the law with scale 1. */
  let tail = { above: 1, first: shape };
  for (let x = step; tail.above > negligible; x += step) {
    if (x > shape + far * root) step *= wider;
    const { upper } = gammaTails(shape, x);
    const next = {
      above: upper,
      first: shape * (upper + poissonDensity(shape, x)),
    };
    // What lies beyond the last slice belongs to it.
    const last = next.above <= negligible;
    const weight = last ? tail.above : tail.above - next.above;
    const first = last ? tail.first : tail.first - next.first;
    tail = next;
    if (weight <= negligible) continue;
    weights.push(weight);
    values.push((first / weight / shape) * mean);
  }
  const { mean: centre, deviation: spread } = empiricalDistribution({
    values,
    weights,
  });
  const stretched = values.map(
    (v) => mean + ((v - centre) * deviation) / spread,
  );
  // A very skewed law would be stretched below zero: there its mean alone is kept.
  return (stretched[0] as number) >= 0
    ? { values: stretched, weights }
    : { values: values.map((v) => (v * mean) / centre), weights };
}
