import type { StochasticNetwork } from "./stochastic-network.ts";
import type { Cumulants } from "./skew-law.ts";

type Demand = Pick<
  StochasticNetwork,
  "network" | "mean" | "deviation" | "third" | "lotSize"
>;

/** Demand of a stage over a time that may vary, with the lots in which it is asked for. */
export function demandOver(
  problem: Demand,
  stage: number,
  time: Cumulants,
): Cumulants {
  const mu = problem.mean[stage]!;
  const variance = problem.deviation[stage]! ** 2;
  const lumps = lumpsOver(problem, stage, time.mean);
  return {
    mean: mu * time.mean,
    variance: Math.max(
      variance * time.mean + mu * mu * time.variance + lumps.variance,
      0,
    ),
    third:
      problem.third[stage]! * time.mean +
      3 * mu * variance * time.variance +
      mu ** 3 * time.third +
      lumps.third,
  };
}

/**
 * What orders in lots add to the demand behind them: over a time in which x units are asked
 * for, a customer orders its lot Q with chance x/Q, which varies by x·(Q − x); over a long
 * time the orders run ahead of demand by a part of a lot at either end, Q²/6 together.
 */
export function lumpsOver(
  { network, mean, lotSize }: Demand,
  stage: number,
  periods: number,
): Omit<Cumulants, "mean"> {
  const { graph } = network;
  let variance = 0;
  let third = 0;
  const until = graph.firstCustomer[stage + 1]!;
  for (let at = graph.firstCustomer[stage]!; at < until; at++) {
    const link = graph.customerLink[at]!;
    const lot = lotSize[graph.to[link]!]! * graph.units[link]!;
    if (lot === 0 || periods <= 0) continue;
    const asked = mean[graph.to[link]!]! * graph.units[link]! * periods;
    // Both ends in one: x for a short time, Q²/6 for a long one.
    const own = (lot ** 2 / 6) * -Math.expm1((-6 * asked) / lot);
    variance += own;
    third += own * Math.max(lot - 2 * asked, 0);
  }
  return { variance, third };
}
