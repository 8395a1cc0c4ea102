import { between } from "../checks.ts";
import type { Moments } from "../numeric/moments.ts";
import {
  roundedOrder,
  roundToUnit,
  roundUpToUnit,
  unitStep,
  type OrderRules,
} from "../units/quantity.ts";
import {
  exposureOf,
  orderOf,
  undershootFor,
  type Exposure,
  type KnownDemand,
} from "./exposure.ts";
import { outcomeAt, type AchievedOutcome } from "./policy-outcome.ts";
import type { ServiceTarget } from "./service-target.ts";
import {
  serviceAt,
  serviceTolerance,
  solveReorderPoint,
} from "./solve-reorder-point.ts";
import { undershootOf, type UndershootInput } from "./undershoot.ts";

/** One stage of a catalog: its demand, its target and how it may be ordered. */
export interface StockPolicyInput extends KnownDemand, OrderRules {
  /** Units per period. */
  readonly meanPerPeriod: number;
  /** Periods between reviews; 0 is continuous review. */
  readonly reviewPeriods: number;
  readonly target: ServiceTarget;
  /** Units of one order before rounding. */
  readonly orderQuantity: number;
  /** How demand comes: in lumps an order finds the stock below min. One by one when omitted. */
  readonly arrival?: Pick<UndershootInput, "lumps" | "meanPerLook"> | undefined;
}

/** Numbers for an ERP, and what they achieve. */
export interface StockPolicy extends AchievedOutcome {
  /** Reorder point less mean demand it covers, to the nearest unit; never below 0. */
  readonly safetyStock: number;
  /** Units, at least 0: order at or below it. */
  readonly reorderPoint: number;
  /** Units: reorder point + order quantity. */
  readonly orderUpTo: number;
  /** Units: a multiple of the lot, at least the least order. */
  readonly orderQuantity: number;
  /** The same before rounding; the reorder point may be below 0. */
  readonly before: {
    readonly reorderPoint: number;
    readonly orderQuantity: number;
  };
  /** Units below min that an order finds, beyond the demand of a look; absent for none. */
  readonly undershoot?: Moments;
}

/**
 * A policy that an ERP can hold and that still meets its target.
 *
 * The order is rounded up to lot, least order and unit; then the reorder point is the
 * smallest one, in the unit's decimals and not below 0, that meets the target with that
 * order. An item without demand gets zeros: there is nothing to order for. Where demand
 * comes in lumps, the reorder point covers what an order finds missing below it too.
 *
 * @throws InputError when a number is out of range or no multiple of the lot can be counted
 */
export function stockPolicy(input: StockPolicyInput): StockPolicy {
  const { measure } = input.target;
  const target = {
    measure,
    value: between("target.value", input.target.value, 0, 1),
  };
  const wanted = orderOf(input.orderQuantity);
  const plain = exposureOf(input);
  const { covered } = plain;
  if (
    covered.mean === 0 &&
    covered.deviation === 0 &&
    input.meanPerPeriod === 0
  ) {
    return nothing(plain, wanted);
  }
  // Whole demand is ordered in whole units when the unit does not say more.
  const decimals = input.unitDecimals ?? (covered.discrete ? 0 : undefined);
  const rules =
    decimals === undefined ? input : { ...input, unitDecimals: decimals };
  const orderQuantity = roundedOrder(wanted, rules);
  const undershoot =
    input.arrival &&
    undershootOf({ ...input.arrival, orderQuantity, whole: covered.discrete });
  const exposure = undershoot
    ? { ...plain, undershoot: undershootFor(covered, undershoot) }
    : plain;

  const exact = Math.max(solveReorderPoint(exposure, target, orderQuantity), 0);
  const reorderPoint =
    decimals === undefined
      ? exact
      : smallestThatServes(exposure, target, orderQuantity, exact, decimals);
  const rounded = (units: number) =>
    decimals === undefined ? units : roundToUnit(units, decimals);
  return {
    safetyStock: Math.max(rounded(reorderPoint - covered.mean), 0),
    reorderPoint,
    orderUpTo: rounded(reorderPoint + orderQuantity),
    orderQuantity,
    ...outcomeAt(exposure, { reorderPoint, orderQuantity }),
    before: {
      reorderPoint:
        wanted === orderQuantity && exact > 0
          ? exact
          : solveReorderPoint(exposure, target, wanted),
      orderQuantity: wanted,
    },
    ...(undershoot && { undershoot }),
  };
}

/** Rounded up, then walked to the smallest step that still meets the target. */
function smallestThatServes(
  exposure: Exposure,
  { measure, value }: ServiceTarget,
  orderQuantity: number,
  exact: number,
  decimals: number,
): number {
  const step = unitStep(decimals);
  const serves = (r: number) =>
    serviceAt(exposure, measure, r, orderQuantity) >= value - serviceTolerance;
  let r = roundUpToUnit(exact, decimals);
  while (!serves(r)) r = roundToUnit(r + step, decimals);
  while (r > 0) {
    const less = Math.max(roundToUnit(r - step, decimals), 0);
    if (!serves(less)) break;
    r = less;
  }
  return r;
}

function nothing(exposure: Exposure, wanted: number): StockPolicy {
  return {
    safetyStock: 0,
    reorderPoint: 0,
    orderUpTo: 0,
    orderQuantity: 0,
    ...outcomeAt(exposure, { reorderPoint: 0, orderQuantity: 0 }),
    before: { reorderPoint: 0, orderQuantity: wanted },
  };
}
