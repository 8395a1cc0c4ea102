import { atLeast, between, finite } from "../checks.ts";
import type { NetworkFileInput } from "../contracts/network-file.ts";
import { InputError } from "../errors.ts";
import { cumulativeCost } from "./cumulative-cost.ts";
import type { CustomerDemand } from "./customer-demand.ts";
import { customerDemand } from "./customer-demand.ts";
import type { StageGraph, StageLink } from "./stage-graph.ts";
import { stageGraph } from "./stage-graph.ts";
import { wholePeriodsDown, wholePeriodsUp } from "./whole-periods.ts";

/** Service level of a demand stage that names none. */
export const defaultServiceLevel = 0.95;

/** How far the probabilities of a distribution may sum from 1, as typed data does. */
const probabilitySlack = 1e-6;

/** Law of a stage time: a discrete one, a normal one, or a constant. */
export type StageTimeLaw =
  | {
      readonly kind: "discrete";
      readonly periods: Float64Array;
      readonly probability: Float64Array;
    }
  | {
      readonly kind: "normal";
      readonly mean: number;
      readonly deviation: number;
    }
  | { readonly kind: "constant" };

/** A checked network: one value for each stage, in the order of the file. */
export interface Network {
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly graph: StageGraph;
  /** Whole periods, rounded up. */
  readonly time: Int32Array;
  readonly timeLaw: readonly StageTimeLaw[];
  /** Whole periods, rounded down; infinite without limit. */
  readonly maxServiceTime: Float64Array;
  /** Whole periods, rounded up. */
  readonly inboundServiceTime: Int32Array;
  /** Units per period of independent demand; 0 without. */
  readonly demandMean: Float64Array;
  readonly demandDeviation: Float64Array;
  /** Law of it, where the file names one. */
  readonly demandLaw: readonly CustomerDemand["law"][];
  /** Of demand stages; 0.95 when not given. */
  readonly serviceLevel: Float64Array;
  /** Money per unit and period. */
  readonly holdingCost: Float64Array;
}

/**
 * Checks a network file and lays it out for calculation.
 *
 * A stage has demand when its mean or its deviation is above 0, whether or not it
 * supplies others too. A holding cost that is given holds for its own stage only:
 * the stages it supplies still build on its added cost.
 *
 * @param file - stages and links as in `stockwright meio`
 * @throws InputError naming the stage or link: unknown, repeated or circular; a
 * number out of range; probabilities that do not sum to 1; no demand anywhere
 */
export function readNetwork(file: NetworkFileInput): Network {
  const { stages } = file;
  const size = stages.length;
  if (size === 0) {
    throw new InputError("stages", "stages must hold at least one stage");
  }
  const holdingRate = atLeast("holdingRate", file.holdingRate ?? 1, 0);
  const ids = stages.map(({ id }) => id);
  const indexOf = placeById(ids);
  const graph = stageGraph(ids, linksByPlace(file, indexOf));

  const time = new Int32Array(size);
  const maxServiceTime = new Float64Array(size).fill(Infinity);
  const inboundServiceTime = new Int32Array(size);
  const demandMean = new Float64Array(size);
  const demandDeviation = new Float64Array(size);
  const serviceLevel = new Float64Array(size).fill(defaultServiceLevel);
  const addedCost = new Float64Array(size);
  const timeLaw: StageTimeLaw[] = [];
  const demandLaw: CustomerDemand["law"][] = [];
  stages.forEach((stage, index) => {
    const of = (field: string): string => `${field} of stage ${stage.id}`;
    time[index] = wholePeriodsUp(periods(of("time"), stage.time));
    timeLaw.push(lawOf(stage, of));
    if (stage.maxServiceTime !== undefined) {
      const limit = atLeast(of("maxServiceTime"), stage.maxServiceTime, 0);
      maxServiceTime[index] = wholePeriodsDown(limit);
    }
    inboundServiceTime[index] = wholePeriodsUp(
      periods(of("inboundServiceTime"), stage.inboundServiceTime ?? 0),
    );
    const demand = customerDemand(stage);
    demandMean[index] = demand.mean;
    demandDeviation[index] = demand.deviation;
    demandLaw.push(demand.law);
    if (stage.serviceLevel !== undefined) {
      const level = between(of("serviceLevel"), stage.serviceLevel, 0, 1);
      serviceLevel[index] = level;
    }
    addedCost[index] = atLeast(of("addedCost"), stage.addedCost ?? 0, 0);
  });
  if (!demandMean.some(positive) && !demandDeviation.some(positive)) {
    throw new InputError(
      "stages",
      "stages must have demand somewhere, got none: give at least one stage a demand mean or deviation",
    );
  }

  const holdingCost = cumulativeCost(graph, addedCost).map((cost, index) =>
    finite(`holdingCost of stage ${ids[index]}`, holdingRate * cost),
  );
  stages.forEach(({ id, holdingCost: given }, index) => {
    if (given === undefined) return;
    holdingCost[index] = atLeast(`holdingCost of stage ${id}`, given, 0);
  });
  return {
    ids,
    indexOf,
    graph,
    time,
    timeLaw,
    maxServiceTime,
    inboundServiceTime,
    demandMean,
    demandDeviation,
    demandLaw,
    serviceLevel,
    holdingCost,
  };
}

function positive(value: number): boolean {
  return value > 0;
}

/** More periods than this are a unit gone wrong, and would fill the memory. */
const mostPeriods = 1_000_000;

function periods(field: string, value: number): number {
  if (atLeast(field, value, 0) > mostPeriods) {
    throw new InputError(
      field,
      `${field} must be at most ${mostPeriods} periods, got ${value}; use longer periods`,
    );
  }
  return value;
}

function placeById(ids: readonly string[]): ReadonlyMap<string, number> {
  const indexOf = new Map<string, number>();
  ids.forEach((id, index) => {
    const earlier = indexOf.get(id);
    if (earlier !== undefined) {
      throw new InputError(
        `stages[${index}].id`,
        `stage ${id} must be listed once, got it as number ${earlier + 1} and ${index + 1}`,
      );
    }
    indexOf.set(id, index);
  });
  return indexOf;
}

function linksByPlace(
  file: NetworkFileInput,
  indexOf: ReadonlyMap<string, number>,
): StageLink[] {
  return (file.links ?? []).map(({ from, to, units = 1 }, index) => {
    const place = (end: "from" | "to", id: string): number => {
      const found = indexOf.get(id);
      if (found !== undefined) return found;
      throw new InputError(
        `links[${index}].${end}`,
        `link ${from} -> ${to} must join known stages, got "${id}", which is not in the list of stages`,
      );
    };
    return { from: place("from", from), to: place("to", to), units };
  });
}

function lawOf(
  stage: NetworkFileInput["stages"][number],
  of: (field: string) => string,
): StageTimeLaw {
  const deviation = atLeast(of("timeDeviation"), stage.timeDeviation ?? 0, 0);
  const pairs = stage.timeDistribution;
  if (pairs === undefined) {
    if (deviation === 0) return { kind: "constant" };
    return { kind: "normal", mean: stage.time, deviation };
  }
  const field = of("timeDistribution");
  let total = 0;
  for (const [time, probability] of pairs) {
    periods(`time in ${field}`, time);
    total += atLeast(`probability in ${field}`, probability, 0);
  }
  if (Math.abs(total - 1) > probabilitySlack) {
    throw new InputError(
      field,
      `${field} must have probabilities that sum to 1, got ${total}`,
    );
  }
  return {
    kind: "discrete",
    periods: Float64Array.from(pairs, ([time]) => time),
    probability: Float64Array.from(pairs, ([, probability]) => probability),
  };
}
