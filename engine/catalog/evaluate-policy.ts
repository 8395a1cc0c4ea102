import type {
  Override,
  PolicyOutcome,
  PolicyValues,
  Recommendation,
} from "../contracts/index.ts";
import { atLeast } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { Distribution } from "../numeric/distribution.ts";
import { lawOf } from "../lead-time/lead-time-demand.ts";
import { isMixedLaw, mixedDemand } from "../lead-time/mixed-demand.ts";
import { pointDistribution } from "../numeric/point.ts";
import type { Exposure } from "../policy/exposure.ts";
import { undershootFor } from "../policy/exposure.ts";
import { outcomeAt } from "../policy/policy-outcome.ts";

type Judged = Pick<
  Recommendation,
  | "distribution"
  | "leadTimeDemandMean"
  | "leadTimeDemandDeviation"
  | "undershoot"
  | "exposureDeviation"
  | "demandMean"
  | "demandDeviation"
  | "reviewPeriods"
  | "unitCost"
  | "recommended"
>;

/**
 * What other numbers for a stage would do, under the lead-time demand its recommendation
 * was made with. An empirical law is judged by a gamma law of the same moments.
 *
 * @param recommendation - the stage
 * @param values - numbers to judge; what is missing is taken from the recommendation
 * @throws InputError when a number is negative, or max is below min
 */
export function evaluatePolicyFor(
  recommendation: Judged,
  values: Override["values"],
): PolicyOutcome {
  const { reorderPoint, orderUpTo } = checkedValues(recommendation, values);
  const outcome = outcomeAt(judgedExposure(recommendation), {
    reorderPoint,
    orderQuantity: orderUpTo - reorderPoint,
  });
  return valued(outcome, recommendation.unitCost);
}

/** The lead-time demand that a recommendation was made with, without and with the review. */
export function judgedExposure(
  recommendation: Omit<Judged, "unitCost" | "recommended">,
): Exposure {
  const mean = recommendation.leadTimeDemandMean;
  const variance = recommendation.leadTimeDemandDeviation ** 2;
  const reviewPeriods = recommendation.reviewPeriods;
  const covered = law(recommendation, mean, variance, reviewPeriods);
  const leadTimeOnly =
    reviewPeriods > 0
      ? law(
          recommendation,
          Math.max(0, mean - recommendation.demandMean * reviewPeriods),
          Math.max(
            0,
            variance - recommendation.demandDeviation ** 2 * reviewPeriods,
          ),
          0,
        )
      : covered;
  const undershoot = undershootFor(covered, recommendation.undershoot);
  return { covered, leadTimeOnly, reviewPeriods, undershoot };
}

/** Adds the money to what a policy does. */
export function valued(
  outcome: {
    readonly cycleService: number;
    readonly fillRate: number;
    readonly meanOnHand: number;
  },
  unitCost: number | null,
): PolicyOutcome {
  return {
    cycleService: outcome.cycleService,
    fillRate: outcome.fillRate,
    meanOnHand: outcome.meanOnHand,
    inventoryValue: unitCost === null ? null : outcome.meanOnHand * unitCost,
  };
}

/** The recommendation as the planner left it: overridden numbers, and what they do. */
export function withOverride(
  recommendation: Recommendation,
  override: Pick<Override, "values">,
): Recommendation {
  return {
    ...recommendation,
    recommended: { ...recommendation.recommended, ...given(override.values) },
    after: evaluatePolicyFor(recommendation, override.values),
  };
}

function checkedValues(
  recommendation: Judged,
  values: Override["values"],
): { readonly reorderPoint: number; readonly orderUpTo: number } {
  const merged = { ...recommendation.recommended, ...given(values) };
  const reorderPoint = atLeast("reorderPoint", merged.reorderPoint ?? 0, 0);
  // A min moved without its max keeps the order size.
  const size =
    (recommendation.recommended.orderUpTo ?? 0) -
    (recommendation.recommended.reorderPoint ?? 0);
  const orderUpTo = atLeast(
    "orderUpTo",
    values.orderUpTo ??
      ((values.reorderPoint ?? null) === null
        ? (merged.orderUpTo ?? reorderPoint)
        : reorderPoint + Math.max(0, size)),
    0,
  );
  atLeast("safetyStock", merged.safetyStock ?? 0, 0);
  if (orderUpTo < reorderPoint) {
    throw new InputError(
      "orderUpTo",
      `orderUpTo must be at least the reorder point ${reorderPoint}, got ${orderUpTo}`,
    );
  }
  return { reorderPoint, orderUpTo };
}

/** The values that were given: what is absent changes nothing. */
function given(values: Override["values"]): Partial<PolicyValues> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  );
}

function law(
  row: Omit<Judged, "unitCost" | "recommended">,
  mean: number,
  variance: number,
  reviewPeriods: number,
): Distribution {
  if (mean === 0) return pointDistribution(0);
  const { distribution, exposureDeviation, demandMean, demandDeviation } = row;
  if (exposureDeviation !== undefined && isMixedLaw(distribution)) {
    return mixedDemand({
      demand: { mean: demandMean, deviation: demandDeviation },
      leadTime: {
        mean: Math.max(0, mean / demandMean - reviewPeriods),
        deviation: exposureDeviation,
      },
      reviewPeriods,
      law: distribution,
    });
  }
  const kind =
    distribution === "empirical" || distribution === "point"
      ? "gamma"
      : distribution;
  return lawOf(kind, { mean, deviation: Math.sqrt(variance) });
}
