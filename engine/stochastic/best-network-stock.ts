import { InputError } from "../errors.ts";
import { bracketedRoot } from "../numeric/roots.ts";
import type {
  Exposure,
  StageStock,
  StochasticNetwork,
} from "./network-stock.ts";
import { exposureAt, positionsOf, stockAt } from "./network-stock.ts";

/** Shares served at once that a stage inside the network may be asked for. */
const internalFillRates = [
  0, 0.2, 0.4, 0.55, 0.7, 0.8, 0.87, 0.92, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999,
];
/** Rounds over all stages at most. */
const mostRounds = 12;

/** What customers of a stage are promised: a share of units, or of periods without a unit owed. */
export interface ServiceTarget {
  readonly measure: "fillRate" | "cycleService";
  readonly target: number;
}

/** How far the search is. */
export interface StochasticProgress {
  /** 0 while one fill rate is sought for all; in each one after, every stage inside is tried. */
  readonly round: number;
  readonly done: number;
  readonly total: number;
  /** Money per period. */
  readonly cost: number;
}

/** Stock of every stage, and what holding it costs. */
export interface NetworkStock {
  /** Money per period: the sum of holding cost × units on hand. */
  readonly cost: number;
  readonly stages: readonly StageStock[];
}

/**
 * Stock of least holding cost with which every stage with customers keeps its target.
 *
 * The fill rates inside the network are what is decided; each stage then holds what gives
 * it its own, in the order of supply. Searched stage by stage, up and down the scale of
 * fill rates, from the best that all share, until no stage alone can do better: a good
 * answer, not a proven one.
 *
 * @param targets - of the stages with customers; `undefined` elsewhere
 * @param shouldStop - asked after each stage: true ends with the best so far
 * @throws InputError when a target is missing where there is demand
 *
 * @see Ettl, Feigin, Lin and Yao (2000), Operations Research 48(2), 216-232.
 */
export function* bestNetworkStock(
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  shouldStop: () => boolean = () => false,
): Generator<StochasticProgress, NetworkStock> {
  const { ids, graph, demandMean } = problem.network;
  ids.forEach((id, stage) => {
    if (demandMean[stage]! > 0 && targets[stage] === undefined) {
      throw new InputError(id, `stage ${id} has demand and needs a target`);
    }
  });
  const inside = Array.from(graph.order).filter(
    (stage) => targets[stage] === undefined && problem.mean[stage]! > 0,
  );
  const levels = new Int32Array(graph.size);
  const best = { stages: planned(problem, targets, levels), cost: Infinity };
  best.cost = costOf(problem, best.stages);
  let common = 0;
  for (let level = 1; level < internalFillRates.length; level++) {
    const stages = planned(
      problem,
      targets,
      levels.map(() => level),
    );
    const cost = costOf(problem, stages);
    if (cost < best.cost) {
      Object.assign(best, { stages, cost });
      common = level;
    }
    yield { round: 0, done: level, total: internalFillRates.length, cost };
  }
  levels.fill(common);
  for (let round = 0; round < mostRounds; round++) {
    const before = best.cost;
    // Downstream first: what is near the customer decides what is worth holding behind it.
    for (let at = inside.length - 1; at >= 0; at--) {
      improve(problem, targets, levels, inside[at]!, best);
      const done = inside.length - at;
      yield { round: round + 1, done, total: inside.length, cost: best.cost };
      if (shouldStop()) return best;
    }
    if (!(best.cost < before * (1 - 1e-9))) break;
  }
  return best;
}

/** Moves one stage up or down the scale as long as that pays. */
function improve(
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  levels: Int32Array,
  stage: number,
  best: { stages: StageStock[]; cost: number },
): void {
  const below = reachedFrom(problem, stage);
  for (const step of [1, -1]) {
    for (;;) {
      const level = levels[stage]! + step;
      if (level < 0 || level >= internalFillRates.length) break;
      levels[stage] = level;
      const stages = planned(problem, targets, levels, below, best.stages);
      const cost = costOf(problem, stages);
      if (!(cost < best.cost)) {
        levels[stage]! -= step;
        break;
      }
      best.stages = stages;
      best.cost = cost;
    }
  }
}

/** A stage and all that it feeds, each after its suppliers. */
function reachedFrom(
  { network }: StochasticNetwork,
  stage: number,
): Int32Array {
  const { graph } = network;
  const reached = new Set([stage]);
  return graph.order.filter((next) => {
    const from = graph.firstSupplier[next]!;
    const until = graph.firstSupplier[next + 1]!;
    for (let at = from; at < until; at++) {
      if (reached.has(graph.from[graph.supplierLink[at]!]!)) reached.add(next);
    }
    return reached.has(next);
  });
}

/** Stock of all stages at these levels; only those of `order` may differ from `known`. */
function planned(
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  levels: Int32Array,
  order: Int32Array = problem.network.graph.order,
  known: readonly StageStock[] = [],
): StageStock[] {
  const stages: StageStock[] = [...known];
  for (const stage of order) {
    const exposure = exposureAt(problem, stage, stages);
    const target = targets[stage] ?? {
      measure: "fillRate",
      target: internalFillRates[levels[stage]!]!,
    };
    stages[stage] = leastStock(problem, stage, exposure, target);
  }
  return stages;
}

/** The least stock that keeps a target. */
export function leastStock(
  problem: StochasticNetwork,
  stage: number,
  exposure: Exposure,
  { measure, target }: ServiceTarget,
): StageStock {
  const least = -positionsOf(problem, stage).mean;
  const none = stockAt(problem, stage, exposure, least);
  if (none[measure] >= target) return none;
  const { mean, variance } = exposure.exposed;
  let low = least;
  let high = mean + Math.sqrt(variance) + 1e-9;
  while (stockAt(problem, stage, exposure, high)[measure] < target) {
    low = high;
    high = high * 2 + Math.sqrt(variance);
  }
  const miss = (stock: number) =>
    stockAt(problem, stage, exposure, stock)[measure] - target;
  const tolerance = 1e-7 * Math.max(Math.sqrt(variance), 1e-3);
  const root = bracketedRoot(miss, { low, high, tolerance });
  // Not below the target by the last bits.
  return stockAt(problem, stage, exposure, root + tolerance);
}

function costOf(
  { network }: StochasticNetwork,
  stages: readonly StageStock[],
): number {
  return stages.reduce(
    (sum, { onHand }, stage) => sum + network.holdingCost[stage]! * onHand,
    0,
  );
}
