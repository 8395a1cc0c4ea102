import type { Network } from "../network/network.ts";
import { pooledDemand } from "../network/pooled-demand.ts";
import { arrivalTime } from "./arrival-time.ts";
import { pooledThird } from "./customer-demand.ts";
import { gaussNodes } from "./gauss-legendre.ts";
import type { Cumulants, Excess } from "./skew-law.ts";
import { cumulantsOf, excessOver, nothing, scaled, sumOf } from "./skew-law.ts";

/** A network for the stochastic-service model, one value for each stage. */
export interface StochasticNetwork {
  readonly network: Network;
  /** Demand that reaches the stage, per period. */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** Third central moment of it. */
  readonly third: Float64Array;
  /** Units in one order; 0 orders what was asked for. */
  readonly lotSize: Float64Array;
  /** Periods from an order that waits for nobody until it is there. */
  readonly arrival: readonly Cumulants[];
}

/** What a stage's stock does. */
export interface StageStock {
  /** Units owed to the stage by its suppliers, in its own units. */
  readonly delayed: Cumulants;
  /** Demand that its stock must meet: what it waits for, and what is asked meanwhile. */
  readonly exposed: Cumulants;
  /** Inventory position after ordering, at its lowest: base stock, or reorder point. */
  readonly stock: number;
  readonly backorders: Cumulants;
  readonly onHand: number;
  /** Share of units served at once. */
  readonly fillRate: number;
  /** Share of periods without a unit owed at their end. */
  readonly cycleService: number;
}

/** Lays a network out for the model. */
export function stochasticNetwork(
  network: Network,
  lotSize: Float64Array,
): StochasticNetwork {
  const { mean, deviation } = pooledDemand(network.graph, {
    mean: network.demandMean,
    deviation: network.demandDeviation,
    safetyFactor: network.serviceLevel,
  });
  const { inboundServiceTime, time, timeLaw } = network;
  const arrival = timeLaw.map((law, stage) => {
    const asked = Math.max(mean[stage]!, 1e-12);
    const own = arrivalTime(law, time[stage]!, lotSize[stage]! / asked);
    return { ...own, mean: own.mean + inboundServiceTime[stage]! };
  });
  const third = pooledThird(network);
  return { network, mean, deviation, third, lotSize, arrival };
}

/** What a stage waits for and what is asked of it meanwhile, given its suppliers' stock. */
export interface Exposure {
  readonly delayed: Cumulants;
  readonly exposed: Cumulants;
  /** The same at the start of a period, before its demand. */
  readonly before: Cumulants;
}

/**
 * What a stage is exposed to: X = the slowest supplier's backorders that are its own, and
 * demand over its own time. The two are independent: backorders hang on demand before an
 * order, the other on demand after it.
 *
 * Exact for serial systems but for the shape of the laws; where a supplier serves many, its
 * backorders are split by their shares of demand, as in VARI-METRIC; of several suppliers
 * the slowest counts, as correlated as the demand that they share.
 *
 * @see Clark and Scarf (1960), Management Science 6(4); Graves (1985), Management Science
 * 31(10), for the split; Ettl, Feigin, Lin and Yao (2000), Operations Research 48(2), for
 * networks taken apart stage by stage.
 */
export function exposureAt(
  problem: StochasticNetwork,
  stage: number,
  stocks: readonly (StageStock | undefined)[],
): Exposure {
  const { graph } = problem.network;
  const first = graph.firstSupplier[stage]!;
  const last = graph.firstSupplier[stage + 1]!;
  const links = graph.supplierLink.subarray(first, last);
  const delays = Array.from(links, (link) =>
    delayOf(problem, link, stocks[graph.from[link]!]!),
  );
  const delayed = slowest(delays);
  const over = (periods: Cumulants) =>
    sumOf(delayed, demandOver(problem, stage, periods));
  const whole = problem.arrival[stage]!;
  return {
    delayed,
    exposed: over(whole),
    before: over({ ...whole, mean: Math.max(whole.mean - 1, 0) }),
  };
}

/** What a stock does at a stage, given what it is exposed to. */
export function stockAt(
  problem: StochasticNetwork,
  stage: number,
  { delayed, exposed, before }: Exposure,
  stock: number,
): StageStock {
  const positions = positionsOf(problem, stage);
  const over = averageExcess(exposed, stock, positions);
  const asked = problem.mean[stage]!;
  const late = over.first - averageExcess(before, stock, positions).first;
  return {
    delayed,
    exposed,
    stock,
    backorders: cumulantsOf(over.first, over.second, over.third),
    onHand: Math.max(stock + positions.mean - exposed.mean + over.first, 0),
    fillRate: asked > 0 ? Math.min(Math.max(1 - late / asked, 0), 1) : 1,
    cycleService: 1 - over.chance,
  };
}

/** Where the inventory position is after ordering, above the stock it never falls below. */
interface Positions {
  readonly mean: number;
  /** It moves in steps of so many units; 0 when it is anywhere up to the lot. */
  readonly step: number;
  readonly lot: number;
}

/**
 * Uniform over a lot; in steps where all that is asked comes in lots that it holds whole
 * numbers of, for then it never comes to lie between them.
 */
export function positionsOf(
  { network, lotSize }: StochasticNetwork,
  stage: number,
): Positions {
  const { graph, demandMean } = network;
  const lot = lotSize[stage]!;
  const first = graph.firstCustomer[stage]!;
  const anywhere = { mean: lot / 2, step: 0, lot };
  if (lot === 0 || demandMean[stage]! > 0) return anywhere;
  if (graph.firstCustomer[stage + 1]! !== first + 1) return anywhere;
  const link = graph.customerLink[first]!;
  const step = lotSize[graph.to[link]!]! * graph.units[link]!;
  const steps = Math.round(lot / step);
  if (!(step > 0) || Math.abs(steps * step - lot) > 1e-9 * lot) return anywhere;
  return { mean: (lot + step) / 2, step, lot };
}

/** Excess of X over the inventory position, on average over where that is. */
function averageExcess(
  law: Cumulants,
  stock: number,
  { step, lot }: Positions,
): Excess {
  if (lot === 0) return excessOver(law, stock);
  const sums = { chance: 0, first: 0, second: 0, third: 0 };
  const add = (above: number, weight: number) => {
    const excess = excessOver(law, stock + above);
    sums.chance += weight * excess.chance;
    sums.first += weight * excess.first;
    sums.second += weight * excess.second;
    sums.third += weight * excess.third;
  };
  if (step === 0) {
    const panel = Math.max(2 * Math.sqrt(law.variance), lot / 8);
    gaussNodes(0, lot, panel, (above, weight) => add(above, weight / lot));
    return sums;
  }
  const steps = Math.round(lot / step);
  for (let k = 1; k <= steps; k++) add(k * step, 1 / steps);
  return sums;
}

/** Demand of a stage over a time that may vary. */
function demandOver(
  { network, mean, deviation, third, lotSize }: StochasticNetwork,
  stage: number,
  time: Cumulants,
): Cumulants {
  const mu = mean[stage]!;
  const variance = deviation[stage]! ** 2;
  const { graph } = network;
  let lumps = 0;
  const until = graph.firstCustomer[stage + 1]!;
  for (let at = graph.firstCustomer[stage]!; at < until; at++) {
    const link = graph.customerLink[at]!;
    // Orders in lots run ahead of demand by a part of a lot, uniform at either end.
    lumps += (lotSize[graph.to[link]!]! * graph.units[link]!) ** 2 / 6;
  }
  return {
    mean: mu * time.mean,
    variance:
      variance * time.mean +
      mu * mu * time.variance +
      (time.mean > 0 ? lumps : 0),
    third:
      third[stage]! * time.mean +
      3 * mu * variance * time.variance +
      mu ** 3 * time.third,
  };
}

/** Backorders of a supplier that are a customer stage's, in the customer's units. */
interface Delay extends Cumulants {
  /** P(more than x units are late). */
  readonly beyond: (x: number) => number;
  /** What it shares with other suppliers of the same stage: periods of the same demand. */
  readonly spread: Cumulants;
  readonly common: number;
}

function delayOf(
  problem: StochasticNetwork,
  link: number,
  supplier: StageStock,
): Delay {
  const { network, mean, deviation } = problem;
  const { graph, time } = network;
  const from = graph.from[link]!;
  const to = graph.to[link]!;
  const units = graph.units[link]!;
  const { backorders, exposed, stock } = supplier;
  const total = mean[from]!;
  const share = total > 0 ? Math.min((mean[to]! * units) / total, 1) : 0;
  const own = (deviation[to]! * units) ** 2;
  const all = deviation[from]! ** 2;
  // Given what is owed, whose it is varies as the demand that it was.
  const mixed =
    total > 0 && all > 0 ? (own * Math.max(1 - own / all, 0)) / total : 0;
  const split = {
    mean: share * backorders.mean,
    variance: share ** 2 * backorders.variance + mixed * backorders.mean,
    third: share ** 3 * backorders.third,
  };
  const middle = stock + positionsOf(problem, from).mean;
  return {
    ...scaled(split, 1 / units),
    beyond: (x) =>
      share > 0 ? excessOver(exposed, middle + (x * units) / share).chance : 0,
    spread: exposed,
    common: time[from]! * own,
  };
}

/** The largest of several delays. */
function slowest(delays: readonly Delay[]): Cumulants {
  if (delays.length === 0) return nothing;
  const late = delays.filter(({ mean }) => mean > 0);
  if (late.length === 0) return nothing;
  if (late.length === 1) return late[0]!;
  const together = alike(late);
  const beyond = (x: number) => {
    let none = 1;
    let most = 0;
    for (const delay of late) {
      const chance = delay.beyond(x);
      none *= 1 - chance;
      most = Math.max(most, chance);
    }
    return together * most + (1 - together) * (1 - none);
  };
  const furthest = Math.max(
    ...late.map(({ mean, variance }) => mean + 9 * Math.sqrt(variance)),
  );
  let [first, second, third] = [0, 0, 0];
  gaussNodes(0, furthest, furthest / 3, (x, weight) => {
    const part = weight * beyond(x);
    first += part;
    second += 2 * x * part;
    third += 3 * x * x * part;
  });
  return cumulantsOf(first, second, third);
}

/** Correlation of what suppliers of one stage owe, on average over their pairs. */
function alike(delays: readonly Delay[]): number {
  let sum = 0;
  let pairs = 0;
  delays.forEach((a, i) => {
    for (const b of delays.slice(i + 1)) {
      const both = Math.sqrt(a.spread.variance * b.spread.variance);
      sum += both > 0 ? Math.min(a.common, b.common) / both : 0;
      pairs++;
    }
  });
  return Math.min(sum / pairs, 1);
}
