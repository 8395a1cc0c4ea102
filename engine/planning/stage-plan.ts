import type { Scenario } from "../contracts/index.ts";
import type { LeadTimeDemandLaw } from "../lead-time/lead-time-demand.ts";
import { leadTimeDemand } from "../lead-time/lead-time-demand.ts";
import { isMixedLaw, mixedDemand } from "../lead-time/mixed-demand.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { Moments } from "../numeric/moments.ts";
import { pointDistribution } from "../numeric/point.ts";
import type { StockPolicy, StockPolicyInput } from "../policy/stock-policy.ts";
import { stockPolicy } from "../policy/stock-policy.ts";

/** One stage as the policy step sees it. Time is in periods, quantities in the item's unit. */
export interface StagePlanInput {
  /** Units per period. */
  readonly rate: Moments;
  /** Time the stage must live from its own stock. */
  readonly exposure: Moments;
  readonly reviewPeriods: number;
  readonly target: {
    readonly measure: "cycle" | "fill";
    readonly value: number;
  };
  readonly orderQuantity: number;
  /** In what lumps demand comes between two looks; one by one when omitted. */
  readonly arrival?: StockPolicyInput["arrival"];
  readonly lotSize: number | null;
  readonly minOrderQuantity: number | null;
  /** Decimals of the unit; `null`: counted in pieces where the law is, else not rounded. */
  readonly unitDecimals: number | null;
  readonly law: Scenario["distribution"];
  /** Recorded demand, for the empirical law; empty where demand comes from other stages. */
  readonly history: readonly number[];
  /** Demand over exposure + review, and over the exposure alone, when it is known as it stands. */
  readonly laws?: {
    readonly covered: Distribution;
    readonly leadTimeOnly: Distribution;
    /** Of a plan that these laws were made for. */
    readonly mixedOver?: number | undefined;
  };
}

export interface StagePlan {
  readonly law: Distribution["kind"];
  /** Demand over exposure + review period. */
  readonly leadTimeDemand: Distribution;
  /** Demand over the exposure alone. */
  readonly leadTimeOnlyDemand: Distribution;
  /** Periods by which the exposure varies, where the laws are mixed over it; else absent. */
  readonly mixedOver?: number;
  readonly policy: StockPolicy;
}

/** The laws of a plan, for another one over the same time. */
export function lawsOf({
  leadTimeDemand: covered,
  leadTimeOnlyDemand: leadTimeOnly,
  mixedOver,
}: StagePlan): NonNullable<StagePlanInput["laws"]> {
  return { covered, leadTimeOnly, mixedOver };
}

/** Below this mean, whole units matter and the law is a discrete one. */
const countLimit = 100;

/** Sizes the policy of one stage: law of lead-time demand first, then the numbers. */
export function stagePlan(input: StagePlanInput): StagePlan {
  const law = (reviewPeriods: number): Distribution =>
    lawOf(input, reviewPeriods);
  const withReview = input.laws?.covered ?? law(input.reviewPeriods);
  const alone =
    input.laws?.leadTimeOnly ?? (input.reviewPeriods > 0 ? law(0) : withReview);
  const mixedOver = input.laws
    ? input.laws.mixedOver
    : mixes(input) && isMixedLaw(withReview.kind)
      ? input.exposure.deviation
      : undefined;
  const policy = stockPolicy({
    leadTimeDemand: withReview,
    leadTimeOnlyDemand: alone,
    meanPerPeriod: input.rate.mean,
    reviewPeriods: input.reviewPeriods,
    target: input.target,
    orderQuantity: input.orderQuantity,
    // A Poisson law was asked for: units come one by one. Who lives from its own stock for no
    // time passes lumps on as they come.
    arrival:
      input.law === "poisson" || withReview.mean === 0
        ? undefined
        : input.arrival,
    ...(input.lotSize === null ? {} : { lotSize: input.lotSize }),
    ...(input.minOrderQuantity === null
      ? {}
      : { minOrderQuantity: input.minOrderQuantity }),
    ...(input.unitDecimals === null
      ? {}
      : { unitDecimals: input.unitDecimals }),
  });
  return {
    law: withReview.kind,
    leadTimeDemand: withReview,
    leadTimeOnlyDemand: alone,
    ...(mixedOver !== undefined && { mixedOver }),
    policy,
  };
}

/** Whether demand is mixed over the times it may take: a law that was named is told by moments. */
function mixes({ law, rate, exposure }: StagePlanInput): boolean {
  return law === "auto" && rate.deviation > 0 && exposure.deviation > 0;
}

/** Lead-time demand under the law asked for, or the nearest one that these moments allow. */
function lawOf(input: StagePlanInput, reviewPeriods: number): Distribution {
  const { rate, exposure } = input;
  const periods = exposure.mean + reviewPeriods;
  const mean = rate.mean * periods;
  // A stage that waits for everything it needs lives from its own stock for no time.
  if (mean === 0) return pointDistribution(0);
  if (mixes(input)) {
    // Demand over each time by its own law: the times' share of the variance is not its doing.
    const law = chooseLaw(input, mean, rate.deviation ** 2 * periods);
    if (isMixedLaw(law)) {
      return mixedDemand({
        demand: rate,
        leadTime: exposure,
        reviewPeriods,
        law,
      });
    }
  }
  const variance =
    rate.deviation ** 2 * periods + (rate.mean * exposure.deviation) ** 2;
  const chosen = chooseLaw(input, mean, variance);
  return leadTimeDemand({
    demand: rate,
    leadTime: exposure,
    reviewPeriods,
    distribution: chosen,
    ...(chosen === "empirical" ? { history: input.history } : {}),
  });
}

/**
 * `auto`: a count law where single units matter (negative binomial when demand varies
 * more than by chance, else Poisson), gamma above: skewed, never negative, and close to
 * the normal when variation is small.
 */
function chooseLaw(
  input: StagePlanInput,
  mean: number,
  variance: number,
): LeadTimeDemandLaw {
  const counts = (input.unitDecimals ?? 0) === 0;
  switch (input.law) {
    case "auto":
      if (!counts || mean >= countLimit) return "gamma";
      if (variance > mean * (1 + 1e-9)) return "negative-binomial";
      return variance < 0.9 * mean ? "gamma" : "poisson";
    case "negative-binomial":
      return variance > mean * (1 + 1e-9) ? "negative-binomial" : "poisson";
    case "empirical":
      return input.history.length >= 2 ? "empirical" : "gamma";
    default:
      return input.law;
  }
}
