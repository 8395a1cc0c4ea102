import type { StageGraph } from "../network/stage-graph.ts";
import type { OrderStream } from "./order-streams.ts";
import { orderStreams } from "./order-streams.ts";
import type { StockedStage } from "./stock-cost.ts";
import { stockCost } from "./stock-cost.ts";

/** One stage of a network, as stock placement sees it. */
export interface PlacementStage extends StockedStage {
  readonly id: string;
  /** Mean days from order to receipt, once the supplying stages deliver. */
  readonly timeDays: number;
  readonly timeDeviationDays: number;
  /** Set at stages with customers: the longest service time they accept. */
  readonly maxServiceTimeDays: number | null;
  /** Whether it only passes on what it receives; it may hold stock when omitted. */
  readonly stockless?: boolean;
}

/** Who is to hold no stock, and what the others quote. */
export interface PlacementChoice {
  /** Whether a stage passes on what it receives, its spread too. */
  readonly passes: readonly boolean[];
  /** Days quoted by the others; more than it takes stands for as long as it takes. */
  readonly quoted: readonly number[];
}

/** What a choice comes to, stage by stage. */
export interface PlacementOutcome {
  readonly choice: PlacementChoice;
  readonly serviceTimeIn: Int32Array;
  readonly serviceTimeOut: Int32Array;
  /** Standard deviation, in days, of what comes through suppliers that pass on. */
  readonly deviationIn: Float64Array;
  /** The same with the stage's own. */
  readonly deviation: Float64Array;
  readonly holds: readonly boolean[];
  /** Orders of those it feeds. */
  readonly streams: readonly (readonly OrderStream[])[];
  /** Money a year that holding stock costs beyond passing on; 0 where none is held. */
  readonly forHolding: Float64Array;
  /** Money a year of all stages together; infinite where customers would wait too long. */
  readonly cost: number;
}

/** Whole days that a stage takes. */
export function wholeDays({ timeDays }: PlacementStage): number {
  return Math.ceil(timeDays);
}

/**
 * What placing stock so comes to: who waits how long, who orders in which lots, what all of
 * it costs.
 *
 * A stage without stock passes its time and its spread on. Several suppliers are awaited
 * together; the widest spread among them stands for all.
 *
 * @param graph - who supplies whom, with units
 */
export function placementOutcome(
  stages: readonly PlacementStage[],
  graph: StageGraph,
  choice: PlacementChoice,
): PlacementOutcome {
  const { passes, quoted } = choice;
  const size = stages.length;
  const serviceTimeIn = new Int32Array(size);
  const serviceTimeOut = new Int32Array(size);
  const deviationIn = new Float64Array(size);
  const deviation = new Float64Array(size);
  const net = new Int32Array(size);
  let cost = 0;
  for (const index of graph.order) {
    const stage = stages[index]!;
    const end = graph.firstSupplier[index + 1]!;
    let [wait, spread] = [0, 0];
    for (let at = graph.firstSupplier[index]!; at < end; at++) {
      const supplier = graph.from[graph.supplierLink[at]!]!;
      wait = Math.max(wait, serviceTimeOut[supplier]!);
      if (passes[supplier]) spread = Math.max(spread, deviation[supplier]!);
    }
    const longest = wait + wholeDays(stage);
    const accepted =
      stage.maxServiceTimeDays === null
        ? longest
        : Math.min(longest, Math.floor(stage.maxServiceTimeDays));
    serviceTimeIn[index] = wait;
    serviceTimeOut[index] = passes[index]
      ? longest
      : Math.min(quoted[index]!, accepted);
    deviationIn[index] = spread;
    deviation[index] = Math.hypot(stage.timeDeviationDays, spread);
    net[index] = longest - serviceTimeOut[index];
    // Its customers would wait for longer than they accept.
    if (serviceTimeOut[index] > accepted) cost = Infinity;
  }
  const holds = stages.map(
    (_, index) => !passes[index] && (net[index]! > 0 || deviation[index]! > 0),
  );
  const streams = orderStreams(stages, graph, holds);
  const forHolding = new Float64Array(size);
  stages.forEach((stage, index) => {
    const { held, passing } = stockCost(
      stage,
      streams[index]!,
      deviation[index]!,
    );
    if (holds[index]) forHolding[index] = held(net[index]!) - passing;
    cost += passing + forHolding[index]!;
  });
  return {
    choice,
    serviceTimeIn,
    serviceTimeOut,
    deviationIn,
    deviation,
    holds,
    streams,
    forHolding,
    cost,
  };
}
