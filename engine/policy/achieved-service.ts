import { finite } from "../checks.ts";
import { exposureOf, orderOf, type CoveredDemand } from "./exposure.ts";
import { cycleServiceAt, missedShare } from "./positions.ts";

/** Demand, and a stock that shall cover it. */
export type AchievedServiceInput = CoveredDemand & {
  /** Units; may be below 0. */
  readonly reorderPoint: number;
};

/**
 * Probability of no stockout in a cycle that a reorder point achieves.
 *
 * @returns between 0 and 1
 * @throws InputError when a number is out of range
 */
export function cycleService(input: AchievedServiceInput): number {
  const reorderPoint = finite("reorderPoint", input.reorderPoint);
  return cycleServiceAt(exposureOf(input), { reorderPoint, orderQuantity: 1 });
}

/**
 * Fraction of demand met from stock at once that a reorder point and order quantity achieve.
 *
 * @param input - with `orderQuantity` 0, `reorderPoint` is the base stock
 * @returns between 0 and 1; 1 without demand
 * @throws InputError when a number is out of range
 * @see Hadley and Whitin (1963), chapters 4 and 5.
 */
export function fillRate(
  input: AchievedServiceInput & {
    /** Units of one order. */
    readonly orderQuantity: number;
  },
): number {
  const reorderPoint = finite("reorderPoint", input.reorderPoint);
  const orderQuantity = orderOf(input.orderQuantity);
  const exposure = exposureOf(input);
  if (exposure.covered.mean === 0 && exposure.covered.deviation === 0) return 1;
  return 1 - missedShare(exposure, { reorderPoint, orderQuantity });
}
