import type { StagePlanInput } from "../planning/stage-plan.ts";
import { calendarOf } from "./calendar.ts";
import type { PlannedStage } from "./planned-stage.ts";
import type { PlanningContext } from "./planning-context.ts";

/**
 * How demand of customers comes between two looks at the stock: a nightly run, or the review.
 * What other stages order is left to the simulation, which knows their lots.
 */
export function demandArrival(
  { own, demand }: Pick<PlannedStage, "own" | "demand">,
  context: PlanningContext,
): StagePlanInput["arrival"] {
  if (!(own.rate.mean > 0)) return undefined;
  const { daysPerPeriod } = calendarOf(context);
  const { lumps } = own;
  const share = own.rate.mean / demand.rate.mean;
  return {
    lumps: {
      size: lumps.size * share,
      dispersion: lumps.dispersion * share,
    },
    meanPerLook:
      demand.rate.mean *
      Math.max(context.scenario.reviewPeriods, 1 / daysPerPeriod),
  };
}
