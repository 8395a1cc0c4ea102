import { above, atLeast } from "../checks.ts";
import { InputError } from "../errors.ts";
import {
  lawOf,
  leadTimeDemand,
  type LeadTimeDemandInput,
  type LeadTimeDemandLaw,
} from "../lead-time/lead-time-demand.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { Moments } from "../numeric/moments.ts";
import { pointDistribution } from "../numeric/point.ts";
import { withUndershoot } from "./below-min.ts";

/** Demand that stock must cover, when the laws are at hand. */
export interface KnownDemand {
  /** Demand over lead time + review period, in units. */
  readonly leadTimeDemand: Distribution;
  /** Demand over the lead time alone, in units; for periodic review only. */
  readonly leadTimeOnlyDemand?: Distribution;
  /** Units per period; asked for with periodic review only. */
  readonly meanPerPeriod?: number;
  /** Periods between reviews; 0 is continuous review. */
  readonly reviewPeriods?: number;
}

/** Demand that stock must cover, described by moments; `distribution` is normal when omitted. */
export type DescribedDemand = Omit<LeadTimeDemandInput, "distribution"> & {
  readonly distribution?: LeadTimeDemandLaw;
};

/** Either of the two. */
export type CoveredDemand = KnownDemand | DescribedDemand;

/** What every policy formula here starts from. */
export interface Exposure {
  /** Demand over lead time + review period. */
  readonly covered: Distribution;
  /** Demand over the lead time alone. */
  readonly leadTimeOnly: Distribution;
  readonly reviewPeriods: number;
  /** What an order finds missing below the reorder point; nothing when absent. */
  readonly undershoot?: Undershoot | undefined;
}

/** Stock below the reorder point when the order goes out. */
interface Undershoot {
  /** Units on average. */
  readonly mean: number;
  /** Demand over lead time + review and the undershoot, together. */
  readonly covered: Distribution;
}

/** The undershoot of an exposure that `covered` is the demand of. */
export function undershootFor(
  covered: Distribution,
  undershoot: Moments | null | undefined,
): Undershoot | undefined {
  return undershoot && undershoot.mean > 0
    ? { mean: undershoot.mean, covered: withUndershoot(covered, undershoot) }
    : undefined;
}

/**
 * The laws behind a demand, checked.
 *
 * Under periodic review without `leadTimeOnlyDemand`, that law is the covered one with the
 * review period's share of mean and variance taken out.
 *
 * @param missing - units by which an order finds the stock below its reorder point, as
 * `undershootOf` gives them, for laws at hand; none is exact where demand comes one by one
 * @throws InputError when a number is negative, or periodic review lacks its mean demand
 */
export function exposureOf(demand: CoveredDemand, missing?: Moments): Exposure {
  const reviewPeriods = atLeast("reviewPeriods", demand.reviewPeriods ?? 0, 0);
  if (!("leadTimeDemand" in demand)) {
    const described = { distribution: "normal" as const, ...demand };
    const covered = leadTimeDemand(described);
    return {
      covered,
      leadTimeOnly:
        reviewPeriods === 0
          ? covered
          : leadTimeDemand({ ...described, reviewPeriods: 0 }),
      reviewPeriods,
    };
  }
  const covered = demand.leadTimeDemand;
  const undershoot = undershootFor(covered, missing);
  if (reviewPeriods === 0) {
    atLeast("meanPerPeriod", demand.meanPerPeriod ?? 0, 0);
    return { covered, leadTimeOnly: covered, reviewPeriods, undershoot };
  }
  if (demand.meanPerPeriod === undefined) {
    throw new InputError(
      "meanPerPeriod",
      "meanPerPeriod must be given with a review period, got nothing",
    );
  }
  const meanPerPeriod = atLeast("meanPerPeriod", demand.meanPerPeriod, 0);
  return {
    covered,
    leadTimeOnly:
      demand.leadTimeOnlyDemand ??
      withoutReview(covered, meanPerPeriod * reviewPeriods),
    reviewPeriods,
    undershoot,
  };
}

/** Checks an order quantity: units, 0 for base stock. */
export function orderOf(orderQuantity: number): number {
  return atLeast("orderQuantity", orderQuantity, 0);
}

/** Checks an order quantity that must be above 0 because something is divided by it. */
export function lotOf(orderQuantity: number): number {
  return above("orderQuantity", orderQuantity, 0);
}

function withoutReview(covered: Distribution, reviewed: number): Distribution {
  const mean = Math.max(covered.mean - reviewed, 0);
  if (mean === 0) return pointDistribution(0);
  const deviation = covered.deviation * Math.sqrt(mean / covered.mean);
  const { kind } = covered;
  return lawOf(kind === "empirical" || kind === "point" ? "gamma" : kind, {
    mean,
    deviation,
  });
}
