import type { Scenario, StageRecord, Supposed } from "../contracts/index.ts";
import { leadTimeStatistics } from "../lead-time/lead-time-statistics.ts";
import type { LeadTimePool } from "../lead-time/shrinkage.ts";
import { leadTimePool, shrunkLeadTime } from "../lead-time/shrinkage.ts";

/** What a vendor's or lane's receipts say together. */
export type VendorLeadTime = LeadTimePool;

/** Lead time of one stage, in calendar days, and how it was found. */
export interface StageLeadTime {
  readonly meanDays: number;
  readonly deviationDays: number;
  readonly source: "stage" | "vendor" | "promised" | "scenario" | "none";
  /** Shipments that count: the stage's own, or its vendor's when it has none. */
  readonly receipts: number;
  /** The item master's constant; `null` when there is none. */
  readonly promisedDays: number | null;
}

/**
 * Lead times of each vendor over the whole catalog, for stages with few receipts of their
 * own. Stages supplied from inside the network are pooled by their location: the lane.
 */
export function vendorLeadTimes(
  stages: readonly StageRecord[],
): Readonly<Record<string, VendorLeadTime>> {
  const lanes = vendorLanes();
  for (const stage of stages) lanes.add(stage);
  return lanes.leadTimes();
}

/** The same, from stages that come one after the other. */
export function vendorLanes(): {
  readonly add: (stage: StageRecord) => void;
  readonly leadTimes: () => Readonly<Record<string, VendorLeadTime>>;
} {
  const groups = new Map<string, (readonly number[])[]>();
  return {
    add: (stage) => {
      const { samplesDays } = leadTimeStatistics(stage.receipts);
      if (samplesDays.length === 0) return;
      const lane = laneOf(stage);
      const group = groups.get(lane);
      if (group) group.push(samplesDays);
      else groups.set(lane, [samplesDays]);
    },
    leadTimes: () =>
      Object.fromEntries(
        [...groups]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([lane, group]) => {
            const pool = leadTimePool(group);
            return pool === null ? [] : [[lane, pool]];
          }),
      ),
  };
}

/**
 * The lead time to plan a stage with: its receipts drawn towards its vendor's, the vendor's
 * alone, or the promised constant taken as certain; then as the scenario supposes.
 *
 * @param stage - the stage and its receipts
 * @param vendors - from `vendorLeadTimes`
 * @param source - `promised` ignores receipts
 */
export function stageLeadTime(
  stage: StageRecord,
  vendors: Readonly<Record<string, VendorLeadTime>>,
  source: Scenario["leadTimeSource"],
): StageLeadTime {
  const learnt = learntLeadTime(stage, vendors, source);
  return stage.supposed ? supposedLeadTime(learnt, stage.supposed) : learnt;
}

function learntLeadTime(
  stage: StageRecord,
  vendors: Readonly<Record<string, VendorLeadTime>>,
  source: Scenario["leadTimeSource"],
): StageLeadTime {
  const promisedDays =
    stage.promisedLeadTimeDays !== null && stage.promisedLeadTimeDays > 0
      ? stage.promisedLeadTimeDays
      : null;
  const pool = source === "receipts" ? (vendors[laneOf(stage)] ?? null) : null;
  if (pool !== null) {
    const { samplesDays } = leadTimeStatistics(stage.receipts);
    const { mean, deviation } = shrunkLeadTime(samplesDays, pool);
    const own = samplesDays.length > 0;
    return {
      meanDays: mean,
      deviationDays: deviation,
      source: own ? "stage" : "vendor",
      receipts: own ? samplesDays.length : pool.count,
      promisedDays,
    };
  }
  return {
    meanDays: promisedDays ?? 0,
    deviationDays: 0,
    source: promisedDays === null ? "none" : "promised",
    receipts: 0,
    promisedDays,
  };
}

/** Where the stage's deliveries come from: its vendor, or the way to its location. */
export function laneOf({ vendor, location, supposed }: StageRecord): string {
  return supposed?.lane ?? vendor ?? `to ${location}`;
}

/** The lead time that a scenario supposes in place of the one learnt, or times it. */
function supposedLeadTime(
  learnt: StageLeadTime,
  { leadTime, leadTimeFactor = 1 }: Supposed,
): StageLeadTime {
  if (leadTime) {
    const { days, deviationDays } = leadTime;
    const ratio =
      learnt.meanDays > 0 ? learnt.deviationDays / learnt.meanDays : 0;
    return {
      ...learnt,
      meanDays: days,
      deviationDays: deviationDays ?? ratio * days,
      source: "scenario",
    };
  }
  if (leadTimeFactor === 1 || learnt.source === "none") return learnt;
  return {
    ...learnt,
    meanDays: leadTimeFactor * learnt.meanDays,
    deviationDays: leadTimeFactor * learnt.deviationDays,
    source: "scenario",
  };
}
