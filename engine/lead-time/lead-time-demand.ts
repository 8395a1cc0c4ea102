import { atLeast } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { WeightedValues } from "../numeric/empirical.ts";
import { gammaDistribution } from "../numeric/gamma.ts";
import type { Moments } from "../numeric/moments.ts";
import { negativeBinomialDistribution } from "../numeric/negative-binomial.ts";
import { normalDistribution } from "../numeric/normal.ts";
import { pointDistribution } from "../numeric/point.ts";
import { poissonDistribution } from "../numeric/poisson.ts";
import { empiricalLeadTimeDemand } from "./empirical-demand.ts";
import {
  leadTimeAtoms,
  leadTimeMoments,
  type LeadTime,
} from "./lead-time-law.ts";

/** The laws that may be asked for. */
export type LeadTimeDemandLaw =
  "normal" | "gamma" | "poisson" | "negative-binomial" | "empirical";

/** What lead-time demand is made of. */
export interface LeadTimeDemandInput {
  /** Units per period. */
  readonly demand: Moments;
  /** Periods from order to receipt. */
  readonly leadTime: LeadTime;
  /** Periods between reviews, added to the lead time; 0 is continuous review. */
  readonly reviewPeriods?: number;
  /**
   * Law of the demand over that time. `poisson` means that demand is a Poisson process:
   * its deviation is then √mean, whatever `demand.deviation` says.
   */
  readonly distribution: LeadTimeDemandLaw;
  /**
   * For `empirical`: recorded units per period, oldest first, or units with their weights
   * when periods are independent. Not asked for otherwise.
   */
  readonly history?: readonly number[] | WeightedValues;
}

/** Mean and deviation of demand over lead time and review, in units. */
export function leadTimeDemandMoments(
  input: Pick<LeadTimeDemandInput, "demand" | "leadTime" | "reviewPeriods">,
): Moments {
  const mu = atLeast("demand.mean", input.demand.mean, 0);
  const sigma = atLeast("demand.deviation", input.demand.deviation, 0);
  const { mean: l, deviation: s } = leadTimeMoments(input.leadTime);
  const r = atLeast("reviewPeriods", input.reviewPeriods ?? 0, 0);
  return {
    mean: mu * (l + r),
    deviation: Math.sqrt((l + r) * sigma ** 2 + (mu * s) ** 2),
  };
}

/**
 * Demand over the lead time and the review period, as one law.
 *
 * Periods are independent of each other and of the lead time: mean (L + R)·μ, variance
 * (L + R)·σ² + μ²·s². Normal, gamma and negative binomial match these two moments. Poisson
 * demand over a random lead time is negative binomial, exactly so when the lead time is
 * gamma. The negative binomial gives way to Poisson when the variance does not exceed the
 * mean, and every law to a point mass when nothing varies. The empirical law joins what
 * was recorded with each lead time.
 *
 * @param input - demand and lead time; time in periods
 * @throws InputError when a moment is negative, or `history` is missing for `empirical`
 * @see Silver, Pyke and Thomas (2017), 4th ed., chapter 6. Taylor (1965) for the Poisson case.
 */
export function leadTimeDemand(input: LeadTimeDemandInput): Distribution {
  const { distribution, reviewPeriods = 0 } = input;
  if (distribution === "empirical") {
    if (input.history === undefined) {
      throw new InputError(
        "history",
        "history must be given for the empirical law, got nothing",
      );
    }
    return empiricalLeadTimeDemand(
      input.history,
      leadTimeAtoms(input.leadTime, atLeast("reviewPeriods", reviewPeriods, 0)),
    );
  }
  const demand =
    distribution === "poisson"
      ? { mean: input.demand.mean, deviation: Math.sqrt(input.demand.mean) }
      : input.demand;
  const moments = leadTimeDemandMoments({
    ...input,
    // Checked before the square root can make a NaN of it.
    demand: { ...demand, mean: atLeast("demand.mean", demand.mean, 0) },
  });
  return lawOf(distribution, moments);
}

/** A law of the kind with these moments, or the nearest kind that has them. */
export function lawOf(
  kind: Exclude<LeadTimeDemandLaw, "empirical">,
  moments: Moments,
): Distribution {
  const { mean, deviation } = moments;
  if (deviation === 0) return pointDistribution(mean);
  switch (kind) {
    case "normal":
      return normalDistribution(moments);
    case "gamma":
      return gammaDistribution(moments);
    case "poisson":
    case "negative-binomial":
      // Below this excess of variance the two laws agree to the last digits.
      return deviation ** 2 > mean * (1 + 1e-12)
        ? negativeBinomialDistribution(moments)
        : poissonDistribution(mean);
  }
}
