import type { Recommendation, StageRecord } from "../contracts/index.ts";
import type { Moments } from "../numeric/moments.ts";
import type { StageDemand } from "../planning/stage-demand.ts";
import type { StageLeadTime } from "../planning/stage-lead-time.ts";
import type { NetworkDemand } from "../planning/network-demand.ts";
import type { StagePlacement } from "../planning/place-component.ts";
import type { StagePlan } from "../planning/stage-plan.ts";

/** Everything planning found out about one stage; a recommendation is told from it. */
export interface PlannedStage {
  readonly record: StageRecord;
  readonly own: StageDemand;
  readonly demand: NetworkDemand;
  readonly leadTime: StageLeadTime;
  /** Service times in days; `null` where the stage was planned alone. */
  readonly placement: StagePlacement | null;
  /** Why its network was not solved jointly; `null` when it was, or there is none. */
  readonly fallback: string | null;
  /** Periods the stage lives from its own stock. */
  readonly exposure: Moments;
  /** Inbound service time + mean lead time − outbound service time, in periods. */
  readonly netReplenishmentTime: number;
  readonly reviewPeriods: number;
  readonly target: {
    readonly measure: "cycle" | "fill";
    readonly value: number;
  };
  readonly plan: StagePlan;
  /** The plan had the stage been planned alone; `null` when it was. */
  readonly alone: StagePlan | null;
  /** Units that the simulation added to its reorder point and max; none when absent. */
  readonly raisedBy?: number;
  /** What the simulation says of its policy; absent before it was run. */
  readonly simulated?: Recommendation["simulated"];
}

/**
 * Units that customers have ordered and wait for, on average: demand over the service time that
 * they are quoted.
 */
export function promisedUnits(
  { demand, placement }: PlannedStage,
  daysPerPeriod: number,
): number {
  return (demand.rate.mean * (placement?.serviceTimeOut ?? 0)) / daysPerPeriod;
}
