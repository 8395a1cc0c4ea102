import { atLeast } from "../checks.ts";
import { empiricalDistribution } from "../numeric/empirical.ts";
import type { WeightedValues } from "../numeric/empirical.ts";
import { gammaDistribution } from "../numeric/gamma.ts";
import { sampleMoments, type Moments } from "../numeric/moments.ts";

/** A lead time: its moments, samples of it, or values with weights; all in periods. */
export type LeadTime = Moments | readonly number[] | WeightedValues;

/** Equally likely lead times that stand for a law of which only the moments are known. */
const standIns = 25;

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
 * Moments alone become 25 equally likely values: middles of the gamma law's slices,
 * stretched about their mean so that both moments are kept.
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
  const values = "mean" in leadTime ? slices(moments) : leadTime;
  return {
    values: values.map((v) => v + reviewPeriods),
    weights: values.map(() => 1),
  };
}

function slices({ mean, deviation }: Moments): readonly number[] {
  if (deviation === 0 || mean === 0) return [mean];
  const law = gammaDistribution({ mean, deviation });
  const raw = Array.from({ length: standIns }, (_, i) =>
    law.quantile((i + 0.5) / standIns),
  );
  const { mean: centre, deviation: spread } = empiricalDistribution(raw);
  const stretched = raw.map((v) => mean + ((v - centre) * deviation) / spread);
  // A very skewed law would be stretched below zero: there its mean alone is kept.
  return (stretched[0] as number) >= 0
    ? stretched
    : raw.map((v) => (v * mean) / centre);
}
