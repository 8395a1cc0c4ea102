import type { PolicyOutcome, RecommendationRow } from "../contracts/index.ts";

/** What a set of stages ties up and serves, in sums that add across parts of a catalog. */
export interface CatalogSums {
  /** Money on hand on average. */
  inventoryValue: number;
  /** Money on its way. */
  onItsWay: number;
  fill: WeightedSum;
  cycle: WeightedSum;
  /** Service in the scenario's measure, by tier. */
  readonly tiers: Record<string, WeightedSum>;
}

/** A mean in the making. */
export interface WeightedSum {
  sum: number;
  weight: number;
}

/** The stage as far as sums over a catalog look at it. */
export type SummedStage = Pick<
  RecommendationRow,
  | "unitCost"
  | "demandMean"
  | "leadTimeMean"
  | "customerFacing"
  | "serviceTier"
  | "serviceMeasure"
>;

/** Sums over nothing. */
export function emptySums(): CatalogSums {
  return {
    inventoryValue: 0,
    onItsWay: 0,
    fill: noMean(),
    cycle: noMean(),
    tiers: {},
  };
}

/** Adds one stage with what a policy does there. */
export function addStage(
  sums: CatalogSums,
  stage: SummedStage,
  outcome: Pick<PolicyOutcome, "cycleService" | "fillRate" | "inventoryValue">,
): void {
  const cost = stage.unitCost ?? 0;
  sums.inventoryValue += outcome.inventoryValue ?? 0;
  sums.onItsWay += stage.demandMean * stage.leadTimeMean * cost;
  if (!stage.customerFacing) return;
  const weight = stage.demandMean * cost;
  addValue(sums.fill, outcome.fillRate, weight);
  addValue(sums.cycle, outcome.cycleService, weight);
  const measured =
    stage.serviceMeasure === "fill" ? outcome.fillRate : outcome.cycleService;
  const tier = stage.serviceTier ?? "default";
  addValue((sums.tiers[tier] ??= noMean()), measured, weight);
}

/** Adds the sums of another part. */
export function addSums(sums: CatalogSums, part: CatalogSums): void {
  sums.inventoryValue += part.inventoryValue;
  sums.onItsWay += part.onItsWay;
  addMean(sums.fill, part.fill);
  addMean(sums.cycle, part.cycle);
  for (const [tier, mean] of Object.entries(part.tiers)) {
    addMean((sums.tiers[tier] ??= noMean()), mean);
  }
}

/** Nothing yet. */
export function noMean(): WeightedSum {
  return { sum: 0, weight: 0 };
}

/** The mean; `null` of nothing. */
export function meanOf({ sum, weight }: WeightedSum): number | null {
  return weight > 0 ? sum / weight : null;
}

/** Adds what another part has gathered. */
export function addMean(to: WeightedSum, from: WeightedSum): void {
  to.sum += from.sum;
  to.weight += from.weight;
}

/** Adds one value; `null` does not count. */
export function addValue(
  to: WeightedSum,
  value: number | null,
  weight: number,
): void {
  if (value === null || !(weight > 0)) return;
  to.sum += value * weight;
  to.weight += weight;
}
