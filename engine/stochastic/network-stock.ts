import type { Network } from "../network/network.ts";
import { pooledDemand } from "../network/pooled-demand.ts";
import { arrivalTime } from "./arrival-time.ts";
import { pooledThird } from "./customer-demand.ts";
import { demandOver } from "./demand-over.ts";
import { slowestWait, waitOf } from "./order-wait.ts";
import type { Cumulants, Excess } from "./skew-law.ts";
import { cumulantsOf, excessOver, nothing, sumOf } from "./skew-law.ts";
import type { StageStock, StochasticNetwork } from "./stochastic-network.ts";

export type { StageStock, StochasticNetwork };

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
  const problem = { network, mean, deviation, third, lotSize, arrival };
  const undershoot = network.ids.map((_, stage) =>
    lotSize[stage]! > 0 ? undershootAt(problem, stage) : nothing,
  );
  return { ...problem, undershoot };
}

/** Demand of the period that took the position below, from where it stood within the lot. */
function undershootAt(
  problem: Omit<StochasticNetwork, "undershoot">,
  stage: number,
): Cumulants {
  const once = demandOver(problem, stage, { ...nothing, mean: 1 });
  const lot = problem.lotSize[stage]!;
  const { chance, first, second, third } = averageExcess(once, 0, {
    mean: lot / 2,
    step: 0,
    lot,
  });
  if (!(chance > 0)) return nothing;
  return cumulantsOf(first / chance, second / chance, third / chance);
}

/** What a stage waits for and what is asked of it meanwhile, given its suppliers' stock. */
export interface Exposure {
  /** Periods that its orders wait for its suppliers. */
  readonly delay: Cumulants;
  /** Demand from an order on until it is there. */
  readonly exposed: Cumulants;
  /** The same at the start of a period, before its demand. */
  readonly before: Cumulants;
}

/**
 * What a stage is exposed to: demand over its own time and the wait at its slowest supplier.
 *
 * Of several suppliers the slowest counts, as correlated as the demand that they share.
 *
 * @see Clark and Scarf (1960), Management Science 6(4); Ettl, Feigin, Lin and Yao (2000),
 * Operations Research 48(2), for networks taken apart stage by stage.
 */
export function exposureAt(
  problem: StochasticNetwork,
  stage: number,
  stocks: readonly (StageStock | undefined)[],
): Exposure {
  const delay = slowestWait(problem, stage, stocks);
  const time = sumOf(delay, problem.arrival[stage]!);
  return {
    delay,
    exposed: demandOver(problem, stage, time),
    before: demandOver(problem, stage, {
      ...time,
      mean: Math.max(time.mean - 1, 0),
    }),
  };
}

/** What a stock does at a stage, given what it is exposed to. */
export function stockAt(
  problem: StochasticNetwork,
  stage: number,
  { delay, exposed, before }: Exposure,
  stock: number,
): StageStock {
  const positions = positionsOf(problem, stage);
  const over = averageExcess(exposed, stock, positions);
  const asked = problem.mean[stage]!;
  const late = over.first - averageExcess(before, stock, positions).first;
  const backorders = cumulantsOf(over.first, over.second, over.third);
  return {
    delay,
    exposed,
    stock,
    backorders,
    wait: waitOf(problem, stage, backorders, over.chance),
    late: over.chance,
    onHand: Math.max(stock + positions.mean - exposed.mean + over.first, 0),
    fillRate: asked > 0 ? Math.min(Math.max(1 - late / asked, 0), 1) : 1,
    cycleService:
      positions.lot > 0
        ? 1 -
          excessOver(sumOf(before, problem.undershoot[stage]!), stock).chance
        : 1 - over.chance,
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
): Omit<Excess, "fourth"> {
  if (lot <= 1e-4 * Math.sqrt(law.variance)) {
    return excessOver(law, stock + lot / 2);
  }
  if (step === 0) {
    // ∫ E[((X − s − u)⁺)ᵏ] du over the lot, from the next higher power at its two ends.
    const low = excessOver(law, stock);
    const high = excessOver(law, stock + lot);
    return {
      chance: (low.first - high.first) / lot,
      first: (low.second - high.second) / (2 * lot),
      second: (low.third - high.third) / (3 * lot),
      third: (low.fourth - high.fourth) / (4 * lot),
    };
  }
  const sums = { chance: 0, first: 0, second: 0, third: 0 };
  const steps = Math.round(lot / step);
  for (let k = 1; k <= steps; k++) {
    const excess = excessOver(law, stock + k * step);
    sums.chance += excess.chance / steps;
    sums.first += excess.first / steps;
    sums.second += excess.second / steps;
    sums.third += excess.third / steps;
  }
  return sums;
}
