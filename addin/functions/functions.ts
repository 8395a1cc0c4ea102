import { above, InputError, NoAnswerError } from "../../engine/index.ts";

/**
 * Economic order quantity: the order size at which ordering and holding cost least.
 * @customfunction EOQ
 * @param demandPerYear - Units per year.
 * @param orderingCost - Money per order.
 * @param holdingCostPerUnit - Money to hold one unit for a year.
 * @returns Units per order.
 */
export function eoqCell(
  demandPerYear: number,
  orderingCost: number,
  holdingCostPerUnit: number,
): number {
  try {
    const demand = above("demandPerYear", demandPerYear, 0);
    const order = above("orderingCost", orderingCost, 0);
    const holding = above("holdingCostPerUnit", holdingCostPerUnit, 0);
    return Math.sqrt((2 * demand * order) / holding);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const code =
      error instanceof NoAnswerError
        ? CustomFunctions.ErrorCode.notAvailable
        : CustomFunctions.ErrorCode.invalidValue;
    throw new CustomFunctions.Error(code, error.message);
  }
}
