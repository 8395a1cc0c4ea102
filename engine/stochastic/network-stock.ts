import type { Network } from "../network/network.ts";
import { pooledDemand } from "../network/pooled-demand.ts";
import { arrivalTime } from "./arrival-time.ts";
import { pooledThird } from "./customer-demand.ts";
import { demandOver, lotSources } from "./demand-over.ts";
import { slowestWait, waitOf } from "./order-wait.ts";
import { cycleEnds, cycleServiceOf } from "./cycle-service.ts";
import { averageExcess, positionsOf } from "./inventory-position.ts";
import type { OrderPart } from "./order-parts.ts";
import { orderParts } from "./order-parts.ts";
import { receiptsOf } from "./receipts.ts";
import type { CycleEnd } from "./cycle-service.ts";
import { orderRates, undershootAt } from "./order-triggers.ts";
import type { Cumulants } from "./skew-law.ts";
import { cumulantsOf, sumOf } from "./skew-law.ts";
import type { StageStock, StochasticNetwork } from "./stochastic-network.ts";
import { wholeStages } from "./whole-units.ts";

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
  const third = pooledThird(network);
  const lots = lotSources(network, lotSize, mean);
  const whole = wholeStages(network, lotSize);
  const problem = { network, mean, deviation, third, whole, lotSize, lots };
  const ordering = { ...problem, orderRate: orderRates(problem) };
  return {
    ...ordering,
    arrival: timeLaw.map((law, stage) => {
      const between = 1 / Math.max(ordering.orderRate[stage]!, 1e-12);
      const own = arrivalTime(law, time[stage]!, between);
      return { ...own, mean: own.mean + inboundServiceTime[stage]! };
    }),
    undershoot: network.ids.map((_, stage) => undershootAt(ordering, stage)),
  };
}

/** What a stage waits for and what is asked of it meanwhile, given its suppliers' stock. */
export interface Exposure {
  /** Periods that its orders wait for its suppliers. */
  readonly delay: Cumulants;
  /** Demand from an order on until it is there. */
  readonly exposed: Cumulants;
  /** The same at the start of a period, before its demand. */
  readonly before: Cumulants;
  /** The parts in which its orders arrive; worked out when somebody asks. */
  readonly parts: () => readonly OrderPart[];
  /** How far its level is below the reorder point when its cycles end. */
  readonly ends: () => readonly CycleEnd[];
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
  const suppliers = suppliersOf(problem, stage, stocks);
  const time = sumOf(delay, problem.arrival[stage]!);
  const parts = once(() => orderParts(problem, stage, suppliers));
  return {
    delay,
    exposed: demandOver(problem, stage, time),
    before: demandOver(problem, stage, { ...time, mean: time.mean - 1 }),
    parts,
    ends: once(() => cycleEnds(problem, stage, parts())),
  };
}

function suppliersOf(
  { network }: StochasticNetwork,
  stage: number,
  stocks: readonly (StageStock | undefined)[],
): StageStock[] {
  const { graph } = network;
  const links = graph.supplierLink.subarray(
    graph.firstSupplier[stage]!,
    graph.firstSupplier[stage + 1]!,
  );
  return Array.from(links, (link) => stocks[graph.from[link]!]!);
}

function once<T>(work: () => T): () => T {
  let known: { readonly value: T } | null = null;
  return () => (known ??= { value: work() }).value;
}

/** What a stock does at a stage, given what it is exposed to. */
export function stockAt(
  problem: StochasticNetwork,
  stage: number,
  { delay, exposed, before, parts, ends }: Exposure,
  stock: number,
): StageStock {
  const positions = positionsOf(problem, stage);
  const over = averageExcess(exposed, stock, positions);
  const asked = problem.mean[stage]!;
  const late = over.first - averageExcess(before, stock, positions).first;
  const backorders = cumulantsOf(over.first, over.second, over.third);
  const inLots = positions.lot > 0 && asked > 0;
  return {
    delay,
    exposed,
    stock,
    backorders,
    wait: waitOf(problem, stage, backorders, over.chance),
    late: over.chance,
    onHand: Math.max(stock + positions.mean - exposed.mean + over.first, 0),
    fillRate: asked > 0 ? Math.min(Math.max(1 - late / asked, 0), 1) : 1,
    // Asked for now and then only, and long to work out.
    get cycleService() {
      return inLots ? cycleServiceOf(ends(), stock) : 1 - over.chance;
    },
    get receipts() {
      return receiptsOf(parts(), problem.orderRate[stage]!);
    },
  };
}
