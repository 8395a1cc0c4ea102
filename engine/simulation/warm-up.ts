import type { StageGraph } from "../network/stage-graph.ts";
import type { DemandSampler } from "./demand-sampler.ts";
import type { WholeLeadTime } from "./lead-time-sampler.ts";
import type { OrderRule } from "./order-rule.ts";

interface MovingStage {
  readonly rule: OrderRule;
  readonly leadTime: WholeLeadTime;
  readonly demand: DemandSampler | null;
}

/** What is not counted of each replication. */
export interface WarmUp {
  /** Periods of the first one. */
  readonly periods: number;
  /** Later ones go on for up to so many more, each for another part of them. */
  readonly turn: number;
}

/**
 * Periods after which a network has forgotten its start: twice the longest way through
 * it, counting the longest lead times, the review periods and the time a lot lasts.
 *
 * A network of base stocks and fixed lead times forgets exactly within one such way;
 * twice is for the others. What is not forgotten for very long, where demand is steady, is
 * how much is left of a lot: all replications would be counted from the same point of it.
 * So they begin to count at points spread over the longest turn of a lot or a review.
 */
export function warmUpOf(
  graph: StageGraph,
  stages: readonly MovingStage[],
): WarmUp {
  const { size, order, firstCustomer, customerLink, to, units } = graph;
  const rate = new Float64Array(size);
  const way = new Float64Array(size);
  let [longest, turn] = [0, 0];
  for (let place = size - 1; place >= 0; place--) {
    const stage = order[place]!;
    const { rule, leadTime, demand } = stages[stage]!;
    rate[stage] = demand?.mean ?? 0;
    for (let at = firstCustomer[stage]!; at < firstCustomer[stage + 1]!; at++) {
      const link = customerLink[at]!;
      rate[stage]! += units[link]! * rate[to[link]!]!;
      way[stage] = Math.max(way[stage]!, way[to[link]!]!);
    }
    const lasts = rate[stage]! > 0 ? rule.largestRound / rate[stage]! : 0;
    way[stage]! += leadTime.longest + rule.reviewPeriods + lasts;
    longest = Math.max(longest, way[stage]!);
    turn = Math.max(turn, lasts, rule.reviewPeriods);
  }
  return {
    periods: Math.min(Math.ceil(2 * longest), mostWarmUp),
    turn: Math.min(Math.ceil(turn), mostWarmUp),
  };
}

/** Multiples of it lie evenly on a circle, however many there are (Weyl 1916). */
const goldenShare = (Math.sqrt(5) - 1) / 2;

/** Periods of a replication that are not counted. */
export function warmUpIn(
  { periods, turn }: WarmUp,
  replication: number,
): number {
  return periods + Math.floor(turn * ((replication * goldenShare) % 1));
}

/** Nobody waits longer for a start to be forgotten. */
const mostWarmUp = 1_000_000;
