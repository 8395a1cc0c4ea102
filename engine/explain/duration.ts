import type { Period } from "../contracts/index.ts";
import { daysPerPeriod } from "../units/period.ts";
import { say } from "./say.ts";

/**
 * A time as a planner says it: in days while that is less than two periods, else in periods.
 *
 * @param periods - how long
 * @param period - what one period is
 */
export function duration(periods: number, period: Period): string {
  const days = periods * daysPerPeriod(period);
  return period === "day" || periods < 2
    ? counted(days, "day")
    : counted(periods, period);
}

function counted(amount: number, unit: string): string {
  const text = say(Math.round(amount * 10) / 10);
  return `${text} ${unit}${text === "1" ? "" : "s"}`;
}
