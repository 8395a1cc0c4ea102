import { chanceOfNone } from "./customer-demand.ts";
import type { Possible } from "./demand-besides.ts";
import { customerLinks, lotOver, orderOver } from "./demand-besides.ts";
import { demandOver, onlyLots } from "./demand-over.ts";
import { averageExcess, positionsOf } from "./inventory-position.ts";
import type { Cumulants, Excess } from "./skew-law.ts";
import { cumulantsOf, excessOver, nothing, sumOf } from "./skew-law.ts";
import type { StochasticNetwork } from "./stochastic-network.ts";

const onePeriod: Cumulants = { ...nothing, mean: 1 };

/** What must be known of a network before it is known how its stages order. */
type Ordering = Omit<StochasticNetwork, "undershoot" | "arrival">;

/** What made a stage order. */
export interface Trigger {
  readonly chance: number;
  /** A link whose customer ordered; `undefined` where demand comes in no lots. */
  readonly link: number | undefined;
  /** How far the position fell below the reorder point: anything up to `width`, and this. */
  readonly under: Cumulants;
  readonly width: number;
  /** How far it had been above at most. */
  readonly over: number;
}

/**
 * Who it is that takes a position below: each asks for its part of all units, and the unit
 * that does it is as likely to be any of them. What others ask for in the period adds to it.
 */
export function triggersOf(problem: Ordering, stage: number): Trigger[] {
  const lot = problem.lotSize[stage]!;
  const { step } = positionsOf(problem, stage);
  const sources = sourcesOf(problem, stage);
  const all = orderedBy(sources, lot);
  return sources.map(({ link, share, period }) => {
    const chance = (share * crossing(period, lot)) / all;
    if (step > 0) return { chance, link, under: nothing, width: 0, over: step };
    const { mean, variance, third } = period;
    const width = Math.min(mean, lot);
    // θ·X in a lot, with θ anywhere from 0 to 1; else X less anything up to a lot.
    const under =
      mean < lot
        ? { mean: 0, variance: variance / 3, third: third / 4 }
        : { mean: mean - lot, variance, third };
    return { chance, link, under, width, over: width };
  });
}

/** Somebody who asks a stage for units. */
interface Source {
  readonly link: number | undefined;
  /** Of all units. */
  readonly share: number;
  /** What is asked for in a period in which a unit of theirs is. */
  readonly period: Cumulants;
}

function sourcesOf(problem: Ordering, stage: number): Source[] {
  const { mean, network } = problem;
  const inLots = Array.from(customerLinks(problem, stage)).filter(
    (link) => lotOver(problem, link) !== undefined,
  );
  const sources: Source[] = inLots.map((link) => {
    const others = demandOver(problem, stage, onePeriod, link);
    const units = network.graph.units[link]!;
    return {
      link,
      share: (units * mean[network.graph.to[link]!]!) / mean[stage]!,
      period: { ...others, mean: others.mean + orderOver(problem, link) },
    };
  });
  const rest = 1 - sources.reduce((sum, { share }) => sum + share, 0);
  if (rest > 1e-9) {
    const period = restOf(problem, stage, inLots);
    sources.push({ link: undefined, share: rest, period });
  }
  return sources;
}

/** Chance that a unit of a period is asked for before another has made a lot be ordered. */
function crossing({ mean }: Cumulants, lot: number): number {
  return Math.min(1, lot / mean);
}

function orderedBy(sources: readonly Source[], lot: number): number {
  return sources.reduce(
    (sum, { share, period }) => sum + share * crossing(period, lot),
    0,
  );
}

/** Demand of a period in which a unit without lots is asked for, as such units see it. */
function restOf(
  problem: Ordering,
  stage: number,
  inLots: readonly number[],
): Cumulants {
  let { mean, variance, third } = demandOver(problem, stage, onePeriod);
  let [lumpMean, lumpVariance, lumpThird] = [0, 0, 0];
  for (const link of inLots) {
    const order = orderOver(problem, link);
    const chance = problem.orderRate[problem.network.graph.to[link]!]!;
    lumpMean += order * chance;
    lumpVariance += order ** 2 * chance * (1 - chance);
    lumpThird += order ** 3 * chance * (1 - chance) * (1 - 2 * chance);
  }
  mean -= lumpMean;
  variance = Math.max(variance - lumpVariance, 0);
  third = Math.max(third - lumpThird, 0);
  if (!(mean > 0))
    return { mean: lumpMean, variance: lumpVariance, third: lumpThird };
  // A unit finds itself in a large period more often than in a small one.
  const [second, cube] = [
    variance + mean ** 2,
    third + 3 * mean * variance + mean ** 3,
  ];
  const skew = variance > 0 ? third / variance ** 1.5 : 0;
  const fourth =
    variance ** 2 * (3 + 1.5 * skew ** 2) +
    4 * mean * third +
    6 * mean ** 2 * variance +
    mean ** 4;
  return sumOf(cumulantsOf(second / mean, cube / mean, fourth / mean), {
    mean: lumpMean,
    variance: lumpVariance,
    third: lumpThird,
  });
}
/** The chance that a stage orders, and how far below its position is then. */
export interface Ordered extends Possible {
  /** How far its position was above the reorder point before. */
  readonly reach: Cumulants;
}

/**
 * The chance that a stage orders in a period in which a customer does so over a link, or does
 * not, and how far below its position is then; without a lot, what it orders.
 */
export function orderedWith(
  problem: Ordering,
  link: number,
  orders: boolean,
): Ordered {
  const { graph, demandMean } = problem.network;
  const stage = graph.from[link]!;
  const lot = problem.lotSize[stage]!;
  const others = demandOver(problem, stage, onePeriod, link);
  const order = orders ? orderOver(problem, link) : 0;
  const asked = { ...others, mean: others.mean + order };
  if (!(asked.mean > 1e-9 * problem.mean[stage]!)) {
    return { chance: 0, law: nothing, reach: nothing };
  }
  if (lot > 0) return crossedBy(problem, stage, asked);
  if (orders || demandMean[stage]! > 0)
    return { chance: 1, law: asked, reach: nothing };
  let none = 1;
  for (const other of customerLinks(problem, stage)) {
    if (other !== link) none *= 1 - problem.orderRate[graph.to[other]!]!;
  }
  const law = none < 1e-9 ? asked : givenOver(excessOver(asked, 0), 1 - none);
  return { chance: 1 - none, law, reach: nothing };
}

/** The chance that demand takes a stage's position below, and how far it is below then. */
export function crossedBy(
  problem: Ordering,
  stage: number,
  asked: Cumulants,
): Ordered {
  const { lot, step } = positionsOf(problem, stage);
  if (lot === 0) return { chance: 1, law: asked, reach: nothing };
  if (step > 0) {
    return {
      chance: Math.min(asked.mean / lot, 1),
      law: nothing,
      reach: asked,
    };
  }
  const position = { mean: lot / 2, step: 0, lot };
  const excess = averageExcess(asked, 0, position);
  const law = givenOver(excess, excess.chance);
  // Crossed somewhere within what was asked for: as much of it lies before as behind.
  return { chance: excess.chance, law, reach: law };
}

function givenOver(
  { first, second, third }: Omit<Excess, "fourth">,
  chance: number,
): Cumulants {
  if (!(chance > 0)) return nothing;
  return cumulantsOf(first / chance, second / chance, third / chance);
}

/** How far below the position is when a stage orders; without a lot, what it orders. */
export function undershootAt(problem: Ordering, stage: number): Cumulants {
  const { lotSize, mean, orderRate } = problem;
  if (!(orderRate[stage]! > 0)) return nothing;
  if (lotSize[stage]! > 0) {
    let [first, second, third] = [0, 0, 0];
    for (const { chance, under, width } of triggersOf(problem, stage)) {
      const mean = under.mean + width / 2;
      const square = under.variance + width ** 2 / 12 + mean ** 2;
      first += chance * mean;
      second += chance * square;
      third += chance * (under.third + 3 * mean * square - 2 * mean ** 3);
    }
    return cumulantsOf(first, second, third);
  }
  const order = mean[stage]! / orderRate[stage]!;
  if (onlyLots(problem, stage) !== undefined) {
    return { ...nothing, mean: order };
  }
  const once = demandOver(problem, stage, onePeriod);
  if (orderRate[stage]! > 1 - 1e-9) return once;
  const { first, second, third } = excessOver(once, 0);
  const scale = order / first;
  return cumulantsOf(order, second * scale, third * scale);
}

/** Chance that each stage orders in a period. */
export function orderRates(problem: Omit<Ordering, "orderRate">): Float64Array {
  const { network, lotSize, lots, mean } = problem;
  const { graph } = network;
  const orderRate = new Float64Array(graph.size);
  for (let place = graph.size - 1; place >= 0; place--) {
    const stage = graph.order[place]!;
    let none = chanceOfNone(network, stage);
    for (const link of customerLinks(problem, stage)) {
      none *= 1 - orderRate[graph.to[link]!]!;
    }
    const lot = lotSize[stage]!;
    orderRate[stage] = 1 - none;
    if (!(lot > 0 && mean[stage]! > 0)) continue;
    const ordering = { ...problem, orderRate };
    const sources = sourcesOf(ordering, stage);
    const chance =
      lots[stage]!.length > 0
        ? orderedBy(sources, lot) * (mean[stage]! / lot)
        : averageExcess(demandOver(ordering, stage, onePeriod), 0, {
            mean: lot / 2,
            step: 0,
            lot,
          }).chance;
    orderRate[stage] = Math.min(Math.max(chance, 0), 1 - none);
  }
  return orderRate;
}
