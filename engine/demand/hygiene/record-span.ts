import type { Period } from "../../contracts/index.ts";
import {
  bucketAfter,
  bucketsBetween,
  bucketStart,
} from "../../units/calendar-bucket.ts";
import type { DemandLines } from "./demand-lines.ts";
import { dayOfMinute } from "./demand-lines.ts";

/** Days outside of these are placeholders in any record: 1980-01-01 and 2100-01-01. */
const earliest = 3652;
const latest = 47_482;

/**
 * Days without any line beyond which the lines on the far side bear a wrong date, when they are
 * no more than a share of all: a year and next to none, ten years and few.
 */
const strayRules = [
  { silence: 366, share: 0.005 },
  { silence: 3652, share: 0.05 },
] as const;

/** Weeks of record, and share of them with a line, that make a weekday a usual one. */
const fewestWeeks = 8;
const shareUsual = 0.6;

/** Share of a period's usual days without a line that makes it a part of a period only. */
const shareMissing = 0.1;

/** The days that a record covers, and the buckets they make. */
export interface RecordSpan {
  /** First and last day with a line that can be right. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** First day of the first bucket. */
  readonly start: number;
  readonly buckets: number;
  /** Place of a day's bucket. */
  readonly bucketOf: (day: number) => number;
  /** Whether the first, and the last, bucket is a part of a period. */
  readonly firstOpen: boolean;
  readonly lastOpen: boolean;
  /** Days between the first and the last without any line. */
  readonly silentDays: number;
  /** Whether each bucket lacks lines that it usually has: closed, or not recorded. */
  readonly closed: readonly boolean[];
}

/** What is known about the days of a record, as days since 1970-01-01. */
export interface SpanKnown {
  /** Days before and after these are impossible. */
  readonly from: number | null;
  readonly asOf: number | null;
  /** Last day that the record covers; found out when not known. */
  readonly until: number | null;
}

/** The span of a record; `null` when no line has a possible day. */
export function recordSpan(
  lines: DemandLines,
  period: Period,
  { from, asOf, until }: SpanKnown,
): RecordSpan | null {
  const counts = new Map<number, number>();
  for (const minute of lines.minute) {
    if (Number.isNaN(minute)) continue;
    const day = dayOfMinute(minute);
    if (day < (from ?? earliest) || day > (asOf ?? latest)) continue;
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const days = withoutStrays(counts);
  if (days.length === 0) return null;
  const firstDay = days[0]!;
  const lastDay = days.at(-1)!;
  const start = bucketStart(firstDay, period);
  const last = bucketStart(lastDay, period);
  const buckets = bucketsBetween(start, last, period) + 1;
  const places = new Int32Array(lastDay - firstDay + 1);
  for (let day = firstDay; day <= lastDay; day++) {
    places[day - firstDay] = bucketsBetween(
      start,
      bucketStart(day, period),
      period,
    );
  }
  const bucketOf = (day: number) => places[day - firstDay]!;
  const usual = usualWeekdays(days);
  const lastEnd = bucketAfter(last, period, 1) - 1;
  const firstEnd = bucketAfter(start, period, 1) - 1;
  return {
    firstDay,
    lastDay,
    start,
    buckets,
    bucketOf,
    firstOpen:
      from === null
        ? lacks(usual, start, firstDay - 1, firstEnd)
        : from > start,
    lastOpen:
      (asOf !== null && asOf <= lastEnd) ||
      (until === null
        ? lacks(usual, lastDay + 1, lastEnd, lastEnd, last)
        : until < lastEnd),
    silentDays: lastDay - firstDay + 1 - days.length,
    closed: closedBuckets(days, buckets, bucketOf, period, usual, firstDay),
  };
}

/** Days in order, without the few that lie far from all others: placeholders, typing errors. */
function withoutStrays(counts: ReadonlyMap<number, number>): number[] {
  const days = [...counts.keys()].sort((a, b) => a - b);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let low = 0;
  let high = days.length;
  let seen = 0;
  for (const [at, day] of days.entries()) {
    const gap = at > 0 ? day - days[at - 1]! : 0;
    const stray = (some: number) =>
      strayRules.some(
        ({ silence, share }) => gap > silence && some <= share * all,
      );
    if (stray(seen)) low = at;
    else if (stray(all - seen)) {
      high = at;
      break;
    }
    seen += counts.get(day)!;
  }
  return days.slice(low, high);
}

/** Weekdays (0 is Thursday, as day 0 was) on which most weeks have a line; none when too short. */
function usualWeekdays(days: readonly number[]): ReadonlySet<number> {
  const weeks = (days.at(-1)! - days[0]! + 1) / 7;
  if (weeks < fewestWeeks) return new Set();
  const counts = new Float64Array(7);
  for (const day of days) counts[weekday(day)]! += 1;
  return new Set(
    [0, 1, 2, 3, 4, 5, 6].filter((w) => counts[w]! >= shareUsual * weeks),
  );
}

function weekday(day: number): number {
  return ((day % 7) + 7) % 7;
}

/** Whether days without lines are a good part of the usual days of their bucket. */
function lacks(
  usual: ReadonlySet<number>,
  from: number,
  to: number,
  end: number,
  start = from,
): boolean {
  let missing = 0;
  let all = 0;
  for (let day = start; day <= end; day++) {
    if (!usual.has(weekday(day))) continue;
    all++;
    if (day >= from && day <= to) missing++;
  }
  return missing > 0 && missing >= shareMissing * all;
}

/**
 * Buckets without any line of any item. A day that is free every week is no such bucket: its
 * zeros return with the season.
 */
function closedBuckets(
  days: readonly number[],
  buckets: number,
  bucketOf: (day: number) => number,
  period: Period,
  usual: ReadonlySet<number>,
  firstDay: number,
): readonly boolean[] {
  const closed = new Array<boolean>(buckets).fill(true);
  for (const day of days) closed[bucketOf(day)] = false;
  if (period !== "day") return closed;
  return closed.map((none, at) => none && usual.has(weekday(firstDay + at)));
}

/** The span of a record without any possible day. */
export const emptySpan: RecordSpan = {
  firstDay: 0,
  lastDay: -1,
  start: 0,
  buckets: 0,
  bucketOf: () => 0,
  firstOpen: false,
  lastOpen: false,
  silentDays: 0,
  closed: [],
};
