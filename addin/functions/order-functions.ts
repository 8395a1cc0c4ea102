import {
  above,
  atLeast,
  economicOrderQuantity,
  roundedOrder,
} from "../../engine/index.ts";
import { inCell } from "./cell-error.ts";
import { numberIn, optionalNumber } from "./cell-input.ts";

/**
 * Economic order quantity: the order size at which ordering and holding together cost least.
 * @customfunction EOQ
 * @param {any} demandPerYear Units per year.
 * @param {any} orderingCost Money per order placed.
 * @param {any} holdingCostPerUnit Money to hold one unit for a year.
 * @param {any} [lotSize] Orders are multiples of it; any quantity when omitted.
 * @param {any} [minOrderQuantity] Least units of one order; none when omitted.
 * @returns {number} Units per order.
 */
export function eoqCell(
  demandPerYear: unknown,
  orderingCost: unknown,
  holdingCostPerUnit: unknown,
  lotSize?: unknown,
  minOrderQuantity?: unknown,
): number {
  return inCell(() => {
    const { orderQuantity } = economicOrderQuantity({
      demandPerPeriod: atLeast(
        "demandPerYear",
        numberIn("demandPerYear", demandPerYear),
        0,
      ),
      orderingCost: atLeast(
        "orderingCost",
        numberIn("orderingCost", orderingCost),
        0,
      ),
      holdingCost: above(
        "holdingCostPerUnit",
        numberIn("holdingCostPerUnit", holdingCostPerUnit),
        0,
      ),
    });
    const lot = optionalNumber("lotSize", lotSize);
    const least = optionalNumber("minOrderQuantity", minOrderQuantity);
    return roundedOrder(orderQuantity, {
      ...(lot === undefined ? {} : { lotSize: lot }),
      ...(least === undefined ? {} : { minOrderQuantity: least }),
    });
  });
}
