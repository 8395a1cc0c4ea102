import type { Scenario } from "../contracts/index.ts";
import type { DemandQuestion } from "../planning/stage-demand.ts";
import type { StageLeadTime } from "../planning/stage-lead-time.ts";
import { daysPerPeriod, periodsPerSeason } from "../units/period.ts";
import type { PlanningContext } from "./planning-context.ts";

type Asked = Pick<PlanningContext, "period" | "pool"> & {
  readonly scenario: Pick<
    Scenario,
    "reviewPeriods" | "serviceMeasure" | "distribution"
  >;
};

/**
 * What is asked of a stage's demand: the forecast over its own lead time and the review,
 * one period at least.
 *
 * @param target - service of the stage; asked for where it is a quantile of demand, under a
 * law that we choose ourselves
 */
export function demandQuestion(
  { meanDays }: Pick<StageLeadTime, "meanDays">,
  { period, scenario, pool }: Asked,
  target?: number,
): DemandQuestion {
  const { reviewPeriods, serviceMeasure, distribution } = scenario;
  const quantile = serviceMeasure === "cycle" && distribution === "auto";
  return {
    season: periodsPerSeason(period),
    covered: Math.max(1, meanDays / daysPerPeriod(period) + reviewPeriods),
    target: quantile ? target : undefined,
    pool,
  };
}
