import type { Scenario } from "../contracts/index.ts";
import type { DemandQuestion } from "../planning/stage-demand.ts";
import type { StageLeadTime } from "../planning/stage-lead-time.ts";
import { daysPerPeriod, periodsPerSeason } from "../units/period.ts";
import type { PlanningContext } from "./planning-context.ts";

/**
 * What is asked of a stage's demand: the forecast over its own lead time and the review,
 * one period at least.
 */
export function demandQuestion(
  { meanDays }: Pick<StageLeadTime, "meanDays">,
  {
    period,
    scenario,
    pool,
  }: Pick<PlanningContext, "period" | "pool"> & {
    readonly scenario: Pick<Scenario, "reviewPeriods">;
  },
): DemandQuestion {
  return {
    season: periodsPerSeason(period),
    covered: Math.max(
      1,
      meanDays / daysPerPeriod(period) + scenario.reviewPeriods,
    ),
    pool,
  };
}
