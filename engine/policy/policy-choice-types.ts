import { firstWhole } from "../numeric/first-whole.ts";
import { leastCycle, orderingCycles } from "./ordering-cycles.ts";
import type { ChoiceModel } from "./policy-choice-model.ts";

/** The types of policy that are weighed, the simplest first. */
export const policyTypes = [
  "no-stock",
  "base-stock",
  "periodic",
  "reorder-quantity",
  "min-max",
] as const;
export type PolicyType = (typeof policyTypes)[number];

/** Money per period, in parts that add up to the total. */
export interface PolicyCosts {
  readonly ordering: number;
  readonly looking: number;
  readonly holding: number;
  readonly waiting: number;
  readonly total: number;
}

/** The best policy of one type. Quantities in units. */
export interface TypedPolicy {
  readonly type: PolicyType;
  /** Periods between two looks. */
  readonly reviewPeriods: number;
  /** Order when the position is at or below it; one below `max` for base stock. */
  readonly min: number;
  /** Order up to it; one lot above `min` at least for fixed lots. */
  readonly max: number;
  /** Units of one order; `null` where orders fill up to max. */
  readonly orderQuantity: number | null;
  /** Orders per period. */
  readonly orders: number;
  readonly costPerPeriod: PolicyCosts;
}

/** Looks that are tried for (R, S), in units of the shortest. */
const mostLooks = 104;

/** The best of each type that can be ordered, simplest first. */
export function typedPolicies(model: ChoiceModel): readonly TypedPolicy[] {
  const fixed = reorderQuantity(model);
  // Where orders come in lots, max cannot be met: whole lots are what (r, nQ) orders.
  if (model.inLots) return [fixed];
  const filled = minMax(model);
  // A least order forbids what fills up after every demand.
  if (model.least > 1) return [fixed, filled];
  return [noStock(model), ...upTo(model), fixed, filled];
}

/** What positions cost, each weighed by how often it is met, and orders per period. */
function costsOf(
  model: ChoiceModel,
  orders: number,
  reviewPeriods: number,
  stock: { readonly holding: number; readonly waiting: number },
): PolicyCosts {
  const ordering = model.orderingCost * orders;
  const looking = model.lookingCost / reviewPeriods;
  const { holding, waiting } = stock;
  return {
    ordering,
    looking,
    holding,
    waiting,
    total: ordering + looking + holding + waiting,
  };
}

/** Orders go out as customers ask: nothing is held. */
function noStock(model: ChoiceModel): TypedPolicy {
  const orders = (1 - model.chances[0]!) / model.look;
  return {
    type: "no-stock",
    reviewPeriods: model.look,
    min: -model.step,
    max: 0,
    orderQuantity: null,
    orders,
    costPerPeriod: costsOf(model, orders, model.look, model.split(0)),
  };
}

/** Base stock, and the same with longer waits between two looks. */
function upTo(model: ChoiceModel): readonly TypedPolicy[] {
  const base = baseStock(model, 1);
  let best: TypedPolicy | null = null;
  let worse = 0;
  for (let looks = 2; looks <= mostLooks && worse < 3; looks++) {
    const found = baseStock(model, looks);
    if (best && found.costPerPeriod.total >= best.costPerPeriod.total) {
      worse++;
    } else {
      best = found;
      worse = 0;
    }
  }
  return best ? [base, best] : [base];
}

/** Order up to a level of one step at least, every so many of the shortest looks. */
function baseStock(model: ChoiceModel, looks: number): TypedPolicy {
  const { step, holdingCost: h, backorderCost: b } = model;
  const periods = looks * model.look;
  const laws = Array.from({ length: periods }, (_, j) => model.law(j + 1));
  const share = b / (b + h);
  const covers = (k: number): boolean => {
    let sum = 0;
    for (const law of laws) sum += law.cdf(k * step);
    return sum >= share * periods;
  };
  // The last law needs most: its quantile is enough for all of them.
  const most = Math.max(
    Math.ceil(laws[periods - 1]!.quantile(share) / step),
    1,
  );
  const max = firstWhole((k) => !covers(k), 0, most) * step;
  let holding = 0;
  let waiting = 0;
  for (const law of laws) {
    const short = law.loss(max) / periods;
    waiting += b * short;
    holding += h * ((max - law.mean) / periods + short);
  }
  const orders = (1 - model.chances[0]! ** looks) / periods;
  return {
    type: looks === 1 ? "base-stock" : "periodic",
    reviewPeriods: periods,
    min: max - step,
    max,
    orderQuantity: null,
    orders,
    costPerPeriod: costsOf(model, orders, periods, { holding, waiting }),
  };
}

/**
 * (r, nQ): the position is met evenly at the Q steps above r, so that the best window of each
 * length is that of the Q cheapest positions: costs of positions are convex.
 */
function reorderQuantity(model: ChoiceModel): TypedPolicy {
  const { at, best, chances, lot, least, look, orderingCost, range } = model;
  let low = best;
  let high = best;
  let window = at(best);
  let asked = 1 - chances[0]!;
  // E[min(D, Q)]: an order goes out with that probability, over Q.
  let ordered = asked;
  let found = { low, high, cost: Infinity, orders: 0 };
  for (let q = 1; q <= range + lot + least; q++) {
    if (q > 1) {
      if (at(low - 1) < at(high + 1)) window += at(--low);
      else window += at(++high);
      asked -= chances[q - 1] ?? 0;
      ordered += Math.max(asked, 0);
    }
    const average = window / q;
    if (average >= found.cost) break;
    if (q < least || q % lot !== 0) continue;
    const orders = ordered / q / look;
    const cost = orderingCost * orders + average;
    if (cost < found.cost) found = { low, high, cost, orders };
  }
  const size = found.high - found.low + 1;
  let holding = 0;
  let waiting = 0;
  for (let y = found.low; y <= found.high; y++) {
    const part = model.split(y);
    holding += part.holding / size;
    waiting += part.waiting / size;
  }
  return {
    type: "reorder-quantity",
    reviewPeriods: look,
    min: (found.low - 1) * model.step,
    max: found.high * model.step,
    orderQuantity: size * model.step,
    orders: found.orders,
    costPerPeriod: costsOf(model, found.orders, look, { holding, waiting }),
  };
}

/** (s, S), exactly; with a least order, the best whose gap is at least as large. */
function minMax(model: ChoiceModel): TypedPolicy {
  const { at, best, least, look } = model;
  const cycles = orderingCycles(
    model.chances,
    at,
    // By renewal in looks: an order's money is spread over the periods of its cycle.
    model.orderingCost / look,
  );
  let { min, max } = leastCycle(cycles, at, best);
  if (max - min < least) {
    // With the gap given, the cost is convex in where it stands.
    max = best;
    const cost = (top: number): number => cycles.cost(top - least, top);
    while (cost(max + 1) < cost(max)) max++;
    while (cost(max - 1) < cost(max)) max--;
    min = max - least;
  }
  let looks = 0;
  let holding = 0;
  let waiting = 0;
  for (let below = 0; below < max - min; below++) {
    const times = cycles.visits(below);
    const part = model.split(max - below);
    looks += times;
    holding += times * part.holding;
    waiting += times * part.waiting;
  }
  const orders = 1 / (looks * look);
  return {
    type: "min-max",
    reviewPeriods: look,
    min: min * model.step,
    max: max * model.step,
    orderQuantity: null,
    orders,
    costPerPeriod: costsOf(model, orders, look, {
      holding: holding / looks,
      waiting: waiting / looks,
    }),
  };
}
