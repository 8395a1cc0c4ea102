import { InputError } from "../errors.ts";
import { bracketedRoot } from "../numeric/roots.ts";
import {
  exposureOf,
  lotOf,
  orderOf,
  type CoveredDemand,
  type Exposure,
} from "./exposure.ts";
import { targetOf, type ServiceWanted } from "./service-target.ts";
import { solveReorderPoint } from "./solve-reorder-point.ts";

/** What a reorder point must cover, and how well. */
export type ReorderPointInput = CoveredDemand &
  ServiceWanted & {
    /** Units of one order; needed for a fill rate, where 0 is base stock. */
    readonly orderQuantity?: number;
    /**
     * `simple` counts the shortage of one cycle, n(r)/Q, and forgets what the cycle before
     * left over: it overstates shortages when orders are small against the deviation.
     */
    readonly fillMethod?: "exact" | "simple";
  };

/**
 * The inventory position at which to order.
 *
 * Cycle service: the quantile of demand over lead time + review. Fill rate: the r with
 * [n(r) − n(r + Q)]/Q = 1 − fill rate, or its form for periodic review. Order at r or below.
 *
 * @param input - demand (laws, or moments with a law's name) and one service target
 * @returns units; whole for whole demand, and below 0 when the target is that modest
 * @throws InputError when a number is out of range or the order quantity is missing
 * @see Hadley and Whitin (1963), chapter 4; Silver, Pyke and Thomas (2017), chapters 6 and 7.
 */
export function reorderPoint(input: ReorderPointInput): number {
  const target = targetOf(input);
  const exposure = exposureOf(input);
  if (target.measure === "cycle") {
    return solveReorderPoint(
      exposure,
      target,
      // Any order keeps the position above r; none asked for means orders, not base stock.
      orderOf(input.orderQuantity ?? 1),
    );
  }
  if (input.orderQuantity === undefined) {
    throw new InputError(
      "orderQuantity",
      "orderQuantity must be given for a fill rate, got nothing",
    );
  }
  if (input.fillMethod === "simple") {
    return simpleReorderPoint(
      exposure,
      target.value,
      lotOf(input.orderQuantity),
    );
  }
  return solveReorderPoint(exposure, target, orderOf(input.orderQuantity));
}

/**
 * Units held against uncertainty: the reorder point less mean demand over lead time + review.
 *
 * For normal demand and cycle service this is k·√((L + R)·σ² + μ²·s²).
 *
 * @returns units; below 0 when the target is met by waiting
 * @throws InputError as `reorderPoint`
 * @see Silver, Pyke and Thomas (2017), 4th ed., chapter 6.
 */
export function safetyStock(input: ReorderPointInput): number {
  return reorderPoint(input) - exposureOf(input).covered.mean;
}

/**
 * The level to order up to at every review (R, S).
 *
 * Cycle service: the quantile of demand over lead time + review. Fill rate: the S with
 * [n over L + R (S) − n over L (S)]/(μ·R) = 1 − fill rate. With review period 0, base stock.
 *
 * @returns units
 * @throws InputError when a number is out of range
 * @see Hadley and Whitin (1963), section 5-2.
 */
export function orderUpTo(input: CoveredDemand & ServiceWanted): number {
  return solveReorderPoint(exposureOf(input), targetOf(input), 0);
}

/** Min and max of an ERP's item master, in units. */
export interface MinMax {
  /** Order at or below it. */
  readonly min: number;
  /** Order up to it. */
  readonly max: number;
}

/**
 * Min and max: the reorder point, and one order quantity above it.
 *
 * @throws InputError as `reorderPoint`, and when the order quantity is missing
 */
export function minMax(
  input: ReorderPointInput & { readonly orderQuantity: number },
): MinMax {
  const quantity = orderOf(input.orderQuantity);
  const min = reorderPoint(input);
  return { min, max: min + quantity };
}

function simpleReorderPoint(
  { covered }: Exposure,
  fillRate: number,
  orderQuantity: number,
): number {
  const allowed = orderQuantity * (1 - fillRate);
  // n(x) ≥ mean − x, so the root lies above this.
  const low = covered.mean - allowed;
  if (covered.loss(low) <= allowed) return low;
  let step = covered.deviation;
  let high = low + step;
  while (covered.loss(high) > allowed) {
    step *= 2;
    high += step;
  }
  return bracketedRoot((x) => covered.loss(x) - allowed, {
    low,
    high,
    tolerance: covered.deviation * 1e-13,
  });
}
