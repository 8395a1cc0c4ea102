import { atLeast } from "../checks.ts";
import type { History } from "../demand/history-check.ts";
import { atLeastOnePeriod, badPeriod } from "../demand/history-check.ts";
import { InputError } from "../errors.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { WeightedValues } from "../numeric/empirical.ts";
import { normalSurvival } from "../numeric/normal-tail.ts";
import { pointDistribution } from "../numeric/point.ts";
import { empiricalLeadTimeDemand } from "./empirical-demand.ts";
import { leadTimeAtoms } from "./lead-time-law.ts";
import type { LeadTime } from "./lead-time-law.ts";

/** How sizes are drawn, and over which time they add up. */
interface MarkovDemandInput {
  /** Units by period, oldest first. */
  readonly history: History;
  /** Periods from order to receipt. */
  readonly leadTime: LeadTime;
  /** Periods between reviews, added to the lead time; 0 is continuous review. */
  readonly reviewPeriods?: number;
  /**
   * Sizes not seen yet are possible as well (default false): 1 + ⌊X + Z·√X⌋ instead of a size
   * X, and X itself where that is not above 0. It adds about half a unit to every demand.
   */
  readonly jitter?: boolean;
}

/** Deviations beyond which a jittered size is as good as impossible. */
const furthest = 9;
/** Adding up takes time in proportion to the square of the periods. */
const mostPeriods = 2_000;

/**
 * Demand over lead time and review after Willemain, Smart and Schwarz, exactly: the law that
 * their bootstrap draws from.
 *
 * Periods with and without demand follow each other as often as they did in the history (a
 * Markov chain from the last period on; from a state that nothing followed, demand is as
 * frequent as in the whole history); sizes are those recorded, each as likely as the others.
 * A fraction of a period is that chance of a whole one.
 *
 * @throws InputError when the history is empty or a period negative or no number, or the time
 * is negative or longer than 2,000 periods
 *
 * @see Willemain, Smart and Schwarz (2004), A new approach to forecasting intermittent demand
 * for service parts inventories, International Journal of Forecasting 20(3), 375-387.
 */
export function markovDemand(input: MarkovDemandInput): Distribution {
  const { history, leadTime, reviewPeriods = 0, jitter = false } = input;
  const n = atLeastOnePeriod(history).length;
  const sizes: number[] = [];
  for (let period = 0; period < n; period++) {
    const units = history[period] as number;
    if (!(units >= 0 && units < Infinity)) throw badPeriod(period, units);
    if (units > 0) sizes.push(units);
  }
  const times = leadTimeAtoms(
    leadTime,
    atLeast("reviewPeriods", reviewPeriods, 0),
  );
  const longest = times.values.reduce((a, b) => Math.max(a, b), 0);
  if (longest > mostPeriods) {
    throw new InputError(
      "leadTime",
      `leadTime and review must be at most ${mostPeriods} periods, got ${longest}`,
    );
  }
  if (sizes.length === 0) return pointDistribution(0);
  const size = jitter
    ? jittered(sizes)
    : { values: sizes, weights: sizes.map(() => 1) };
  return empiricalLeadTimeDemand(size, demandCounts(history, times));
}

/** How many of the periods have demand, with the chance of each number. */
function demandCounts(history: History, times: WeightedValues): WeightedValues {
  // Weight of each whole time.
  const whole: number[] = [];
  times.values.forEach((time, i) => {
    const low = Math.floor(time + 1e-9);
    const rest = Math.max(time - low, 0) < 1e-9 ? 0 : time - low;
    const weight = times.weights[i]!;
    whole[low] = (whole[low] ?? 0) + weight * (1 - rest);
    if (rest > 0) whole[low + 1] = (whole[low + 1] ?? 0) + weight * rest;
  });
  const periods = whole.length - 1;
  const [afterNone, afterDemand] = demandChances(history);
  // Chances of k demands so far, with none (or with demand) in the period before.
  const none = new Float64Array(periods + 2);
  const demand = new Float64Array(periods + 2);
  const last = history[history.length - 1] as number;
  (last > 0 ? demand : none)[0] = 1;
  const chances = new Float64Array(periods + 1);
  for (let period = 0; period <= periods; period++) {
    const weight = whole[period] ?? 0;
    for (let k = period; k >= 0; k--) {
      const all = none[k]! + demand[k]!;
      chances[k]! += weight * all;
      const comes = none[k]! * afterNone + demand[k]! * afterDemand;
      none[k] = all - comes;
      demand[k + 1] = comes;
    }
    demand[0] = 0;
  }
  return {
    values: Array.from(chances, (_, k) => k),
    weights: [...chances],
  };
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
