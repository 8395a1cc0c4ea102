import type { StageGraph } from "../network/stage-graph.ts";
import type { DemandSampler } from "./demand-sampler.ts";
import type { WholeLeadTime } from "./lead-time-sampler.ts";
import type { OrderRule } from "./order-rule.ts";

interface MovingStage {
  readonly rule: OrderRule;
  readonly leadTime: WholeLeadTime;
  readonly demand: DemandSampler | null;
}

/**
 * Periods after which a network has forgotten its start: twice the longest way through
 * it, counting the longest lead times, the review periods and the time a lot lasts.
 *
 * A network of base stocks and fixed lead times forgets exactly within one such way;
 * twice is for the others.
 */
export function warmUpPeriods(
  graph: StageGraph,
  stages: readonly MovingStage[],
): number {
  const { size, order, firstCustomer, customerLink, to, units } = graph;
  const rate = new Float64Array(size);
  const way = new Float64Array(size);
  let longest = 0;
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
  }
  return Math.min(Math.ceil(2 * longest), mostWarmUp);
}

/** Nobody waits longer for a start to be forgotten. */
const mostWarmUp = 1_000_000;
