import { atLeast } from "../checks.ts";
import type { Period } from "../contracts/index.ts";

/** Mean Gregorian year, so that twelve months and 365.25 days are the same time. */
const daysPerYear = 365.25;

const days: Readonly<Record<Period, number>> = {
  day: 1,
  week: 7,
  month: daysPerYear / 12,
};

/** Calendar days in one period; a month is the mean one, 30.4375. */
export function daysPerPeriod(period: Period): number {
  return days[period];
}

/** Periods after which demand repeats: the days of a week, else a year. */
export function periodsPerSeason(period: Period): number {
  return { day: 7, week: 52, month: 12 }[period];
}

/** Periods in a mean year of 365.25 days. */
export function periodsPerYear(period: Period): number {
  return daysPerYear / days[period];
}

/**
 * Calendar days as periods, fractions kept.
 *
 * @throws InputError when the days are negative or no number
 */
export function periodsFromDays(calendarDays: number, period: Period): number {
  return atLeast("days", calendarDays, 0) / days[period];
}

/**
 * Periods as calendar days, fractions kept.
 *
 * @throws InputError when the periods are negative or no number
 */
export function daysFromPeriods(periods: number, period: Period): number {
  return atLeast("periods", periods, 0) * days[period];
}
