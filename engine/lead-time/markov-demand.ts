import { atLeast } from "../checks.ts";
import type { History } from "../demand/history-check.ts";
import { atLeastOnePeriod, badPeriod } from "../demand/history-check.ts";
import { InputError } from "../errors.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { WeightedValues } from "../numeric/empirical.ts";
import { normalSurvival } from "../numeric/normal-tail.ts";
import { pointDistribution } from "../numeric/point.ts";
import { empiricalLeadTimeDemand } from "./empirical-demand.ts";

/** How sizes are drawn, and over how many periods they add up. */
interface MarkovDemandOptions {
  /** Whole periods to cover, 0 to 100,000. */
  readonly periods: number;
  /**
   * Sizes not seen yet are possible as well (default false): 1 + ⌊X + Z·√X⌋ instead of a size
   * X, and X itself where that is not above 0. It adds about half a unit to every demand.
   */
  readonly jitter?: boolean;
}

/** Deviations beyond which a jittered size is as good as impossible. */
const furthest = 9;

/**
 * Demand over whole periods after Willemain, Smart and Schwarz, exactly: what their bootstrap
 * draws from.
 *
 * Periods with and without demand follow each other as often as they did in the history (a
 * Markov chain from the last period on; from a state that nothing followed, demand is as
 * frequent as in the whole history); sizes are those recorded, each as likely as the others.
 *
 * @param history - units by period, oldest first
 * @throws InputError when the history is empty or a period negative or no number, or the
 * periods are not whole
 *
 * @see Willemain, Smart and Schwarz (2004), A new approach to forecasting intermittent demand
 * for service parts inventories, International Journal of Forecasting 20(3), 375-387.
 */
export function markovDemand(
  history: History,
  options: MarkovDemandOptions,
): Distribution {
  const n = atLeastOnePeriod(history).length;
  const { periods } = options;
  if (!(Number.isInteger(atLeast("periods", periods, 0)) && periods <= 1e5)) {
    throw new InputError(
      "periods",
      `periods must be a whole number of at most 100000, got ${periods}`,
    );
  }
  const sizes: number[] = [];
  for (let period = 0; period < n; period++) {
    const units = history[period] as number;
    if (!(units >= 0 && units < Infinity)) throw badPeriod(period, units);
    if (units > 0) sizes.push(units);
  }
  if (sizes.length === 0) return pointDistribution(0);
  const size = options.jitter
    ? jittered(sizes)
    : { values: sizes, weights: sizes.map(() => 1) };
  return empiricalLeadTimeDemand(size, demandCounts(history, periods));
}

/** How many of the periods have demand, with the chance of each number. */
function demandCounts(history: History, periods: number): WeightedValues {
  const [afterNone, afterDemand] = demandChances(history);
  // Chances of k demands so far, with none (or with demand) in the period before.
  let none = new Float64Array(periods + 1);
  let demand = new Float64Array(periods + 1);
  const last = history[history.length - 1] as number;
  (last > 0 ? demand : none)[0] = 1;
  for (let period = 0; period < periods; period++) {
    const nextNone = new Float64Array(periods + 1);
    const nextDemand = new Float64Array(periods + 1);
    for (let k = 0; k <= period; k++) {
      const comes = none[k]! * afterNone + demand[k]! * afterDemand;
      nextNone[k]! += none[k]! + demand[k]! - comes;
      nextDemand[k + 1]! += comes;
    }
    none = nextNone;
    demand = nextDemand;
  }
  const values = Array.from(none, (_, k) => k);
  return { values, weights: values.map((k) => none[k]! + demand[k]!) };
}

/** Chance of demand after a period without any, and after one with demand. */
function demandChances(history: History): readonly [number, number] {
  const followed = [0, 0];
  const byDemand = [0, 0];
  let demands = 0;
  for (let period = 0; period < history.length; period++) {
    const comes = (history[period] as number) > 0 ? 1 : 0;
    demands += comes;
    if (period === 0) continue;
    const state = (history[period - 1] as number) > 0 ? 1 : 0;
    followed[state]! += 1;
    byDemand[state]! += comes;
  }
  const chance = (state: 0 | 1) =>
    followed[state]! > 0
      ? byDemand[state]! / followed[state]!
      : demands / history.length;
  return [chance(0), chance(1)];
}

/** The law of a jittered size. */
function jittered(sizes: readonly number[]): WeightedValues {
  const chances = new Map<number, number>();
  const add = (units: number, chance: number) => {
    if (chance > 0) chances.set(units, (chances.get(units) ?? 0) + chance);
  };
  for (const size of sizes) {
    const deviation = Math.sqrt(size);
    const beyond = (units: number) =>
      normalSurvival((units - size) / deviation);
    add(size, 1 - beyond(0));
    const low = Math.max(Math.floor(size - furthest * deviation), 0);
    const high = Math.ceil(size + furthest * deviation);
    for (let units = low; units < high; units++) {
      add(units + 1, beyond(units) - beyond(units + 1));
    }
  }
  return { values: [...chances.keys()], weights: [...chances.values()] };
}
