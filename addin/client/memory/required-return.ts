import type { Recommendation } from "../../../engine/contracts/index.ts";

/** Periods of the small company in a year. */
export const weeksPerYear = 52;

/** The target that a required return comes to at a stage: one stockout more per year costs as much. */
export function targetAt(
  stage: Pick<Recommendation, "demandMean">,
  quantity: number,
  requiredReturn: number,
): number {
  const ordersPerYear = (stage.demandMean * weeksPerYear) / quantity;
  return Math.min(0.9999, Math.max(0.5, 1 - requiredReturn / ordersPerYear));
}
