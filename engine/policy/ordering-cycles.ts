/** Costs of policies that order up to a max when the position is at or below a min. */
export interface OrderingCycles {
  /** Money per period of a min and max, in whole steps. */
  cost(min: number, max: number): number;
  /** Periods that a cycle is expected to spend with so many steps asked for since its start. */
  visits(below: number): number;
}

/** One (s, S) policy and its cost. */
export interface Cycle {
  readonly min: number;
  readonly max: number;
  readonly costPerPeriod: number;
}

/**
 * Whole ordering cycles, by renewal.
 *
 * @param chances - probability of each number of steps asked for in a period; of 0 below one
 * @param at - money per period while the position is `y`
 * @param orderingCost - money per order
 * @see Veinott and Wagner (1965), Computing optimal (s, S) inventory policies.
 */
export function orderingCycles(
  chances: ArrayLike<number>,
  at: (y: number) => number,
  orderingCost: number,
): OrderingCycles {
  const still = chances[0]!;
  const times = [1 / (1 - still)];
  const visits = (below: number): number => {
    for (let n = times.length; n <= below; n++) {
      let sum = 0;
      for (let k = Math.min(n, chances.length - 1); k > 0; k--) {
        sum += chances[k]! * times[n - k]!;
      }
      times.push(sum / (1 - still));
    }
    return times[below]!;
  };
  return {
    visits,
    cost: (min, max) => {
      let money = orderingCost;
      let periods = 0;
      for (let below = 0; below < max - min; below++) {
        money += visits(below) * at(max - below);
        periods += visits(below);
      }
      return money / periods;
    },
  };
}

/**
 * The cycle of least cost, exactly, where the cost of a position is convex.
 *
 * @param best - the position that costs least
 * @see Zheng and Federgruen (1991), Finding optimal (s, S) policies is about as simple as
 * evaluating a single policy, Operations Research 39(4).
 */
export function leastCycle(
  { cost }: Pick<OrderingCycles, "cost">,
  at: (y: number) => number,
  best: number,
): Cycle {
  let min = best - 1;
  while (cost(min, best) > at(min)) min--;
  let top = best;
  let least = cost(min, best);
  for (let max = best + 1; at(max) <= least; max++) {
    let now = cost(min, max);
    if (!(now < least)) continue;
    top = max;
    while (now <= at(min + 1)) now = cost(++min, max);
    least = now;
  }
  return { min, max: top, costPerPeriod: least };
}
