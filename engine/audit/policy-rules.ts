import type { StageRecord } from "../contracts/index.ts";
import { shown, stageRule } from "./rule.ts";
import type { AuditRule } from "./rule.ts";

/** How far a quantity may be from a whole multiple and still be one: decimals are not exact in binary. */
const tolerance = 1e-6;

/** Rules on the policy that the ERP holds, and on lots, units and stock. */
export const policyRules: readonly AuditRule[] = [
  stageRule({
    code: "min-above-max",
    severity: "error",
    title: "Min above max",
    effect:
      "The ERP would order at a level it can never order up to; some ERPs drop both numbers silently.",
    remedy: "Correct one of the two; the recommendation for the stage does.",
    *examples({ current: { reorderPoint, orderUpTo } }) {
      if (
        reorderPoint !== null &&
        orderUpTo !== null &&
        reorderPoint > orderUpTo
      ) {
        yield `min is ${shown(reorderPoint)}, max is ${shown(orderUpTo)}`;
      }
    },
  }),
  stageRule({
    code: "safety-above-max",
    severity: "error",
    title: "Safety stock above max",
    effect: "The stage can never hold the safety stock it should.",
    remedy: "Lower the safety stock or raise max.",
    *examples({ current: { safetyStock, orderUpTo } }) {
      if (
        safetyStock !== null &&
        orderUpTo !== null &&
        safetyStock > orderUpTo
      ) {
        yield `safety stock is ${shown(safetyStock)}, max is ${shown(orderUpTo)}`;
      }
    },
  }),
  stageRule({
    code: "unit-decimals",
    severity: "warning",
    title: "More decimals than the unit allows",
    effect:
      "Half a piece cannot be stocked; the ERP may refuse or round such a number.",
    remedy: "Correct the quantity, or the unit's decimals in the item master.",
    *examples(stage) {
      const unit = 10 ** -stage.unitDecimals;
      for (const [name, value] of quantities(stage)) {
        if (value !== null && !isMultiple(value, unit)) {
          yield `${name} is ${value} ${stage.unit}, the unit allows ${stage.unitDecimals} decimals`;
        }
      }
    },
  }),
  stageRule({
    code: "minimum-order-not-in-lots",
    severity: "warning",
    title: "Minimum order is no whole number of lots",
    effect:
      "An order of exactly the minimum is impossible; each is rounded up to the next lot.",
    remedy: "Agree a minimum order in whole lots with the supplier.",
    *examples({ lotSize, minOrderQuantity }) {
      if (
        lotSize !== null &&
        minOrderQuantity !== null &&
        lotSize > 0 &&
        !isMultiple(minOrderQuantity, lotSize)
      ) {
        yield `the minimum order is ${shown(minOrderQuantity)}, the lot is ${shown(lotSize)}`;
      }
    },
  }),
  stageRule({
    code: "negative-stock",
    severity: "warning",
    title: "Stock below zero",
    effect:
      "The stock is not what the ERP says; inventory value and position are wrong.",
    remedy: "Count the stock and book the difference.",
    *examples({ onHand }) {
      if (onHand !== null && onHand < 0) yield `${shown(onHand)} on hand`;
    },
  }),
];

function quantities(
  stage: StageRecord,
): readonly (readonly [string, number | null])[] {
  return [
    ["on hand", stage.onHand],
    ["on order", stage.onOrder],
    ["the lot", stage.lotSize],
    ["the minimum order", stage.minOrderQuantity],
    ["safety stock", stage.current.safetyStock],
    ["min", stage.current.reorderPoint],
    ["max", stage.current.orderUpTo],
  ];
}

function isMultiple(value: number, unit: number): boolean {
  const ratio = value / unit;
  return (
    Math.abs(ratio - Math.round(ratio)) <=
    tolerance * Math.max(1, Math.abs(ratio))
  );
}
