import {
  croston,
  drain,
  economicOrderQuantity,
  historyMoments,
  InputError,
  NoAnswerError,
  safetyStock,
  solveNetwork,
} from "../../engine/index.ts";

/**
 * Safety stock for one item at one location, from its demand history.
 * @customfunction SAFETYSTOCK
 * @param history - Demand history, one number per period, oldest first.
 * @param leadTime - Periods from order to receipt.
 * @param cycleService - Probability of no stockout in a cycle, between 0 and 1.
 * @param leadTimeDeviation - Standard deviation of the lead time; 0 when omitted.
 * @returns Units to hold.
 */
export function safetyStockCell(
  history: number[][],
  leadTime: number,
  cycleService: number,
  leadTimeDeviation?: number,
): number {
  return inCell(() =>
    safetyStock({
      demand: historyMoments(numbers("history", history)),
      leadTime: { mean: leadTime, deviation: leadTimeDeviation ?? 0 },
      cycleService,
    }),
  );
}

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
  return inCell(
    () =>
      economicOrderQuantity({
        demandPerPeriod: demandPerYear,
        orderingCost,
        holdingCost: holdingCostPerUnit,
      }).orderQuantity,
  );
}

/**
 * Demand per period of an item that sells now and then, after Croston.
 * @customfunction CROSTON
 * @param history - Demand history, one number per period, oldest first.
 * @returns Units per period.
 */
export function crostonCell(history: number[][]): number {
  return inCell(() => croston(numbers("history", history)));
}

/**
 * Optimal safety stock of every stage of a supply network, as a table.
 * @customfunction MEIO_POLICY
 * @param stages - One row per stage with a header row: stage, added cost, time, demand, deviation, service.
 * @param links - One row per link with a header row: from, to, units.
 * @returns A table with a header.
 */
export function meioPolicyCell(
  stages: unknown[][],
  links: unknown[][],
): unknown[][] {
  return inCell(() => {
    const policy = drain(
      solveNetwork({
        stages: stages
          .slice(1)
          .map(([id, cost, time, mean, deviation, service]) => ({
            id: String(id),
            addedCost: Number(cost),
            time: Number(time),
            ...(mean === ""
              ? {}
              : {
                  demand: { mean: Number(mean), deviation: Number(deviation) },
                }),
            ...(service === "" ? {} : { serviceLevel: Number(service) }),
          })),
        links: links
          .slice(1)
          .map(([from, to, units]) => ({
            from: String(from),
            to: String(to),
            units: Number(units),
          })),
      }),
    );
    return [
      ["Stage", "Service time", "Net time", "Safety stock", "Base stock"],
      ...policy.stages.map((stage) => [
        stage.id,
        stage.serviceTimeOut,
        stage.netReplenishmentTime,
        stage.safetyStock,
        stage.baseStock,
      ]),
    ];
  });
}

function numbers(field: string, range: unknown[][]): number[] {
  return range.flat().map((value, index) => {
    if (typeof value === "number") return value;
    throw new InputError(
      field,
      `${field} must hold numbers, got ${value === "" ? "a blank" : `"${String(value)}"`} in cell ${index + 1}`,
    );
  });
}

function inCell<T>(calculate: () => T): T {
  try {
    return calculate();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const code =
      error instanceof NoAnswerError
        ? CustomFunctions.ErrorCode.notAvailable
        : CustomFunctions.ErrorCode.invalidValue;
    throw new CustomFunctions.Error(code, error.message);
  }
}
