import type {
  CatalogFrontier,
  CatalogFrontierPoint,
  CatalogPoint,
  PolicyOutcome,
  PolicyValues,
  Recommendation,
  Scenario,
} from "../../../engine/contracts/index.ts";
import { memoryOutcome } from "./company.ts";
import { normalQuantile } from "./mathematics.ts";
import { targetAt, weeksPerYear } from "./required-return.ts";
import type { MemoryStage } from "./stage.ts";

/** Value of yearly demand that the last unit of money serves, from much to little. */
const returns = Array.from({ length: 25 }, (_, at) => 10 ** (1 - at / 8));

/** Service against working capital for the small company. */
export function memoryFrontier(
  runId: string,
  stages: readonly MemoryStage[],
  rows: readonly Recommendation[],
  scenario: Scenario,
): CatalogFrontier {
  const rowOf = new Map(rows.map((row) => [row.stageId, row]));
  const pairs = stages.flatMap((stage) => {
    const row = rowOf.get(`${stage.item}@${stage.location}`);
    return row ? [{ stage, row }] : [];
  });
  const point = (outcomes: readonly PolicyOutcome[]): CatalogPoint =>
    pointOf(
      pairs.map(({ row }) => row),
      outcomes,
      scenario,
    );
  const customers = pairs.filter(({ row }) => row.customerFacing);
  return {
    runId,
    currency: "EUR",
    stages: customers.length,
    demandValuePerYear: yearlyDemand(customers.map(({ row }) => row)),
    points: returns.map((requiredReturn): CatalogFrontierPoint => {
      const policies = pairs.map(({ stage, row }) => ({
        tier: stage.tier,
        row,
        outcome: row.customerFacing
          ? memoryOutcome(stage, scenario, policyAt(row, requiredReturn))
          : row.after,
      }));
      return {
        ...point(policies.map(({ outcome }) => outcome)),
        requiredReturn,
        serviceTargets: Object.fromEntries(
          ["A", "B", "C"].map((tier) => {
            const of = policies.filter(
              (one) => one.tier === tier && one.row.customerFacing,
            );
            const reached = weighted(
              of.map(({ row }) => row),
              of.map(({ outcome }) => outcome.cycleService),
            );
            return [tier, Math.min(0.9999, Math.max(0.5, reached ?? 0.5))];
          }),
        ),
      };
    }),
    today: point(pairs.map(({ row }) => row.before)),
    recommended: point(pairs.map(({ row }) => row.after)),
  };
}

function policyAt(row: Recommendation, requiredReturn: number): PolicyValues {
  const quantity = row.recommended.orderQuantity ?? 1;
  const target = targetAt(row, quantity, requiredReturn);
  // Whole units, one at least: as a run advises them.
  const safetyStock = Math.max(
    1,
    Math.round(normalQuantile(target) * row.leadTimeDemandDeviation),
  );
  const reorderPoint = Math.ceil(row.leadTimeDemandMean + safetyStock);
  return {
    safetyStock,
    reorderPoint,
    orderUpTo: reorderPoint + quantity,
    orderQuantity: quantity,
  };
}

function pointOf(
  rows: readonly Recommendation[],
  outcomes: readonly PolicyOutcome[],
  scenario: Scenario,
): CatalogPoint {
  const inventoryValue = outcomes.reduce(
    (sum, { inventoryValue: value }) => sum + (value ?? 0),
    0,
  );
  const onItsWay = rows.reduce(
    (sum, row) => sum + row.demandMean * row.leadTimeMean * (row.unitCost ?? 0),
    0,
  );
  const facing = rows.map(({ customerFacing }) => customerFacing);
  const customers = rows.filter((_, at) => facing[at]);
  const served = outcomes.filter((_, at) => facing[at]);
  return {
    workingCapital: inventoryValue + onItsWay,
    inventoryValue,
    fillRate: weighted(
      customers,
      served.map(({ fillRate }) => fillRate),
    ),
    cycleService: weighted(
      customers,
      served.map(({ cycleService }) => cycleService),
    ),
    holdingCostPerYear: inventoryValue * scenario.holdingRatePerYear,
    turns: inventoryValue > 0 ? yearlyDemand(customers) / inventoryValue : null,
  };
}

function yearlyDemand(rows: readonly Recommendation[]): number {
  return rows.reduce(
    (sum, row) => sum + row.demandMean * weeksPerYear * (row.unitCost ?? 0),
    0,
  );
}

function weighted(
  rows: readonly Recommendation[],
  values: readonly (number | null)[],
): number | null {
  let sum = 0;
  let weights = 0;
  rows.forEach(({ demandMean, unitCost }, at) => {
    const value = values[at] ?? null;
    if (value === null) return;
    sum += value * demandMean * (unitCost ?? 0);
    weights += demandMean * (unitCost ?? 0);
  });
  return weights > 0 ? sum / weights : null;
}
