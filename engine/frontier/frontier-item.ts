import { above, atLeast } from "../checks.ts";
import { InputError } from "../errors.ts";
import { lawOf } from "../lead-time/lead-time-demand.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { Moments } from "../numeric/moments.ts";
import { poissonDistribution } from "../numeric/poisson.ts";

/** An item that is ordered one for one, and what one unit of it costs. */
export type FrontierItem = {
  /** Periods from order to receipt. */
  readonly leadTime: number;
  /** Money per unit. */
  readonly cost: number;
} & (
  | {
      /** Units per period, asked for one at a time. */
      readonly rate: number;
    }
  /** Units per period. */
  | Moments
);

/**
 * Demand over the lead time, checked.
 *
 * A rate alone is a Poisson process. Moments give the negative binomial where demand
 * scatters more than such a process, the gamma law where it scatters less.
 *
 * @throws InputError naming the item by its place
 */
export function demandOf(item: FrontierItem, place: number): Distribution {
  const field = (name: string): string => `items[${place}].${name}`;
  const leadTime = atLeast(field("leadTime"), item.leadTime, 0);
  above(field("cost"), item.cost, 0);
  if ("rate" in item) {
    return poissonDistribution(atLeast(field("rate"), item.rate, 0) * leadTime);
  }
  const mean = atLeast(field("mean"), item.mean, 0) * leadTime;
  const deviation =
    atLeast(field("deviation"), item.deviation, 0) * Math.sqrt(leadTime);
  if (item.mean === 0 && item.deviation > 0) {
    throw new InputError(
      field("mean"),
      `${field("mean")} must be above 0 where deviation is, got 0 with a deviation of ${item.deviation}`,
    );
  }
  if (mean === 0) return poissonDistribution(0);
  const count = deviation ** 2 >= mean * (1 - 1e-12);
  return lawOf(count ? "negative-binomial" : "gamma", { mean, deviation });
}
