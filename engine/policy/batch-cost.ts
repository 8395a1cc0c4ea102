import { above, atLeast } from "../checks.ts";
import type { Distribution } from "../numeric/distribution.ts";
import { meanLoss } from "./positions.ts";

/** Demand, and what ordering, holding and waiting cost. */
export interface StockingCosts {
  /** Demand that the inventory position must cover, in units. */
  readonly leadTimeDemand: Distribution;
  /** Units per period. */
  readonly meanPerPeriod: number;
  /** Money per order placed. */
  readonly orderingCost: number;
  /** Money per unit held and period. */
  readonly holdingCost: number;
  /** Money per unit that waits and period. */
  readonly backorderCost: number;
}

/** The costs of one inventory position, and of the batches that keep it in a range. */
export interface BatchCost {
  /** Position that costs least to hold: the quantile b/(b + h). */
  readonly best: number;
  /** Money per order times mean demand: what an order quantity of 1 costs a period in orders. */
  readonly ordering: number;
  /** Holding and waiting per period while the position is `y`. */
  at(y: number): number;
  /** Money per period of orders, holding and waiting with reorder point `r` and orders of `q`. */
  of(r: number, q: number): number;
}

/**
 * The cost of positions and batches, checked.
 *
 * A position y costs h·(y − E[X]) + (h + b)·E[(X − y)⁺] a period; a policy costs the mean of
 * that over the positions it visits, plus K·λ/Q.
 *
 * @throws InputError when a cost is out of range
 */
export function batchCost(input: StockingCosts): BatchCost {
  const law = input.leadTimeDemand;
  const lambda = atLeast("meanPerPeriod", input.meanPerPeriod, 0);
  const ordering = atLeast("orderingCost", input.orderingCost, 0) * lambda;
  const h = above("holdingCost", input.holdingCost, 0);
  const b = above("backorderCost", input.backorderCost, 0);
  const { mean, discrete } = law;
  const weighed = (position: number, loss: number) =>
    h * (position - mean) + (h + b) * loss;
  const at = (y: number) => weighed(y, law.loss(y));
  return {
    best: law.quantile(b / (b + h)),
    ordering,
    at,
    of: (r, q) =>
      q === 0
        ? at(r)
        : ordering / q +
          weighed(
            // Whole units stand at r + 1 … r + q, others anywhere between.
            r + (discrete ? (q + 1) / 2 : q / 2),
            meanLoss(law, r, q, discrete),
          ),
  };
}
