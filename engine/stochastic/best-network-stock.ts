import { InputError } from "../errors.ts";
import type { ServiceTarget } from "./least-stock.ts";
import { leastStock } from "./least-stock.ts";
import { exposureAt } from "./network-stock.ts";
import type { StageStock, StochasticNetwork } from "./stochastic-network.ts";

/** Shares served at once that a stage inside the network may be asked for, and what lies between. */
const fillRates = [
  0, 0.2, 0.4, 0.55, 0.7, 0.8, 0.87, 0.92, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999,
];
const highest = fillRates.length - 1;
/** Steps on that scale: a shorter one when no longer one pays. */
const steps = [1, 0.5];
/** Up to so many stages pairs of stages are moved, too, and single ones from end to end. */
const fewStages = 20;
/** Rounds over all stages at most. */
const mostRounds = 24;

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
  /** Where the fill rate of each stage is on the scale that was searched. */
  readonly levels: Float64Array;
}

/** How to search. */
export interface SearchOptions {
  /** Asked after each stage: true ends with the best so far. */
  readonly shouldStop?: () => boolean;
  /** Levels of a search with other targets, to begin from; small networks begin anew. */
  readonly from?: Float64Array | undefined;
}

/** A choice of fill rates, and the best so far. */
interface Search {
  readonly problem: StochasticNetwork;
  readonly targets: readonly (ServiceTarget | undefined)[];
  /** Where each stage is on the scale of fill rates. */
  levels: Float64Array;
  stages: StageStock[];
  cost: number;
}

/** Stages whose fill rates change together, and where each of them goes. */
type Move = readonly {
  readonly stage: number;
  readonly by: number;
}[];

/**
 * Stock of least holding cost with which every stage with customers keeps its target.
 *
 * The fill rates inside the network are what is decided; each stage then holds what gives
 * it its own, in the order of supply. From the best that all share, stages go up and down
 * the scale of fill rates: alone, and with all that feed the same stage (of which the slowest
 * counts); in small networks also with a supplier or against it, and from one end of the
 * scale to the other; in shorter steps at last. A good answer, not a proven one.
 *
 * @param targets - of the stages with customers; `undefined` elsewhere
 * @throws InputError when a target is missing where there is demand
 *
 * @see Ettl, Feigin, Lin and Yao (2000), Operations Research 48(2), 216-232.
 */
export function* bestNetworkStock(
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  { shouldStop = () => false, from }: SearchOptions = {},
): Generator<StochasticProgress, NetworkStock> {
  const { ids, graph, demandMean } = problem.network;
  ids.forEach((id, stage) => {
    if (demandMean[stage]! > 0 && targets[stage] === undefined) {
      throw new InputError(id, `stage ${id} has demand and needs a target`);
    }
  });
  const isInside = (stage: number): boolean =>
    targets[stage] === undefined && problem.mean[stage]! > 0;
  // Downstream first: what is near the customer decides what is worth holding behind it.
  const stages = Array.from(graph.order).reverse();
  const thorough = graph.size <= fewStages;
  const search =
    thorough || from === undefined
      ? yield* bestShared(problem, targets, shouldStop)
      : searchFrom(problem, targets, from);
  let [at, wide] = [0, false];
  for (let round = 1; round <= mostRounds && at < steps.length; round++) {
    const before = search.cost;
    const step = steps[at]!;
    let done = 0;
    for (const stage of stages) {
      done++;
      const own = isInside(stage) ? [stage] : [];
      const suppliers = suppliersOf(problem, stage).filter(isInside);
      if (own.length + suppliers.length === 0) continue;
      if (wide) far(search, own, suppliers);
      else near(search, own, suppliers, { step, thorough });
      yield { round, done, total: stages.length, cost: search.cost };
      if (shouldStop()) return search;
    }
    const better = search.cost < before * (1 - 1e-6);
    const widen = thorough && !better && !wide && at === 0;
    if (!better && !widen) at++;
    wide = widen;
  }
  return search;
}

/** The best fill rate that all stages inside may share. */
function* bestShared(
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  shouldStop: () => boolean,
): Generator<StochasticProgress, Search> {
  let best: Search | null = null;
  for (let level = 0; level <= highest; level++) {
    const levels = new Float64Array(problem.network.graph.size).fill(level);
    const next = searchFrom(problem, targets, levels);
    if (best === null || next.cost < best.cost) best = next;
    yield { round: 0, done: level, total: highest, cost: best.cost };
    if (shouldStop()) break;
  }
  return best!;
}

function searchFrom(
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  levels: Float64Array,
): Search {
  const stages = planned(problem, targets, levels);
  return { problem, targets, levels, stages, cost: costOf(problem, stages) };
}

/** Short moves of a stage, with and against its suppliers, as long as they pay. */
function near(
  search: Search,
  own: readonly number[],
  suppliers: readonly number[],
  { step, thorough }: { readonly step: number; readonly thorough: boolean },
): void {
  const moved = (stages: readonly number[], by: number): Move =>
    stages.map((stage) => ({ stage, by }));
  for (const by of [step, -step]) {
    const moves: Move[] = [moved(own, by)];
    if (suppliers.length > 1) moves.push(moved(suppliers, by));
    for (const supplier of thorough && own.length > 0 ? suppliers : []) {
      moves.push([...moved(own, by), { stage: supplier, by }]);
      moves.push([...moved(own, by), { stage: supplier, by: -by }]);
    }
    for (const move of moves) {
      while (move.length > 0 && tried(search, move));
    }
  }
}

/** A stage, or all suppliers of one, anywhere on the scale. */
function far(
  search: Search,
  own: readonly number[],
  suppliers: readonly number[],
): void {
  for (const group of suppliers.length > 1 ? [own, suppliers] : [own]) {
    for (let level = 0; level <= highest && group.length > 0; level++) {
      tried(
        search,
        group.map((stage) => ({ stage, by: level - search.levels[stage]! })),
      );
    }
  }
}

/** Makes a move when it pays. */
function tried(search: Search, move: Move): boolean {
  const { problem, targets } = search;
  const levels = search.levels.slice();
  for (const { stage, by } of move) {
    levels[stage] = Math.min(Math.max(levels[stage]! + by, 0), highest);
  }
  const changed = move.filter(
    ({ stage }) => levels[stage] !== search.levels[stage],
  );
  if (changed.length === 0) return false;
  const below = reachedFrom(
    problem,
    changed.map(({ stage }) => stage),
  );
  const stages = planned(problem, targets, levels, below, search.stages);
  const cost = costOf(problem, stages);
  if (!(cost < search.cost * (1 - 1e-9))) return false;
  Object.assign(search, { levels, stages, cost });
  return true;
}

function suppliersOf({ network }: StochasticNetwork, stage: number): number[] {
  const { graph } = network;
  const from = graph.firstSupplier[stage]!;
  const until = graph.firstSupplier[stage + 1]!;
  return Array.from(
    graph.supplierLink.subarray(from, until),
    (link) => graph.from[link]!,
  );
}

/** Stages and all that they feed, each after its suppliers. */
function reachedFrom(
  { network }: StochasticNetwork,
  stages: readonly number[],
): Int32Array {
  const { graph } = network;
  const reached = new Set(stages);
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
  levels: Float64Array,
  order: Int32Array = problem.network.graph.order,
  known: readonly StageStock[] = [],
): StageStock[] {
  const stages: StageStock[] = [...known];
  for (const stage of order) {
    const exposure = exposureAt(problem, stage, stages);
    const target = targets[stage] ?? {
      measure: "fillRate",
      target: fillRateAt(levels[stage]!),
    };
    stages[stage] = leastStock(problem, stage, exposure, target);
  }
  return stages;
}

function fillRateAt(level: number): number {
  const from = fillRates[Math.floor(level)]!;
  const until = fillRates[Math.ceil(level)]!;
  return from + (level - Math.floor(level)) * (until - from);
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
