import { above, atLeast, finite } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { ReplenishmentPolicy } from "./replenishment-policy.ts";

/** Every policy in the same few numbers. */
export interface OrderRule {
  readonly type: ReplenishmentPolicy["type"];
  /** Order at or below it; a base stock: below it. */
  readonly trigger: number;
  /** Order up to it; with (r,Q) the trigger. */
  readonly target: number;
  /** Multiple of an order; 0 without. */
  readonly lot: number;
  readonly least: number;
  readonly reviewPeriods: number;
  /** The inventory position never ends a period higher, but for rounding. */
  readonly highest: number;
  /** Units that one order can bring at once beyond the demand of a period. */
  readonly largestRound: number;
  /** Orders exactly what was asked for, period by period, once its position is right. */
  readonly passesDemand: boolean;
}

/**
 * Relative room for the dust of sums and divisions: 12.000000000000002 is at a trigger
 * of 12, and no lot is ordered for the last of its digits.
 */
const dust = 1e-9;

/** The rule of a policy. @throws InputError when a number of it makes no sense */
export function orderRule(
  of: (field: string) => string,
  policy: ReplenishmentPolicy,
): OrderRule {
  const reviewPeriods = policy.reviewPeriods ?? 1;
  if (!Number.isInteger(atLeast(of("reviewPeriods"), reviewPeriods, 1))) {
    throw new InputError(
      of("reviewPeriods"),
      `${of("reviewPeriods")} must be whole, got ${reviewPeriods}`,
    );
  }
  if (policy.type === "rQ") {
    const trigger = finite(of("reorderPoint"), policy.reorderPoint);
    const lot = above(of("orderQuantity"), policy.orderQuantity, 0);
    return {
      type: "rQ",
      trigger,
      target: trigger,
      lot,
      least: 0,
      reviewPeriods,
      highest: trigger + lot,
      largestRound: lot,
      passesDemand: false,
    };
  }
  const lot =
    policy.lotSize === undefined ? 0 : above(of("lotSize"), policy.lotSize, 0);
  const least = atLeast(
    of("minOrderQuantity"),
    policy.minOrderQuantity ?? 0,
    0,
  );
  const shared = { lot, least, reviewPeriods };
  if (policy.type === "baseStock") {
    const target = finite(of("baseStock"), policy.baseStock);
    return {
      type: "baseStock",
      trigger: target,
      target,
      ...shared,
      highest: target,
      largestRound: Math.max(lot, least),
      passesDemand: reviewPeriods === 1 && lot === 0 && least === 0,
    };
  }
  const trigger = finite(of("min"), policy.min);
  const target = atLeast(of("max"), policy.max, trigger);
  return {
    type: "minMax",
    trigger,
    target,
    ...shared,
    highest: target,
    largestRound: Math.max(lot, least, target - trigger),
    passesDemand: false,
  };
}

/** The quantities of a policy. */
export function policyNumbers(policy: ReplenishmentPolicy): number[] {
  switch (policy.type) {
    case "rQ":
      return [policy.reorderPoint, policy.orderQuantity];
    case "baseStock":
      return [
        policy.baseStock,
        policy.lotSize ?? 1,
        policy.minOrderQuantity ?? 0,
      ];
    case "minMax":
      return [
        policy.min,
        policy.max,
        policy.lotSize ?? 1,
        policy.minOrderQuantity ?? 0,
      ];
  }
}

/** What to order at this inventory position; 0 for nothing. */
export function orderAt(rule: OrderRule, position: number): number {
  const { trigger, target, lot, least } = rule;
  const room = dust * (1 + Math.abs(target));
  if (position > trigger + room) return 0;
  if (rule.type === "rQ") {
    return lot * (Math.floor((trigger - position) / lot + dust) + 1);
  }
  const gap = target - position;
  if (gap <= room) return 0;
  const wanted = gap < least ? least : gap;
  return lot > 0 ? lot * Math.ceil(wanted / lot - dust) : wanted;
}
