import { InputError } from "../../errors.ts";
import type { Period } from "../../contracts/index.ts";
import { bucketDay } from "../../units/bucket-day.ts";
import { dayNumber } from "../../units/calendar-bucket.ts";
import type { GappedHistory } from "../recorded-history.ts";
import { repairLaunch } from "./launch.ts";
import { repairNegativePeriods } from "./negative-periods.ts";
import { separatePromotions } from "./promotions.ts";
import type { Repair, SeparatedDemand } from "./repair.ts";
import { separatedDemand } from "./repair.ts";
import { repairStockouts } from "./stockouts.ts";
import type { Worksheet } from "./worksheet.ts";
import { counted, isUnits, setPeriods, worksheet } from "./worksheet.ts";

/** Something a reader of a history should know, whether or not it could be set right. */
export interface HygieneFinding {
  /** Stable name of the rule. */
  readonly code: string;
  /** What was found and what was done about it, in one sentence. */
  readonly message: string;
}

/** A mark for each period: true or 1 for all of it, a share of it, nothing when unknown. */
export type PeriodMarks = ArrayLike<boolean | number | null | undefined>;

/** What is known beside a history of periods. */
export interface CleanPeriodsOptions {
  readonly item?: string;
  readonly location?: string;
  /** First day of the first period, `YYYY-MM-DD`, and how long a period is: to name them by. */
  readonly calendar?: { readonly start: string; readonly period: Period };
  /** The day the record was read: the period it lies in is not over. Needs `calendar`. */
  readonly asOf?: string;
  /** Periods in a season; 1, none, when omitted. */
  readonly season?: number;
  /** Part of each period without stock, or whether there was none at some time of it. */
  readonly stockouts?: PeriodMarks;
  /** Whether each period was promoted. */
  readonly promotions?: PeriodMarks;
}

/** A history that speaks of demand alone, with everything that was done to it. */
export interface CleanPeriods {
  /** As recorded. */
  readonly raw: readonly (number | null)[];
  /** Of the same length; `null` where nothing is known. Never negative, never NaN. */
  readonly clean: readonly (number | null)[];
  /** What the repairs took out because it is known for what it is. */
  readonly known: readonly SeparatedDemand[];
  /** In the order they were made; `withRepairs` undoes any of them. */
  readonly repairs: readonly Repair[];
  readonly findings: readonly HygieneFinding[];
}

/**
 * A history of periods, cleaned: what is no number or not over is left out, net returns are
 * booked to the sales before them, zeros before a launch are told from zeros of demand, what a
 * stockout hid is put back, what a promotion sold is separated.
 *
 * @param history - units by period, oldest first; `null` where nothing was recorded
 * @throws InputError when marks do not match the history, a day is none, or the season is no
 * whole number
 */
export function cleanPeriods(
  history: GappedHistory,
  options: CleanPeriodsOptions = {},
): CleanPeriods {
  const { calendar, asOf, item, location } = options;
  if (calendar) calendarDay("calendar.start", calendar.start);
  if (asOf !== undefined) calendarDay("asOf", asOf);
  const raw = Array.from(history, (value) => value ?? null);
  const sheet = worksheet(raw, {
    ...(item !== undefined && { item }),
    ...(location !== undefined && { location }),
    ...(calendar && { named: periodNames(calendar.start, calendar.period) }),
  });
  for (const [period, value] of raw.entries()) {
    if (value === null || isUnits(value)) continue;
    setPeriods(
      sheet,
      {
        kind: "not-a-number",
        reason: `${sheet.named(period)} holds no possible number: not recorded`,
      },
      [[period, null]],
    );
  }
  let recordedUntil = raw.length;
  if (calendar && asOf !== undefined) {
    const { start, period } = calendar;
    const over =
      raw.findLastIndex((_, i) => bucketDay(start, period, i + 1) <= asOf) + 1;
    leaveOutFrom(sheet, over, `the record was read on ${asOf}`);
    recordedUntil = over;
  }
  repairNegativePeriods(sheet);
  const findings = repairPeriods(sheet, { ...options, recordedUntil });
  return cleaned(sheet, raw, findings);
}

/**
 * Days since 1970-01-01 of a day.
 *
 * @throws InputError when there is no such day
 */
export function calendarDay(field: string, day: string): number {
  const number = dayNumber(day);
  if (number !== null) return number;
  throw new InputError(
    field,
    `${field} must be a day like 2026-01-31, got "${day}"`,
  );
}

/** Names periods by their first day; a month as `YYYY-MM`. */
export function periodNames(
  start: string,
  period: Period,
): (index: number) => string {
  const letters = period === "month" ? 7 : 10;
  return (index) => bucketDay(start, period, index).slice(0, letters);
}

/** Leaves out the periods from one on, which are not over. */
export function leaveOutFrom(
  sheet: Worksheet,
  over: number,
  because: string,
): void {
  if (over >= sheet.values.length) return;
  const open = sheet.values.flatMap((value, period) =>
    period >= over && value !== null ? [[period, null] as const] : [],
  );
  if (open.length === 0) return;
  setPeriods(
    sheet,
    {
      kind: "incomplete",
      reason: `${sheet.named(open[0]![0])} is not over, ${because}: a part of a period is not taken for a whole one`,
    },
    open,
  );
}

/** The repairs of whole periods that lines and buckets have in common. */
export function repairPeriods(
  sheet: Worksheet,
  options: Pick<CleanPeriodsOptions, "season" | "stockouts" | "promotions"> & {
    /** Periods from here on are left out as not over; all may be over when omitted. */
    readonly recordedUntil?: number;
  },
): HygieneFinding[] {
  const { values } = sheet;
  const { season = 1 } = options;
  if (!(Number.isInteger(season) && season >= 1)) {
    throw new InputError(
      "season",
      `season must be a whole number of at least 1, got ${String(season)}`,
    );
  }
  const out = marks("stockouts", options.stockouts, values.length);
  const promoted = marks("promotions", options.promotions, values.length);
  const findings: HygieneFinding[] = [];
  const blanks = values.findIndex((value) => value !== null);
  const end = options.recordedUntil ?? values.length;
  const open = end - 1 - values.slice(0, end).findLastIndex(isRecorded);
  repairLaunch(sheet);
  // Before the first sale there is no telling a stockout from an item that was not there yet.
  if (options.stockouts) {
    repairStockouts(sheet, out, (period) => promoted(period) < 0.5, season);
  }
  const separated =
    !options.promotions ||
    separatePromotions(
      sheet,
      (period) => promoted(period) >= 0.5,
      (period) => out(period) === 0,
      season,
    );
  if (!separated) {
    findings.push({
      code: "always-promoted",
      message:
        "nearly every period was promoted: what is usual without cannot be told, so nothing is separated",
    });
  }
  if (blanks > 0) {
    findings.push({
      code: "before-launch",
      message: `${counted(blanks, "period")} not recorded before the first one: a launch, not zeros`,
    });
  }
  if (blanks >= 0 && open > 0) {
    findings.push({
      code: "open-end",
      message: `${counted(open, "period")} not recorded at the end: withdrawn, or still to come`,
    });
  }
  const gaps = gapsWithin(values);
  if (gaps > 0) {
    findings.push({
      code: "missing-periods",
      message: `${counted(gaps, "period")} not recorded in between: not taken for zeros`,
    });
  }
  if (values.every((value) => value === null || value === 0)) {
    findings.push({
      code: "no-demand",
      message: values.some((value) => value !== null)
        ? "nothing was sold in any recorded period"
        : "no period is recorded",
    });
  }
  return findings;
}

/** The answer about a worksheet whose repairs are done. */
export function cleaned(
  { values, repairs }: Worksheet,
  raw: readonly (number | null)[],
  findings: readonly HygieneFinding[],
): CleanPeriods {
  return {
    raw,
    clean: values,
    known: separatedDemand(repairs),
    repairs,
    findings,
  };
}

/** Reads marks: 0 where there is none. */
function marks(
  field: string,
  given: PeriodMarks | undefined,
  periods: number,
): (period: number) => number {
  if (given === undefined) return () => 0;
  if (given.length !== periods) {
    throw new InputError(
      field,
      `${field} must have one mark for each of ${periods} periods, got ${given.length}`,
    );
  }
  const shares = Array.from(given, (mark, period) => {
    const share = Number(mark ?? 0);
    if (share >= 0 && share <= 1) return share;
    throw new InputError(
      `${field}[${period}]`,
      `${field}[${period}] must be between 0 and 1, got ${String(mark)}`,
    );
  });
  return (period) => shares[period] ?? 0;
}

function isRecorded(value: number | null): boolean {
  return value !== null;
}

function gapsWithin(values: readonly (number | null)[]): number {
  const first = values.findIndex(isRecorded);
  const last = values.findLastIndex(isRecorded);
  return values
    .slice(Math.max(first, 0), last + 1)
    .filter((value) => value === null).length;
}
