import type { Period } from "../contracts/index.ts";
import type { PlanningContext } from "./planning-context.ts";
import { daysPerPeriod, periodsPerYear } from "../units/period.ts";

/** The snapshot's period and money, for conversion at the border. */
export interface Calendar {
  readonly period: Period;
  readonly daysPerPeriod: number;
  readonly periodsPerYear: number;
  readonly currency: string;
}

/** How long the snapshot's periods are. */
export function calendarOf({
  period,
  currency,
}: Pick<PlanningContext, "period" | "currency">): Calendar {
  return {
    period,
    daysPerPeriod: daysPerPeriod(period),
    periodsPerYear: periodsPerYear(period),
    currency,
  };
}
