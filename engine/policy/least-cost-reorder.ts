import { atLeast, finite } from "../checks.ts";
import { bracketedRoot } from "../numeric/roots.ts";
import { batchCost, type BatchCost, type StockingCosts } from "./batch-cost.ts";
import { firstWhole } from "../numeric/first-whole.ts";

/** The reorder point and order quantity that cost least. */
export interface LeastCostReorder {
  /** Units; may be below 0. Order at or below it. */
  readonly reorderPoint: number;
  /** Units; 0 when ordering costs nothing and demand is no count: base stock. */
  readonly orderQuantity: number;
  /** Money per period: orders, holding and waiting. */
  readonly costPerPeriod: number;
}

/**
 * The (r, Q) policy of least cost, exactly: whole when demand is whole.
 *
 * Continuous review, demand waits, and the position is evenly spread over the Q positions
 * above r (units asked for one at a time, or a demand without jumps). The best policy visits
 * exactly the positions that cost less than the policy itself; from any policy that rule
 * gives a cheaper one, until it gives the same.
 *
 * @param input - demand over the lead time, and costs
 * @throws InputError when a cost is out of range
 * @see Zheng (1992), On properties of stochastic inventory systems; Federgruen and Zheng
 * (1992), An efficient algorithm for computing an optimal (r, Q) policy; Dinkelbach (1967)
 * for the iteration.
 */
export function leastCostReorder(input: StockingCosts): LeastCostReorder {
  const cost = batchCost(input);
  const { leadTimeDemand: law, holdingCost: h, backorderCost: b } = input;
  const { discrete } = law;
  let policy: LeastCostReorder = discrete
    ? withCost(cost, cost.best - 1, 1)
    : withCost(cost, cost.best, 0);
  if (cost.ordering === 0) return policy;
  if (!discrete) {
    const q = Math.sqrt((2 * cost.ordering * (h + b)) / (h * b));
    policy = withCost(cost, cost.best - (q * h) / (h + b), q);
  }
  for (;;) {
    const [low, high] = cheaperThan(policy.costPerPeriod, cost, input);
    const next = withCost(cost, low, high - low);
    // Strictly cheaper each time, so this ends: at the latest when rounding has the word.
    if (!(high > low && next.costPerPeriod < policy.costPerPeriod)) {
      return policy;
    }
    policy = next;
  }
}

/**
 * What a given (r, Q) policy costs.
 *
 * @returns money per period: orders, holding and waiting
 * @throws InputError when a number is out of range; an order quantity of 0 is base stock
 * @see Hadley and Whitin (1963), Analysis of Inventory Systems, chapter 4.
 */
export function reorderCost(
  input: StockingCosts & {
    readonly reorderPoint: number;
    readonly orderQuantity: number;
  },
): number {
  return batchCost(input).of(
    finite("reorderPoint", input.reorderPoint),
    atLeast("orderQuantity", input.orderQuantity, 0),
  );
}

function withCost(
  cost: BatchCost,
  reorderPoint: number,
  orderQuantity: number,
): LeastCostReorder {
  const costPerPeriod = cost.of(reorderPoint, orderQuantity);
  return { reorderPoint, orderQuantity, costPerPeriod };
}

/** Where the positions end that cost less than a level: above the first, up to the second. */
function cheaperThan(
  level: number,
  { at, best }: BatchCost,
  { leadTimeDemand: law, holdingCost, backorderCost }: StockingCosts,
): readonly [number, number] {
  // A position costs at least b·(mean − y) and at least h·(y − mean).
  const low = law.mean - level / backorderCost;
  const high = law.mean + level / holdingCost;
  if (law.discrete) {
    const dear = (y: number) => at(y) >= level;
    return [
      firstWhole(dear, Math.floor(low) - 1, best) - 1,
      firstWhole((y) => !dear(y), best - 1, Math.ceil(high) + 1) - 1,
    ];
  }
  const excess = (y: number) => at(y) - level;
  if (!(excess(best) < 0)) return [best, best];
  const end = (other: number) => {
    if (!(excess(other) > 0)) return other;
    return bracketedRoot(excess, {
      low: Math.min(other, best),
      high: Math.max(other, best),
      tolerance: (high - low) * 1e-15,
    });
  };
  return [end(low), end(high)];
}
