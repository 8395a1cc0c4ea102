import type { Progress } from "../contracts/job.ts";
import { InputError } from "../errors.ts";
import type { StageGraph } from "../network/stage-graph.ts";
import { stageGraph } from "../network/stage-graph.ts";

/** One stage of a placement problem. Times are whole periods. */
export interface PlacementProblemStage {
  /** Named in messages; the stage's number when omitted. */
  readonly id?: string;
  /** Periods from having all supplies to being done. */
  readonly time: number;
  /** Longest service time the stage may quote; no limit when omitted. */
  readonly maxServiceTime?: number;
  /** Service time of a supplier outside the network; 0 when omitted. */
  readonly inboundServiceTime?: number;
  /**
   * Cost of covering so many periods from stock: a function of whole net
   * replenishment times, or a table of it from 0. It may have any shape.
   */
  readonly costByNetTime: ((netTime: number) => number) | Float64Array;
}

/** Where to hold stock, with whatever each stage's stock costs. */
export interface PlacementProblem {
  readonly stages: readonly PlacementProblemStage[];
  /** Supplier and customer, by place in the list of stages. */
  readonly links: readonly { readonly from: number; readonly to: number }[];
}

/** A problem checked and laid out: what a solver takes, whatever its algorithm. */
export interface PreparedProblem {
  readonly ids: readonly string[];
  readonly graph: StageGraph;
  readonly time: Int32Array;
  /** Least and greatest inbound service time of each stage. */
  readonly leastIn: Int32Array;
  readonly greatestIn: Int32Array;
  /** Greatest outbound service time of each stage. */
  readonly greatestOut: Int32Array;
  /** Stage j's cost of net time t is `cost[firstCost[j] + t]`, for t up to its greatest. */
  readonly cost: Float64Array;
  readonly firstCost: Int32Array;
}

/** What a solver answers. */
export interface StockPlacement {
  /** Periods until the slowest supplier delivers, stage by stage. */
  readonly serviceTimeIn: Int32Array;
  /** Periods quoted to customers, stage by stage. */
  readonly serviceTimeOut: Int32Array;
  /** in + stage time - out, stage by stage. */
  readonly netReplenishmentTime: Int32Array;
  /** Sum of the stages' costs. */
  readonly cost: number;
  /** Proven: no placement costs less. */
  readonly bound: number;
  /** (cost - bound) / cost; 0 when both are 0. */
  readonly gap: number;
  /** Whether the gap is at most one in ten million. */
  readonly optimal: boolean;
}

/** How far a placement is, with the best cost and the proven bound once there are any. */
export interface PlacementProgress extends Progress {
  readonly cost?: number;
  readonly bound?: number;
}

/** Relative gap up to which a placement counts as optimal: beyond what money can show. */
export const optimalGap = 1e-7;

/** 2^25 table entries are 256 MB; a network that needs more counts in too short periods. */
const mostEntries = 2 ** 25;

/**
 * Checks a placement problem and bounds its service times.
 *
 * No stage waits longer than the slowest path to it (Graves and Willems 2000): a
 * stage without supplier waits for its outside supplier exactly, any other at
 * least for it, and at most for the slowest way through the network.
 *
 * @throws InputError naming the stage or link
 */
export function prepareProblem(problem: PlacementProblem): PreparedProblem {
  const { stages, links } = problem;
  const size = stages.length;
  const ids = stages.map(({ id }, index) => id ?? String(index + 1));
  const graph = stageGraph(ids, links);
  const time = Int32Array.from(stages, (stage, index) =>
    whole(`time of stage ${ids[index]}`, stage.time),
  );
  const leastIn = Int32Array.from(stages, (stage, index) =>
    whole(
      `inboundServiceTime of stage ${ids[index]}`,
      stage.inboundServiceTime ?? 0,
    ),
  );
  const greatestIn = leastIn.slice();
  let entries = 0;
  for (const stage of graph.order) {
    const end = graph.firstSupplier[stage + 1]!;
    let slowest = greatestIn[stage]!;
    for (let at = graph.firstSupplier[stage]!; at < end; at++) {
      const supplier = graph.from[graph.supplierLink[at]!]!;
      slowest = Math.max(slowest, greatestIn[supplier]! + time[supplier]!);
    }
    greatestIn[stage] = slowest;
    entries += slowest + time[stage]! + 1;
    if (!(entries <= mostEntries)) {
      throw new InputError(
        "time",
        `time of the stages must add up to fewer periods: stage ${ids[stage]} is reached after ${slowest}; use longer periods`,
      );
    }
  }

  const greatestOut = new Int32Array(size);
  const firstCost = new Int32Array(size + 1);
  for (let stage = 0; stage < size; stage++) {
    const longest = greatestIn[stage]! + time[stage]!;
    firstCost[stage + 1] = firstCost[stage]! + longest + 1;
    const limit = stages[stage]!.maxServiceTime ?? Infinity;
    const field = `maxServiceTime of stage ${ids[stage]}`;
    greatestOut[stage] =
      limit === Infinity ? longest : Math.min(longest, whole(field, limit));
  }
  const cost = new Float64Array(entries);
  stages.forEach(({ costByNetTime }, stage) => {
    const table = cost.subarray(firstCost[stage], firstCost[stage + 1]);
    fillCosts(table, costByNetTime, ids[stage]!);
  });
  return {
    ids,
    graph,
    time,
    leastIn,
    greatestIn,
    greatestOut,
    cost,
    firstCost,
  };
}

/**
 * Service times with their cost, counted stage by stage.
 *
 * @param bound - a proven bound; the placement itself is optimal when omitted
 */
export function placementOf(
  problem: PreparedProblem,
  serviceTimeIn: Int32Array,
  serviceTimeOut: Int32Array,
  bound = Infinity,
): StockPlacement {
  const { time, cost: costs, firstCost } = problem;
  const netReplenishmentTime = serviceTimeIn.map(
    (wait, stage) => wait + time[stage]! - serviceTimeOut[stage]!,
  );
  let cost = 0;
  netReplenishmentTime.forEach((net, stage) => {
    cost += costs[firstCost[stage]! + net]!;
  });
  const proven = Math.min(bound, cost);
  const gap = cost === proven ? 0 : (cost - proven) / Math.abs(cost);
  return {
    serviceTimeIn,
    serviceTimeOut,
    netReplenishmentTime,
    cost,
    bound: proven,
    gap,
    optimal: gap <= optimalGap,
  };
}

function whole(field: string, value: number): number {
  if (!(Number.isInteger(value) && value >= 0 && value <= mostEntries)) {
    throw new InputError(
      field,
      `${field} must be a whole number of periods, got ${String(value)}`,
    );
  }
  return value;
}

function fillCosts(
  table: Float64Array,
  costs: PlacementProblemStage["costByNetTime"],
  id: string,
): void {
  if (typeof costs === "function") {
    for (let net = 0; net < table.length; net++) table[net] = costs(net);
  } else {
    if (costs.length < table.length) {
      throw new InputError(
        "costByNetTime",
        `costByNetTime of stage ${id} must reach to ${table.length - 1} periods, got ${costs.length - 1}`,
      );
    }
    table.set(costs.subarray(0, table.length));
  }
  const bad = table.findIndex((cost) => !Number.isFinite(cost));
  if (bad >= 0) {
    throw new InputError(
      "costByNetTime",
      `costByNetTime of stage ${id} must be a number at ${bad} periods, got ${table[bad]}`,
    );
  }
}
