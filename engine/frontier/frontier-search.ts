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
  noGains,
  settleFirst,
  type MarginalGains,
} from "./marginal-gains.ts";

/** Items or steps between two words of progress: some milliseconds. */
const slice = 256;

/** How far a calculation is: points found, of those that are wanted. */
export interface FrontierProgress {
  readonly done: number;
  readonly total: number;
}

/** Whether it is time for a word of progress. */
export function isSlice(count: number): boolean {
  return count % slice === slice - 1;
}

/** What has been bought, and what would be bought next. */
export interface FrontierSearch {
  readonly laws: readonly Distribution[];
  readonly cost: Float64Array;
  readonly gains: MarginalGains;
  readonly heap: GainHeap;
}

/**
 * Nothing bought yet.
 *
 * @throws InputError naming the item by its place
 */
export function* beginSearch(
  items: readonly FrontierItem[],
): Generator<FrontierProgress, FrontierSearch> {
  const laws: Distribution[] = [];
  const cost = Float64Array.from(items, (item) => item.cost);
  const gains = noGains(items.length);
  for (const [i, item] of items.entries()) {
    const law = demandOf(item, i);
    laws.push(law);
    settleFirst(gains, i, law);
    if (isSlice(i)) yield { done: 0, total: 1 };
  }
  return { laws, cost, gains, heap: gainHeap(gains.gain, cost) };
}

/** Buys the best step there is. */
export function take({ laws, cost, gains, heap }: FrontierSearch): void {
  const item = heap.items[0] as number;
  buyStep(gains, item, laws[item] as Distribution);
  rekeyFirst(heap, (gains.gain[item] as number) / (cost[item] as number), cost);
}

/** What the money left over buys beyond a corner: the next best units that fit. */
export function* filled(
  corner: FrontierSearch,
  money: number,
  progress: FrontierProgress,
): Generator<FrontierProgress, MarginalGains> {
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
  for (let n = 0; heap.size > 0 && left >= cheapest; n++) {
    if (isSlice(n)) yield progress;
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

/** What stocks cost, and the backorders they leave. */
export function* outcome(
  { laws, cost }: FrontierSearch,
  stock: Float64Array,
  progress: FrontierProgress,
): Generator<
  FrontierProgress,
  { readonly spent: number; readonly expectedBackorders: number }
> {
  const spent = runningSum(0);
  const backorders = runningSum(0);
  for (const [i, law] of laws.entries()) {
    const units = stock[i] as number;
    spent.add(units * (cost[i] as number));
    backorders.add(law.loss(units));
    if (isSlice(i)) yield progress;
  }
  return { spent: spent.value(), expectedBackorders: backorders.value() };
}

/**
 * A sum that does not lose what is small against it.
 *
 * @see Neumaier (1974) on Kahan's compensated summation.
 */
export function runningSum(start: number) {
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
