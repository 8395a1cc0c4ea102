import type { Period, Scenario, StageRecord } from "../contracts/index.ts";
import type { ForecastPool } from "../forecast/forecast-pool.ts";
import type { VendorLeadTime } from "../planning/stage-lead-time.ts";
import { vendorLeadTimes } from "../planning/stage-lead-time.ts";

/** What every chunk of a catalog must know about the whole: plain data, sent to threads. */
export interface PlanningContext {
  readonly scenario: Scenario;
  readonly period: Period;
  readonly currency: string;
  /** The day the snapshot was taken. */
  readonly asOf: string;
  /** The snapshot's: what chances a simulation meets hangs on it. */
  readonly digest?: string | undefined;
  readonly vendors: Readonly<Record<string, VendorLeadTime>>;
  /** What all histories together taught; each stage is forecast by itself when absent. */
  readonly pool?: ForecastPool | undefined;
}

/**
 * Gathers from the whole catalog what its parts are planned with: from all its stages, or from
 * what was learnt of their lead times before.
 */
export function planningContext(
  input: {
    readonly scenario: Scenario;
    readonly snapshot: {
      readonly period: Period;
      readonly currency: string;
      readonly takenAt: string;
      readonly digest?: string | undefined;
    };
    readonly pool?: ForecastPool | undefined;
  } & (
    | { readonly stages: readonly StageRecord[] }
    | Pick<PlanningContext, "vendors">
  ),
): PlanningContext {
  const { scenario, snapshot, pool } = input;
  return {
    scenario,
    period: snapshot.period,
    currency: snapshot.currency,
    asOf: snapshot.takenAt.slice(0, 10),
    digest: snapshot.digest,
    vendors: "vendors" in input ? input.vendors : vendorLeadTimes(input.stages),
    ...(pool ? { pool } : {}),
  };
}
