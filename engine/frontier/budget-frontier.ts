import { atLeast } from "../checks.ts";
import { drain } from "../planning/guaranteed-service.ts";
import type { FrontierItem } from "./frontier-item.ts";
import {
  beginSearch,
  filled,
  type FrontierProgress,
  type FrontierSearch,
  isSlice,
  outcome,
  runningSum,
  take,
} from "./frontier-search.ts";

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
  yield* stepsOf(drain(beginSearch(items)));
}

/** The corners from what has nothing bought yet. */
function* stepsOf(search: FrontierSearch): Generator<FrontierStep, void> {
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
  return drain(frontierPoints(items, budgets));
}

/** `frontierAt` as a long calculation, that lets others in every few milliseconds. */
export function* frontierPoints(
  items: readonly FrontierItem[],
  budgets: readonly number[],
): Generator<FrontierProgress, FrontierPoint[]> {
  budgets.forEach((budget, i) => atLeast(`budgets[${i}]`, budget, 0));
  const search = yield* beginSearch(items);
  const { cost, heap, gains } = search;
  const spent = runningSum(0);
  const points = new Array<FrontierPoint>(budgets.length);
  const rising = budgets.map((_, i) => i);
  rising.sort((a, b) => (budgets[a] as number) - (budgets[b] as number));
  for (const [done, i] of rising.entries()) {
    const progress = { done, total: budgets.length };
    const budget = budgets[i] as number;
    const limit = budget * (1 + dust);
    for (let n = 0; heap.size > 0; n++) {
      if (isSlice(n)) yield progress;
      const item = heap.items[0] as number;
      const price = (gains.step[item] as number) * (cost[item] as number);
      if (spent.value() + price > limit) break;
      spent.add(price);
      take(search);
    }
    const { stock } = yield* filled(search, limit - spent.value(), progress);
    const { spent: paid, expectedBackorders } = yield* outcome(
      search,
      stock,
      progress,
    );
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

/**
 * Points along the frontier at which the backorders fall by the same factor from one to the next,
 * from nothing bought on, as a long calculation.
 *
 * @param points - at least 2; fewer come back where steps are larger than that factor
 * @param share - of the backorders without stock that the last point leaves
 * @returns corners of the frontier, each with its stocks
 */
export function* frontierCurve(
  items: readonly FrontierItem[],
  points: number,
  share: number,
): Generator<FrontierProgress, FrontierPoint[]> {
  const search = yield* beginSearch(items);
  const curve: FrontierPoint[] = [];
  let first = 0;
  let n = 0;
  for (const { item, spent, expectedBackorders } of stepsOf(search)) {
    const progress = { done: curve.length, total: points };
    if (isSlice(n++)) yield progress;
    if (item < 0) first = expectedBackorders;
    const aim = share ** (curve.length / (points - 1)) * first;
    if (expectedBackorders > aim * (1 + dust)) continue;
    const stock = search.gains.stock.slice();
    const left = yield* outcome(search, stock, progress);
    curve.push({ ...left, budget: spent, stock });
    if (curve.length === points || first === 0) break;
  }
  return curve;
}
