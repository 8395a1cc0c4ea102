import type { SpanningForest } from "../network/spanning-forest.ts";
import type {
  PlacementProgress,
  PreparedProblem,
  StockPlacement,
} from "./guaranteed-service-problem.ts";
import { placementOf } from "./guaranteed-service-problem.ts";

/** Table entries compared between two yields: some milliseconds of work. */
const workBetweenYields = 5_000_000;

/** The stages of a network in an order that folds trees: each after the one it hangs on. */
export interface FoldingWalk {
  /** All stages; the first `kept` are left as they are. */
  readonly order: Int32Array;
  readonly kept: number;
  /** Link by which a stage hangs on an earlier one; -1 when it hangs on none. */
  readonly parentLink: Int32Array;
}

/** What lies behind each stage, on top of its own cost. */
export interface FoldedTables {
  /** Cost of its folded suppliers, by service time in. */
  readonly behindIn: readonly Float64Array[];
  /** Cost of its folded customers, by service time out. A folded stage's table replaces one of the two. */
  readonly behindOut: readonly Float64Array[];
}

/**
 * Least-cost service times on trees, exactly, by dynamic programming.
 *
 * Leaves first, each stage is folded into one table for the stage it was reached
 * from; then, from the first stage of each tree outwards, the choices are read
 * back. Of equal costs the shortest service time wins: for a stage reached from
 * its customer the outbound one first, else the inbound one first.
 *
 * Time: stages × (greatest cumulative time)² / 2; memory: three tables a stage.
 *
 * @param problem - checked and bounded
 * @param forest - the walk of its trees
 * @returns progress in stages, then the service times and their cost
 *
 * @see Graves and Willems (2000), Optimizing strategic safety stock placement in
 * supply chains, M&SOM 2(1), 68-83.
 */
export function* solveTrees(
  problem: PreparedProblem,
  forest: SpanningForest,
): Generator<PlacementProgress, StockPlacement> {
  const { size } = problem.graph;
  const walk = { ...forest, kept: 0 };
  const folded = yield* foldStages(problem, walk);
  const serviceTimeIn = new Int32Array(size);
  const serviceTimeOut = new Int32Array(size);
  unfoldStages(problem, walk, folded, serviceTimeIn, serviceTimeOut);
  return placementOf(problem, serviceTimeIn, serviceTimeOut);
}

/**
 * Folds every stage that is not kept into the one it hangs on, last ones first.
 *
 * A stage becomes one table: its cost and that of all behind it, by the service
 * time it quotes (a supplier) or is quoted (a customer). A link asks only that the
 * one not exceed the other, so a running minimum hands a table on. Nothing is
 * assumed of the cost tables; a search stops once no cost that is left could win.
 */
export function* foldStages(
  problem: PreparedProblem,
  { order, kept, parentLink }: FoldingWalk,
): Generator<PlacementProgress, FoldedTables> {
  const { graph, time, leastIn, greatestIn, greatestOut } = problem;
  const { size, from, to } = graph;
  const behindIn = tables(greatestIn);
  const behindOut = tables(greatestOut);
  const longest = greatestIn.map((wait, stage) => wait + time[stage]!);
  const floor = new Float64Array(
    longest.reduce((a, b) => Math.max(a, b), 0) + 1,
  );

  let work = 0;
  for (let done = size - 1; done >= kept; done--) {
    const stage = order[done]!;
    const link = parentLink[stage]!;
    const supplies = link < 0 || from[link] === stage;
    fillFloor(problem, stage, floor);
    const reduce = supplies ? reduceByOut : reduceByIn;
    reduce(problem, stage, behindIn[stage]!, behindOut[stage]!, floor);
    if (link >= 0 && supplies) {
      handToCustomer(behindOut[stage]!, behindIn[to[link]!]!);
    } else if (link >= 0) {
      const parent = from[link]!;
      handToSupplier(behindIn[stage]!, leastIn[stage]!, behindOut[parent]!);
    }
    work += behindIn[stage]!.length * behindOut[stage]!.length;
    if (work >= workBetweenYields || done === 0) {
      work = 0;
      yield { step: "Placing stock", done: size - done, total: size };
    }
  }
  return { behindIn, behindOut };
}

/** Reads the service times of the folded stages back, given those of the kept ones. */
export function unfoldStages(
  problem: PreparedProblem,
  { order, kept, parentLink }: FoldingWalk,
  { behindIn, behindOut }: FoldedTables,
  serviceTimeIn: Int32Array,
  serviceTimeOut: Int32Array,
): void {
  const { graph, leastIn, greatestIn, greatestOut } = problem;
  const { from, to } = graph;
  for (const stage of order.subarray(kept)) {
    const link = parentLink[stage]!;
    const least = leastIn[stage]!;
    const most = greatestIn[stage]!;
    const limit = greatestOut[stage]!;
    if (link < 0 || from[link] === stage) {
      const asked =
        link < 0 ? limit : Math.min(limit, serviceTimeIn[to[link]!]!);
      const out = firstLeast(behindOut[stage]!, 0, asked);
      serviceTimeOut[stage] = out;
      serviceTimeIn[stage] = bestIn(problem, stage, behindIn[stage]!, out);
    } else {
      const quoted = Math.max(least, serviceTimeOut[from[link]!]!);
      const inbound = firstLeast(behindIn[stage]!, quoted, most);
      serviceTimeIn[stage] = inbound;
      serviceTimeOut[stage] = bestOut(
        problem,
        stage,
        behindOut[stage]!,
        inbound,
      );
    }
  }
}

/** One table of zeros for each stage, from 0 to its greatest, in one block. */
function tables(greatest: Int32Array): Float64Array[] {
  let entries = 0;
  for (const most of greatest) entries += most + 1;
  const block = new Float64Array(entries);
  let first = 0;
  return Array.from(greatest, (most) => {
    const table = block.subarray(first, first + most + 1);
    first += most + 1;
    return table;
  });
}

/** Adds to each service time out the best service time in: cost by out. */
function reduceByOut(
  problem: PreparedProblem,
  stage: number,
  behindIn: Float64Array,
  behindOut: Float64Array,
  floor: Float64Array,
): void {
  const { cost } = problem;
  const time = problem.time[stage]!;
  const least = problem.leastIn[stage]!;
  const first = problem.firstCost[stage]! + time;
  const most = behindIn.length - 1;
  // What lies behind costs less the longer a stage waits, so no later wait beats this.
  const cheapest = behindIn[most]!;
  for (let out = 0; out < behindOut.length; out++) {
    const at = first - out;
    const floorAt = time - out;
    const start = Math.max(least, out - time);
    let best = Infinity;
    for (let inbound = start; inbound <= most; inbound++) {
      if (floor[floorAt + inbound]! + cheapest >= best) break;
      const value = behindIn[inbound]! + cost[at + inbound]!;
      if (value < best) best = value;
    }
    behindOut[out]! += best;
  }
}

/** Adds to each service time in the best service time out: cost by in. */
function reduceByIn(
  problem: PreparedProblem,
  stage: number,
  behindIn: Float64Array,
  behindOut: Float64Array,
  floor: Float64Array,
): void {
  const { cost } = problem;
  const time = problem.time[stage]!;
  const first = problem.firstCost[stage]! + time;
  const limit = behindOut.length - 1;
  // What lies behind costs more the later a stage delivers, so no earlier promise beats this.
  const cheapest = behindOut[0]!;
  for (
    let inbound = problem.leastIn[stage]!;
    inbound < behindIn.length;
    inbound++
  ) {
    const at = first + inbound;
    const floorAt = time + inbound;
    let best = Infinity;
    for (let out = Math.min(limit, floorAt); out >= 0; out--) {
      if (floor[floorAt - out]! + cheapest >= best) break;
      const value = behindOut[out]! + cost[at - out]!;
      if (value < best) best = value;
    }
    behindIn[inbound]! += best;
  }
}

/** For each net time, the least cost from there on: where a search may stop. */
function fillFloor(
  { cost, firstCost }: PreparedProblem,
  stage: number,
  floor: Float64Array,
): void {
  const first = firstCost[stage]!;
  let least = Infinity;
  for (let at = firstCost[stage + 1]! - 1; at >= first; at--) {
    if (cost[at]! < least) least = cost[at]!;
    floor[at - first] = least;
  }
}

/** A supplier may quote any service time up to what its customer counts on. */
function handToCustomer(byOut: Float64Array, customer: Float64Array): void {
  const most = byOut.length - 1;
  let best = Infinity;
  for (let quoted = 0; quoted < customer.length; quoted++) {
    if (quoted <= most && byOut[quoted]! < best) best = byOut[quoted]!;
    customer[quoted]! += best;
  }
}

/** A customer may count on any service time from what its supplier quotes. */
function handToSupplier(
  byIn: Float64Array,
  least: number,
  supplier: Float64Array,
): void {
  let best = Infinity;
  for (let counted = byIn.length - 1; counted >= supplier.length; counted--) {
    if (counted >= least && byIn[counted]! < best) best = byIn[counted]!;
  }
  for (let quoted = supplier.length - 1; quoted >= 0; quoted--) {
    if (quoted >= least && byIn[quoted]! < best) best = byIn[quoted]!;
    supplier[quoted]! += best;
  }
}

/** Place of the least entry in a stretch; the first of equals. */
function firstLeast(table: Float64Array, start: number, end: number): number {
  let place = start;
  for (let at = start + 1; at <= end; at++) {
    if (table[at]! < table[place]!) place = at;
  }
  return place;
}

/** Cheapest service time in for a service time out; the shortest of equals. */
function bestIn(
  problem: PreparedProblem,
  stage: number,
  behindIn: Float64Array,
  out: number,
): number {
  const time = problem.time[stage]!;
  const at = problem.firstCost[stage]! + time - out;
  let place = -1;
  let best = Infinity;
  const start = Math.max(problem.leastIn[stage]!, out - time);
  for (let inbound = start; inbound < behindIn.length; inbound++) {
    const value = behindIn[inbound]! + problem.cost[at + inbound]!;
    if (value < best) [best, place] = [value, inbound];
  }
  return place;
}

/** Cheapest service time out for a service time in; the shortest of equals. */
function bestOut(
  problem: PreparedProblem,
  stage: number,
  behindOut: Float64Array,
  inbound: number,
): number {
  const time = problem.time[stage]!;
  const at = problem.firstCost[stage]! + time + inbound;
  let place = -1;
  let best = Infinity;
  const latest = Math.min(behindOut.length - 1, inbound + time);
  for (let out = 0; out <= latest; out++) {
    const value = behindOut[out]! + problem.cost[at - out]!;
    if (value < best) [best, place] = [value, out];
  }
  return place;
}
