import { drain } from "../planning/guaranteed-service.ts";
import { policyOutcome } from "../policy/policy-outcome.ts";
import { demandOf, type FrontierItem } from "./frontier-item.ts";
import { type FrontierProgress, isSlice } from "./frontier-search.ts";

/** What the stocks of a point on the frontier do together. */
export interface FrontierService {
  /** Share of the units asked for, over all items, that are met from stock at once. */
  readonly fillRate: number;
  /** Money: units on hand on average, at their cost. */
  readonly valueOnHand: number;
}

/**
 * Service and value of base stocks, item by item as `budgetFrontier` takes them.
 *
 * @param stock - units by item
 * @throws InputError naming the item by its place
 */
export function frontierService(
  items: readonly FrontierItem[],
  stock: ArrayLike<number>,
): FrontierService {
  return drain(judgeFrontier(items, stock, { done: 0, total: 1 }));
}

/**
 * `frontierService` as a long calculation, that lets others in every few milliseconds.
 *
 * @param progress - how far the whole is that this is a part of
 */
export function* judgeFrontier(
  items: readonly FrontierItem[],
  stock: ArrayLike<number>,
  progress: FrontierProgress,
): Generator<FrontierProgress, FrontierService> {
  let asked = 0;
  let met = 0;
  let valueOnHand = 0;
  for (const [i, item] of items.entries()) {
    if (isSlice(i)) yield progress;
    const units = stock[i]!;
    const { fillRate, meanOnHand } = policyOutcome({
      leadTimeDemand: demandOf(item, i),
      reorderPoint: units,
      orderUpTo: units,
    });
    const rate = "rate" in item ? item.rate : item.mean;
    asked += rate;
    met += rate * fillRate;
    // Without stock there is none on hand; rounding would leave a trace of it.
    if (units > 0) valueOnHand += meanOnHand * item.cost;
  }
  return { fillRate: asked > 0 ? met / asked : 1, valueOnHand };
}
