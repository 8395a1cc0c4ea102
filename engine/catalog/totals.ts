import type { Recommendation, Totals } from "../contracts/index.ts";

type Counted = Pick<
  Recommendation,
  "unitCost" | "onHand" | "demandMean" | "before" | "after" | "customerFacing"
>;

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
  let before = 0;
  let after = 0;
  let onHandValue = 0;
  let cashReleased = 0;
  let stagesWithoutPolicy = 0;
  const fillBefore = weightedMean();
  const fillAfter = weightedMean();
  const cycleBefore = weightedMean();
  const cycleAfter = weightedMean();
  for (const row of rows) {
    const cost = row.unitCost ?? 0;
    onHandValue += Math.max(0, row.onHand ?? 0) * cost;
    after += row.after.inventoryValue ?? 0;
    if (row.before.inventoryValue === null) {
      stagesWithoutPolicy++;
    } else {
      before += row.before.inventoryValue;
      cashReleased +=
        row.before.inventoryValue - (row.after.inventoryValue ?? 0);
    }
    if (!row.customerFacing) continue;
    const weight = row.demandMean * cost;
    fillBefore.add(row.before.fillRate, weight);
    fillAfter.add(row.after.fillRate, weight);
    cycleBefore.add(row.before.cycleService, weight);
    cycleAfter.add(row.after.cycleService, weight);
  }
  return {
    stages: rows.length,
    inventoryValueBefore: before,
    inventoryValueAfter: after,
    onHandValue,
    cashReleased,
    stagesWithoutPolicy,
    fillRateBefore: fillBefore.value(),
    fillRateAfter: fillAfter.value(),
    cycleServiceBefore: cycleBefore.value(),
    cycleServiceAfter: cycleAfter.value(),
    holdingCostPerYearBefore: before * holdingRatePerYear,
    holdingCostPerYearAfter: after * holdingRatePerYear,
  };
}

function weightedMean() {
  let sum = 0;
  let weights = 0;
  return {
    add(value: number | null, weight: number): void {
      if (value === null || !(weight > 0)) return;
      sum += value * weight;
      weights += weight;
    },
    value: (): number | null => (weights > 0 ? sum / weights : null),
  };
}
