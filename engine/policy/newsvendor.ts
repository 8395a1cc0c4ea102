import { above } from "../checks.ts";
import type { Distribution } from "../numeric/distribution.ts";

/** One chance to stock before demand shows. */
export interface NewsvendorInput {
  /** Demand of the season, in units. */
  readonly demand: Pick<Distribution, "mean" | "quantile" | "loss">;
  /** Money per unit left over. */
  readonly holdingCost: number;
  /** Money per unit short. */
  readonly backorderCost: number;
}

/** The stock that costs least. */
export interface Newsvendor {
  /** Units. */
  readonly orderUpTo: number;
  /** Money expected: units left over and units short. */
  readonly cost: number;
}

/**
 * The newsvendor's stock: the quantile b/(b + h) of demand.
 *
 * @throws InputError when a cost is not above 0
 * @see Arrow, Harris and Marschak (1951), Optimal inventory policy.
 */
export function newsvendor(input: NewsvendorInput): Newsvendor {
  const { demand } = input;
  const h = above("holdingCost", input.holdingCost, 0);
  const b = above("backorderCost", input.backorderCost, 0);
  const orderUpTo = demand.quantile(b / (b + h));
  const short = demand.loss(orderUpTo);
  return {
    orderUpTo,
    cost: h * (orderUpTo - demand.mean + short) + b * short,
  };
}
