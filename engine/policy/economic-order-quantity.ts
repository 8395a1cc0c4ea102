import { above, atLeast } from "../checks.ts";
import { InputError } from "../errors.ts";

/** Costs of ordering in batches. */
export interface EconomicOrderInput {
  /** Units per period. */
  readonly demandPerPeriod: number;
  /** Money per order placed. */
  readonly orderingCost: number;
  /** Money per unit held and period. */
  readonly holdingCost: number;
  /** Money per unit that waits and period; no waiting when omitted. */
  readonly backorderCost?: number;
  /** Units per period at which an order arrives; all at once when omitted. */
  readonly productionRate?: number;
}

/** The batch that costs least. */
export interface EconomicOrder {
  /** Units of one order; 0 without demand. */
  readonly orderQuantity: number;
  /** Money per period: ordering, holding and waiting, without the units themselves. */
  readonly costPerPeriod: number;
  /** Fraction of time, and of demand, that waits; 0 without `backorderCost`. */
  readonly stockoutFraction: number;
}

/**
 * Economic order quantity, also with planned backorders and a finite production rate.
 *
 * Demand is steady: Q = √(2·K·λ/(h·(1 − λ/P)) · (h + b)/b).
 *
 * @throws InputError when a cost or rate is out of range, or production no faster than demand
 * @see Harris (1913); Taft (1918) for production; Zipkin (2000), Foundations of Inventory
 * Management, chapter 3, for backorders.
 */
export function economicOrderQuantity(
  input: EconomicOrderInput,
): EconomicOrder {
  const lambda = atLeast("demandPerPeriod", input.demandPerPeriod, 0);
  const k = atLeast("orderingCost", input.orderingCost, 0);
  const h = above("holdingCost", input.holdingCost, 0);
  const waiting =
    input.backorderCost === undefined
      ? 0
      : h / (h + above("backorderCost", input.backorderCost, 0));
  const busy =
    input.productionRate === undefined
      ? 0
      : lambda / above("productionRate", input.productionRate, lambda);
  const rate = h * (1 - busy) * (1 - waiting);
  return {
    orderQuantity: Math.sqrt(
      (2 * k * lambda) / (h * (1 - busy) * (1 - waiting)),
    ),
    costPerPeriod: Math.sqrt(2 * k * lambda * rate),
    stockoutFraction: waiting,
  };
}

/** A supplier's price list and the costs of ordering. */
export interface DiscountInput {
  /** Units per period. */
  readonly demandPerPeriod: number;
  /** Money per order placed. */
  readonly orderingCost: number;
  /** Money per unit of money held and period. */
  readonly holdingRate: number;
  /** Quantities, in units, from which each price holds; rising, the first 0. */
  readonly breakpoints: readonly number[];
  /** Money per unit from each breakpoint on. */
  readonly unitCosts: readonly number[];
  /** `all-units`: the price holds for the whole order; `incremental`: for the units above its breakpoint. */
  readonly scheme: "all-units" | "incremental";
}

/** The batch that costs least, units included. */
export interface DiscountedOrder {
  /** Units. */
  readonly orderQuantity: number;
  /** Money per period: units, ordering and holding. */
  readonly costPerPeriod: number;
}

/**
 * Order quantity under quantity discounts.
 *
 * Each price has its own best quantity, moved into the range where that price holds; the
 * cheapest of them is the answer.
 *
 * @throws InputError when the price list is no list of rising breakpoints with a price each
 * @see Hadley and Whitin (1963), section 2-9.
 */
export function discountedOrderQuantity(input: DiscountInput): DiscountedOrder {
  const lambda = above("demandPerPeriod", input.demandPerPeriod, 0);
  const k = above("orderingCost", input.orderingCost, 0);
  const rate = above("holdingRate", input.holdingRate, 0);
  const prices = priceList(input);
  // Money that an order of q costs beyond its own price times q.
  let fixed = 0;
  let best: DiscountedOrder = { orderQuantity: 0, costPerPeriod: Infinity };
  for (const [i, { from, cost }] of prices.entries()) {
    const last = prices[i - 1];
    if (last && input.scheme === "incremental") {
      fixed += (last.cost - cost) * from;
    }
    const ideal = Math.sqrt((2 * (k + fixed) * lambda) / (rate * cost));
    const orderQuantity = Math.min(
      Math.max(ideal, from),
      prices[i + 1]?.from ?? Infinity,
    );
    const paid = fixed + cost * orderQuantity;
    const costPerPeriod =
      (lambda / orderQuantity) * (paid + k) + (rate * paid) / 2;
    if (costPerPeriod < best.costPerPeriod) {
      best = { orderQuantity, costPerPeriod };
    }
  }
  return best;
}

function priceList({
  breakpoints,
  unitCosts,
}: DiscountInput): readonly { from: number; cost: number }[] {
  if (breakpoints.length === 0 || breakpoints.length !== unitCosts.length) {
    throw new InputError(
      "unitCosts",
      `unitCosts must be one for each breakpoint, got ${unitCosts.length} for ${breakpoints.length}`,
    );
  }
  return breakpoints.map((from, i) => {
    const before = breakpoints[i - 1];
    if (before === undefined ? from !== 0 : !(from > before)) {
      throw new InputError(
        `breakpoints[${i}]`,
        `breakpoints[${i}] must be ${before === undefined ? "0" : `above ${before}`}, got ${from}`,
      );
    }
    const cost = above(`unitCosts[${i}]`, unitCosts[i] as number, 0);
    const dearer = unitCosts[i - 1];
    if (dearer !== undefined && cost > dearer) {
      throw new InputError(
        `unitCosts[${i}]`,
        `unitCosts[${i}] must be at most ${dearer}, for more units never cost more each, got ${cost}`,
      );
    }
    return { from, cost };
  });
}
