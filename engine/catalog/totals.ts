import type { Recommendation, Totals } from "../contracts/index.ts";
import {
  addMean,
  addValue,
  meanOf,
  noMean,
  type WeightedSum,
} from "./catalog-sums.ts";

type Counted = Pick<
  Recommendation,
  | "unitCost"
  | "onHand"
  | "demandMean"
  | "leadTimeMean"
  | "before"
  | "after"
  | "customerFacing"
>;

/** Money and service over a part of a catalog, in sums that add across its parts. */
export interface TotalSums {
  stages: number;
  before: number;
  after: number;
  onHandValue: number;
  onItsWayValue: number;
  cashReleased: number;
  stagesWithoutPolicy: number;
  readonly fillBefore: WeightedSum;
  readonly fillAfter: WeightedSum;
  readonly cycleBefore: WeightedSum;
  readonly cycleAfter: WeightedSum;
}

/**
 * Money and service over a set of stages. Service is weighted by the value of demand, over
 * the stages that serve customers.
 *
 * @param rows - recommendations, overridden outcomes already in place
 * @param holdingRatePerYear - holding cost per unit of money and year
 */
export function totalsOf(
  rows: readonly Counted[],
  holdingRatePerYear: number,
): Totals {
  return totalsOfParts([totalSums(rows)], holdingRatePerYear);
}

/** What the totals of a part are made of; `totalsOfParts` makes totals of several. */
export function totalSums(rows: readonly Counted[]): TotalSums {
  const sums = nothing();
  for (const row of rows) {
    const cost = row.unitCost ?? 0;
    sums.stages++;
    sums.onHandValue += Math.max(0, row.onHand ?? 0) * cost;
    sums.onItsWayValue += row.demandMean * row.leadTimeMean * cost;
    sums.after += row.after.inventoryValue ?? 0;
    if (row.before.inventoryValue === null) {
      sums.stagesWithoutPolicy++;
    } else {
      sums.before += row.before.inventoryValue;
      sums.cashReleased +=
        row.before.inventoryValue - (row.after.inventoryValue ?? 0);
    }
    if (!row.customerFacing) continue;
    const weight = row.demandMean * cost;
    addValue(sums.fillBefore, row.before.fillRate, weight);
    addValue(sums.fillAfter, row.after.fillRate, weight);
    addValue(sums.cycleBefore, row.before.cycleService, weight);
    addValue(sums.cycleAfter, row.after.cycleService, weight);
  }
  return sums;
}

/**
 * The totals of a catalog from the sums of its parts, added in their order.
 *
 * @param holdingRatePerYear - holding cost per unit of money and year
 */
export function totalsOfParts(
  parts: readonly TotalSums[],
  holdingRatePerYear: number,
): Totals {
  const sums = nothing();
  for (const part of parts) {
    sums.stages += part.stages;
    sums.before += part.before;
    sums.after += part.after;
    sums.onHandValue += part.onHandValue;
    sums.onItsWayValue += part.onItsWayValue;
    sums.cashReleased += part.cashReleased;
    sums.stagesWithoutPolicy += part.stagesWithoutPolicy;
    addMean(sums.fillBefore, part.fillBefore);
    addMean(sums.fillAfter, part.fillAfter);
    addMean(sums.cycleBefore, part.cycleBefore);
    addMean(sums.cycleAfter, part.cycleAfter);
  }
  const { before, after } = sums;
  return {
    stages: sums.stages,
    inventoryValueBefore: before,
    inventoryValueAfter: after,
    onHandValue: sums.onHandValue,
    onItsWayValue: sums.onItsWayValue,
    cashReleased: sums.cashReleased,
    stagesWithoutPolicy: sums.stagesWithoutPolicy,
    fillRateBefore: meanOf(sums.fillBefore),
    fillRateAfter: meanOf(sums.fillAfter),
    cycleServiceBefore: meanOf(sums.cycleBefore),
    cycleServiceAfter: meanOf(sums.cycleAfter),
    holdingCostPerYearBefore: before * holdingRatePerYear,
    holdingCostPerYearAfter: after * holdingRatePerYear,
  };
}

function nothing(): TotalSums {
  return {
    stages: 0,
    before: 0,
    after: 0,
    onHandValue: 0,
    onItsWayValue: 0,
    cashReleased: 0,
    stagesWithoutPolicy: 0,
    fillBefore: noMean(),
    fillAfter: noMean(),
    cycleBefore: noMean(),
    cycleAfter: noMean(),
  };
}
