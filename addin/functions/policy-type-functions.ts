import {
  above,
  atLeast,
  bestPolicyType,
  between,
  historyMoments,
  recordedHistory,
} from "../../engine/index.ts";
import { cellError, inCell } from "./cell-error.ts";
import { historyIn, numberIn, numberOr, optionalNumber } from "./cell-input.ts";

/** What planners call the types. */
const names = {
  "no-stock": "no stock",
  "base-stock": "base stock",
  periodic: "periodic (R,S)",
  "reorder-quantity": "fixed lot (r,Q)",
  "min-max": "min/max (s,S)",
} as const;

const header = [
  "Policy",
  "Cost per year",
  "More than the best",
  "Min",
  "Max",
  "Order quantity",
  "Periods between looks",
];

/**
 * Which type of policy costs least for an item, and why: no stock, base stock, periodic review, fixed lots or min/max. Each is costed exactly at its best.
 * @customfunction POLICYTYPE
 * @param {any[][]} history Demand history, one number per period, oldest first; leave periods that were not recorded blank.
 * @param {any} leadTime Periods from order to receipt, on average.
 * @param {any} serviceLevel Service wanted, between 0 and 1: it says what waiting costs, 0.95 nineteen times what holding does.
 * @param {any} orderingCost Money per order placed.
 * @param {any} holdingCostPerUnit Money to hold one unit for a year.
 * @param {any} [periodsPerYear] Periods in a year: 12 (months, when omitted), 52 or 365.
 * @param {any} [leadTimeDeviation] Standard deviation of the lead time, in periods; 0 when omitted.
 * @param {any} [reviewPeriods] Whole periods between two looks at the stock; 1 when omitted.
 * @param {any} [lookingCost] Money per look at the stock; 0 when omitted.
 * @param {any} [lotSize] Orders are multiples of it; any quantity when omitted.
 * @param {any} [minOrderQuantity] Least units of one order; none when omitted.
 * @param {any} [decimals] Decimals of the unit; 0, pieces, when omitted.
 * @returns {any[][]} The type chosen and the reason, then all types under a header, the cheapest first.
 */
export function policyTypeCell(
  history: unknown[][],
  leadTime: unknown,
  serviceLevel: unknown,
  orderingCost: unknown,
  holdingCostPerUnit: unknown,
  periodsPerYear?: unknown,
  leadTimeDeviation?: unknown,
  reviewPeriods?: unknown,
  lookingCost?: unknown,
  lotSize?: unknown,
  minOrderQuantity?: unknown,
  decimals?: unknown,
): unknown[][] {
  return inCell(() => {
    const recorded = historyIn("history", history);
    if (recordedHistory(recorded).length < 2) {
      throw cellError(
        "notAvailable",
        "history holds one period: at least two are needed to see how demand varies",
      );
    }
    const demand = historyMoments(recorded);
    if (demand.mean === 0) {
      throw cellError("notAvailable", "history holds no demand to order for");
    }
    const year = above(
      "periodsPerYear",
      numberOr("periodsPerYear", periodsPerYear, 12),
      0,
    );
    const yearly = numberIn("holdingCostPerUnit", holdingCostPerUnit);
    const lot = optionalNumber("lotSize", lotSize);
    const least = optionalNumber("minOrderQuantity", minOrderQuantity);
    const unitDecimals = optionalNumber("decimals", decimals);
    const choice = bestPolicyType({
      demand,
      leadTime: {
        mean: atLeast("leadTime", numberIn("leadTime", leadTime), 0),
        deviation: atLeast(
          "leadTimeDeviation",
          numberOr("leadTimeDeviation", leadTimeDeviation, 0),
          0,
        ),
      },
      reviewPeriods: numberOr("reviewPeriods", reviewPeriods, 1),
      orderingCost: atLeast(
        "orderingCost",
        numberIn("orderingCost", orderingCost),
        0,
      ),
      holdingCost: above("holdingCostPerUnit", yearly, 0) / year,
      waiting: {
        measure: "cycle",
        value: between(
          "serviceLevel",
          numberIn("serviceLevel", serviceLevel),
          0,
          1,
        ),
      },
      lookingCost: atLeast(
        "lookingCost",
        numberOr("lookingCost", lookingCost, 0),
        0,
      ),
      ...(lot !== undefined && { lotSize: lot }),
      ...(least !== undefined && { minOrderQuantity: least }),
      ...(unitDecimals !== undefined && { unitDecimals }),
      periodsPerYear: year,
    });
    const blank = ["", "", "", "", ""];
    return [
      [names[choice.best.type], choice.reason, ...blank],
      header,
      ...choice.ranking.map((one) => [
        names[one.type],
        one.costPerYear,
        one.extra,
        one.min,
        one.max,
        one.orderQuantity ?? "",
        one.reviewPeriods,
      ]),
      ...choice.impossible.map(({ type, why }) => [
        names[type],
        `not possible: ${why}`,
        ...blank,
      ]),
    ];
  });
}
