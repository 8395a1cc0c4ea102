import type { Besides, Possible } from "./demand-besides.ts";
import { demandBesides, orderOver } from "./demand-besides.ts";
import { averageExcess, positionsOf } from "./inventory-position.ts";
import type { Cumulants } from "./skew-law.ts";
import { cumulantsOf, excessOver, nothing, sumOf } from "./skew-law.ts";
import type { StageStock, StochasticNetwork } from "./stochastic-network.ts";

const unlikely = 1e-4;

/** What is known of the orders over a link, in units of the supplier. */
export interface Orders {
  readonly link: number;
  readonly supplier: number;
  readonly stock: number;
  /** Periods that the supplier's own orders take. */
  readonly time: Cumulants;
  /** Units asked for in the period of an order, in which all are served in proportion. */
  readonly span: number;
  /** Units that others ask for between two orders. */
  readonly between: number;
  /** Units of the customer for each unit of the span. */
  readonly share: number;
}

/** What is known of the orders over a link, given what its supplier holds. */
export function ordersOver(
  problem: StochasticNetwork,
  link: number,
  { stock, delay }: StageStock,
): Orders {
  const { graph } = problem.network;
  const supplier = graph.from[link]!;
  const customer = graph.to[link]!;
  const mean = problem.mean[supplier]!;
  const rate = problem.orderRate[customer]!;
  const own = orderOver(problem, link);
  const span = own + Math.max(mean - own * rate, 0);
  return {
    link,
    supplier,
    stock,
    time: sumOf(delay, problem.arrival[supplier]!),
    span,
    between: Math.max(mean / rate - span, 0),
    share: problem.mean[customer]! / rate / span,
  };
}

/**
 * Chance that the unit at a place of an order waits for longer than so many periods: that
 * it and what was asked for since are more than the supplier's position, wherever in its
 * lot that was.
 */
export function waitBeyond(
  problem: StochasticNetwork,
  { link, supplier, stock, time, span }: Orders,
): (place: number, periods: number) => number {
  const positions = positionsOf(problem, supplier);
  const chanceOver = (demand: readonly Possible[], level: number) => {
    let sum = 0;
    for (const { chance, law } of demand) {
      sum += chance * averageExcess(law, level, positions).chance;
    }
    return sum;
  };
  return (place, periods) => {
    const { chance, demand } = timeLeft(problem, link, time, periods);
    const late = chance * chanceOver(demand, stock - place);
    if (stock >= 0 || chance > 1 - unlikely) return Math.min(late, 1);
    // Not even ordered, until others take the position below.
    const mean = Math.max(periods - time.mean, 0);
    const since = demandBesides(problem, link, { ...nothing, mean });
    const short = -stock - (span - place) - positions.lot - positions.step;
    return Math.min(late + (1 - chance) * (1 - chanceOver(since, short)), 1);
  };
}

/** The chance that a supplier's time is longer than so many periods, and its demand until then. */
export function timeLeft(
  problem: StochasticNetwork,
  link: number,
  time: Cumulants,
  periods: number,
): { readonly chance: number; readonly demand: readonly Besides[] } {
  const chance = chanceOf(time, periods);
  if (!(chance > unlikely)) return { chance: 0, demand: [] };
  const { first, second, third } = excessOver(time, periods + 1);
  const before = cumulantsOf(first / chance, second / chance, third / chance);
  return { chance, demand: demandBesides(problem, link, before) };
}

/**
 * Chance that a time is longer than so many periods. It is one of whole periods, of which the
 * law only tells the moments: one between two is now the one and now the other.
 */
export function chanceOf(time: Cumulants, periods: number): number {
  const one = excessOver(time, periods).first;
  const chance = one - excessOver(time, periods + 1).first;
  return chance > unlikely ? Math.min(chance, 1) : 0;
}
