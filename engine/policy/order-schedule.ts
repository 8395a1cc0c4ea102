import { atLeast } from "../checks.ts";
import { InputError } from "../errors.ts";

/** Known demand and what it costs to order and hold, by period. */
export interface OrderScheduleInput {
  /** Units by period, first period first. */
  readonly demand: readonly number[];
  /** Money per order; one for all periods, or one for each. */
  readonly orderingCost: number | readonly number[];
  /** Money per unit left at the end of a period; one for all periods, or one for each. */
  readonly holdingCost: number | readonly number[];
  /** Money per unit bought; one for all periods, or one for each; 0 when omitted. */
  readonly unitCost?: number | readonly number[];
}

/** When to order how much. */
export interface OrderSchedule {
  /** Units ordered by period. */
  readonly orders: readonly number[];
  /** Money over all periods: orders, holding and units. */
  readonly cost: number;
}

/**
 * The orders of least cost for known demand that must not wait (Wagner-Whitin).
 *
 * An order arrives in its period and covers whole periods up to the next order: some best
 * plan is of that kind. Of plans that cost the same, the one whose last order is earliest.
 * Takes time proportional to the square of the number of periods.
 *
 * @throws InputError when a number is negative or a list is not as long as `demand`
 * @see Wagner and Whitin (1958), Dynamic version of the economic lot size model.
 */
export function orderSchedule(input: OrderScheduleInput): OrderSchedule {
  const periods = input.demand.length;
  const demand = input.demand.map((d, i) => atLeast(`demand[${i}]`, d, 0));
  const setup = byPeriod("orderingCost", input.orderingCost, periods);
  const holding = byPeriod("holdingCost", input.holdingCost, periods);
  const price = byPeriod("unitCost", input.unitCost ?? 0, periods);

  // Least cost of the first t periods, and where the order that covers the last of them goes out.
  const least = new Float64Array(periods + 1).fill(Infinity);
  const orderedIn = new Int32Array(periods + 1).fill(-1);
  least[0] = 0;
  for (let j = 0; j < periods; j++) {
    if (demand[j] === 0 && (least[j] as number) < (least[j + 1] as number)) {
      least[j + 1] = least[j] as number;
      orderedIn[j + 1] = -1;
    }
    let cost = (least[j] as number) + (setup[j] as number);
    let perUnit = price[j] as number;
    for (let t = j; t < periods; t++) {
      cost += (demand[t] as number) * perUnit;
      perUnit += holding[t] as number;
      if (cost < (least[t + 1] as number)) {
        least[t + 1] = cost;
        orderedIn[t + 1] = j;
      }
    }
  }

  const orders = new Array<number>(periods).fill(0);
  for (let t = periods; t > 0;) {
    const j = orderedIn[t] as number;
    if (j < 0) t--;
    else {
      for (let i = j; i < t; i++) {
        orders[j] = (orders[j] as number) + (demand[i] as number);
      }
      t = j;
    }
  }
  return { orders, cost: least[periods] as number };
}

function byPeriod(
  field: string,
  value: number | readonly number[],
  periods: number,
): readonly number[] {
  if (typeof value === "number") {
    return new Array<number>(periods).fill(atLeast(field, value, 0));
  }
  if (value.length !== periods) {
    throw new InputError(
      field,
      `${field} must be one for each of the ${periods} periods, got ${value.length}`,
    );
  }
  return value.map((one, i) => atLeast(`${field}[${i}]`, one, 0));
}
