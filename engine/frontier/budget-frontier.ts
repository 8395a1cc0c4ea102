import { atLeast } from "../checks.ts";
import type { Distribution } from "../numeric/distribution.ts";
import { demandOf, type FrontierItem } from "./frontier-item.ts";
import {
  copiedHeap,
  gainHeap,
  rekeyFirst,
  type GainHeap,
} from "./gain-heap.ts";
import {
  buyStep,
  copied,
  firstGains,
  type MarginalGains,
} from "./marginal-gains.ts";

/** One corner of the frontier, told by what it adds to the one before. */
export interface FrontierStep {
  /** Place of the item that was bought, from 0; -1 at the start, where nothing is. */
  readonly item: number;
  /** Units bought of it. */
  readonly units: number;
  /** Money spent from the start: units times cost. */
  readonly spent: number;
  /** Units, over all items. */
  readonly expectedBackorders: number;
}

/** What a budget buys at best. */
export interface FrontierPoint {
  readonly budget: number;
  /** Money, at most the budget. */
  readonly spent: number;
  /** Units, over all items. */
  readonly expectedBackorders: number;
  /** Units, by item in the order given. */
  readonly stock: Float64Array;
}

/** The frontier ends where this share of the backorders without stock is left. */
const lastShare = 1e-6;

/** Relative error of a sum of money that is rounding and no overspending. */
const dust = 1e-12;

/**
 * The efficient frontier of base stocks: least expected backorders for the money spent.
 *
 * Each item is ordered one for one, so that its backorders are E[(X − S)⁺] with X the demand
 * over its lead time. The next unit always goes where a unit of money saves most. Expected
 * backorders are convex in every stock, so each step is a corner of the lower convex hull
 * (or lies on an edge of it, when two steps save alike): nothing cheaper has fewer
 * backorders. Between corners a budget may do a little better than the hull's corner
 * below it; see `frontierAt`. Units that demand needs with certainty are one step. Steps of
 * an item that deviates by more than 1,000 units are a small part of that deviation.
 *
 * @param items - the order breaks ties between items of equal gain and cost
 * @returns corners from no stock at all to a millionth of its backorders, one by one
 * @throws InputError naming the item by its place, as `items[2].cost`
 * @see Fox (1966), Discrete optimization via marginal analysis; Sherbrooke (1968), METRIC.
 */
export function* budgetFrontier(
  items: readonly FrontierItem[],
): Generator<FrontierStep, void> {
  const search = begin(items);
  const { cost, heap, gains, laws } = search;
  const start = laws.reduce((sum, law) => sum + law.loss(0), 0);
  const spent = runningSum(0);
  const left = runningSum(start);
  yield { item: -1, units: 0, spent: 0, expectedBackorders: start };
  while (heap.size > 0 && left.value() > lastShare * start) {
    const item = heap.items[0] as number;
    const units = gains.step[item] as number;
    spent.add(units * (cost[item] as number));
    left.add(-units * (gains.gain[item] as number));
    take(search);
    yield {
      item,
      units,
      spent: spent.value(),
      expectedBackorders: Math.max(left.value(), 0),
    };
  }
}

/**
 * The best stocks for given budgets.
 *
 * The last corner of the frontier that a budget pays for; what is left over then buys the
 * next best units that still fit, in the frontier's order. A budget that a corner spends
 * exactly gives that corner, whose expected backorders are the least there are.
 *
 * @param items - as for `budgetFrontier`
 * @param budgets - money, in any order
 * @returns one point for each budget, in the order of the budgets
 * @throws InputError as `budgetFrontier`, or when a budget is negative or no number
 */
export function frontierAt(
  items: readonly FrontierItem[],
  budgets: readonly number[],
): FrontierPoint[] {
  budgets.forEach((budget, i) => atLeast(`budgets[${i}]`, budget, 0));
  const search = begin(items);
  const { cost, heap, gains } = search;
  const spent = runningSum(0);
  const points = new Array<FrontierPoint>(budgets.length);
  const rising = budgets.map((_, i) => i);
  rising.sort((a, b) => (budgets[a] as number) - (budgets[b] as number));
  for (const i of rising) {
    const budget = budgets[i] as number;
    const limit = budget * (1 + dust);
    while (heap.size > 0) {
      const item = heap.items[0] as number;
      const price = (gains.step[item] as number) * (cost[item] as number);
      if (spent.value() + price > limit) break;
      spent.add(price);
      take(search);
    }
    const { stock } = filled(search, limit - spent.value());
    const { spent: paid, expectedBackorders } = outcome(search, stock);
    points[i] = {
      budget,
      // Rounding of the sum may stand a last digit above the budget.
      spent: Math.min(paid, budget),
      expectedBackorders,
      stock,
    };
  }
  return points;
}

interface Search {
  readonly laws: readonly Distribution[];
  readonly cost: Float64Array;
  readonly gains: MarginalGains;
  readonly heap: GainHeap;
}

function begin(items: readonly FrontierItem[]): Search {
  const laws = items.map(demandOf);
  const cost = Float64Array.from(items, (item) => item.cost);
  const gains = firstGains(laws);
  return { laws, cost, gains, heap: gainHeap(gains.gain, cost) };
}

/** Buys the best step there is. */
function take({ laws, cost, gains, heap }: Search): void {
  const item = heap.items[0] as number;
  buyStep(gains, item, laws[item] as Distribution);
  rekeyFirst(heap, (gains.gain[item] as number) / (cost[item] as number), cost);
}

/** What the money left over buys beyond a corner: the next best units that fit. */
function filled(corner: Search, money: number): MarginalGains {
  const { laws, cost } = corner;
  const search = {
    laws,
    cost,
    gains: copied(corner.gains),
    heap: copiedHeap(corner.heap),
  };
  const { gains, heap } = search;
  const cheapest = cost.reduce((a, b) => Math.min(a, b), Infinity);
  let left = money;
  while (heap.size > 0 && left >= cheapest) {
    const item = heap.items[0] as number;
    const price = cost[item] as number;
    const step = gains.step[item] as number;
    if (step * price <= left) {
      left -= step * price;
      take(search);
      continue;
    }
    const units = Math.floor(left / price);
    gains.stock[item] = (gains.stock[item] as number) + units;
    left -= units * price;
    rekeyFirst(heap, 0, cost);
  }
  return gains;
}

function outcome({ laws, cost }: Search, stock: Float64Array) {
  const spent = runningSum(0);
  const backorders = runningSum(0);
  laws.forEach((law, i) => {
    const units = stock[i] as number;
    spent.add(units * (cost[i] as number));
    backorders.add(law.loss(units));
  });
  return { spent: spent.value(), expectedBackorders: backorders.value() };
}

/**
 * A sum that does not lose what is small against it.
 *
 * @see Neumaier (1974) on Kahan's compensated summation.
 */
function runningSum(start: number) {
  let sum = start;
  let lost = 0;
  return {
    add: (amount: number): void => {
      const next = sum + amount;
      lost +=
        Math.abs(sum) >= Math.abs(amount)
          ? sum - next + amount
          : amount - next + sum;
      sum = next;
    },
    value: (): number => sum + lost,
  };
}
