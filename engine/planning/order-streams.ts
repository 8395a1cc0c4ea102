import type { StageGraph } from "../network/stage-graph.ts";

/** Orders that come to a stage, all of one size, from one of those who ask for its units. */
export interface OrderStream {
  /** Units of the stage per day. */
  readonly dailyMean: number;
  /** Units of one order. */
  readonly lot: number;
}

/** A stage as far as the orders that it places hang on it. */
export interface OrderingStage {
  /** Units per day, over everything the stage feeds. */
  readonly dailyMean: number;
  /** Units of one of its orders where it holds stock. */
  readonly orderUnits: number;
  /** Units that it must order at least. */
  readonly leastOrderUnits: number;
  /** What its own customers ask for; `null` without any. */
  readonly customers: OrderStream | null;
}

/**
 * The orders that come to each stage from those it feeds. A stage that holds stock orders in
 * lots of its own; one that holds none orders what it is asked for, as often and as much.
 *
 * @param graph - who supplies whom, with units
 * @param holds - whether a stage holds stock
 */
export function orderStreams(
  stages: readonly OrderingStage[],
  graph: StageGraph,
  holds: readonly boolean[],
): readonly (readonly OrderStream[])[] {
  const streams = stages.map((): OrderStream[] => []);
  for (let place = graph.size - 1; place >= 0; place--) {
    const index = graph.order[place]!;
    const stage = stages[index]!;
    const placed = holds[index]
      ? [{ dailyMean: stage.dailyMean, lot: stage.orderUnits }]
      : passedOn(stage, streams[index]!);
    const end = graph.firstSupplier[index + 1]!;
    for (let at = graph.firstSupplier[index]!; at < end; at++) {
      const link = graph.supplierLink[at]!;
      const units = graph.units[link]!;
      for (const { dailyMean, lot } of placed) {
        if (!(dailyMean > 0)) continue;
        streams[graph.from[link]!]!.push({
          dailyMean: units * dailyMean,
          lot: units * lot,
        });
      }
    }
  }
  return streams;
}

/** The orders of a stage that orders what it is asked for, but no less at once than it may. */
export function passedOn(
  { customers, leastOrderUnits }: OrderingStage,
  fed: readonly OrderStream[],
): readonly OrderStream[] {
  return [...fed, ...(customers ? [customers] : [])].map(
    ({ dailyMean, lot }) => ({
      dailyMean,
      lot: Math.max(lot, leastOrderUnits),
    }),
  );
}
