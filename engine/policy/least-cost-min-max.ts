import { above, finite } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { Distribution } from "../numeric/distribution.ts";
import { batchCost, type StockingCosts } from "./batch-cost.ts";
import { leastCycle, orderingCycles } from "./ordering-cycles.ts";

/** Demand of one period and what a min/max policy under periodic review costs. */
export interface MinMaxCosts extends Omit<StockingCosts, "meanPerPeriod"> {
  /** Demand between two reviews, one period apart: whole units, none below 0. */
  readonly demandPerPeriod: Distribution;
  /** Demand over the lead time and the one period until the next review, in units. */
  readonly leadTimeDemand: Distribution;
}

/** The min and max that cost least. */
export interface LeastCostMinMax {
  /** Order when the position is at or below it, in units. */
  readonly min: number;
  /** Order up to it, in units. */
  readonly max: number;
  /** Money per period: orders, holding and waiting. */
  readonly costPerPeriod: number;
}

/**
 * The (s, S) policy of least cost under periodic review, exactly, for whole demand.
 *
 * Every period the position is looked at; at or below s an order brings it to S. Demand
 * waits. Takes time proportional to (S − s)².
 *
 * @throws InputError when a cost is out of range, or demand is not whole or never comes
 * @see Zheng and Federgruen (1991), Finding optimal (s, S) policies is about as simple as
 * evaluating a single policy, Operations Research 39(4).
 */
export function leastCostMinMax(input: MinMaxCosts): LeastCostMinMax {
  const { cycles, best, at } = cyclesOf(input);
  return leastCycle(cycles, at, best);
}

/**
 * What a given (s, S) policy costs under periodic review.
 *
 * @returns money per period
 * @throws InputError as `leastCostMinMax`, and when min or max is not whole or min not below max
 * @see Veinott and Wagner (1965), Computing optimal (s, S) inventory policies.
 */
export function minMaxCost(
  input: MinMaxCosts & { readonly min: number; readonly max: number },
): number {
  const min = whole("min", input.min);
  const max = above("max", whole("max", input.max), min);
  return cyclesOf(input).cycles.cost(min, max);
}

/** Costs of whole ordering cycles, by renewal. */
function cyclesOf(input: MinMaxCosts) {
  const { demandPerPeriod: demand } = input;
  above("demandPerPeriod.mean", demand.mean, 0);
  for (const [field, law] of [
    ["demandPerPeriod", demand],
    ["leadTimeDemand", input.leadTimeDemand],
  ] as const) {
    if (!law.discrete || law.cdf(-1) > 0) {
      throw new InputError(
        field,
        `${field} must be a law of whole units of at least 0, got ${law.kind}`,
      );
    }
  }
  const { at, best } = batchCost({ ...input, meanPerPeriod: demand.mean });
  const known = new Map<number, number>();
  const costAt = (y: number): number => {
    let money = known.get(y);
    if (money === undefined) known.set(y, (money = at(y)));
    return money;
  };
  const cycles = orderingCycles(chancesOf(demand), costAt, input.orderingCost);
  return { at: costAt, best, cycles };
}

/** Probability beyond which a period's demand adds nothing that a double can hold. */
const negligible = 1e-18;

/** Probability of each number of units in a period. */
function chancesOf(demand: Distribution): readonly number[] {
  const chances = [demand.cdf(0)];
  for (let k = 1; demand.survival(k - 1) > negligible; k++) {
    chances.push(
      // The smaller tails differ by the probability with nothing lost.
      k > demand.mean
        ? demand.survival(k - 1) - demand.survival(k)
        : demand.cdf(k) - demand.cdf(k - 1),
    );
  }
  return chances;
}

function whole(field: string, value: number): number {
  if (Number.isInteger(finite(field, value))) return value;
  throw new InputError(field, `${field} must be a whole number, got ${value}`);
}
