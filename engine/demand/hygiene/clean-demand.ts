import type { Period } from "../../contracts/index.ts";
import { bucketAfter, dayText } from "../../units/calendar-bucket.ts";
import type { CleanPeriods, HygieneFinding } from "./clean-periods.ts";
import {
  calendarDay,
  cleaned,
  leaveOutFrom,
  periodNames,
  repairPeriods,
} from "./clean-periods.ts";
import type { DemandLines } from "./demand-lines.ts";
import { dayOfMinute } from "./demand-lines.ts";
import { lineOrder } from "./line-order.ts";
import type { LineRules } from "./line-reading.ts";
import { lineReading } from "./line-reading.ts";
import { repairNegativePeriods } from "./negative-periods.ts";
import { promotedBuckets } from "./promoted-buckets.ts";
import type { RecordFacts } from "./record-facts.ts";
import { recordFacts, usualSpellings } from "./record-facts.ts";
import { recordFindings } from "./record-findings.ts";
import type { RecordSpan } from "./record-span.ts";
import { emptySpan, recordSpan } from "./record-span.ts";
import type { RepairKind } from "./repair.ts";
import { rawBuckets, repairLines } from "./stage-lines.ts";
import type { StockRecord } from "./stock-shares.ts";
import { stockShares } from "./stock-shares.ts";
import type { Worksheet } from "./worksheet.ts";
import { setPeriods, worksheet } from "./worksheet.ts";

/** What is known beside the lines. */
export interface CleanDemandOptions extends LineRules {
  /** What the lines are summed by. */
  readonly period: Period;
  /** The day the record was read, `YYYY-MM-DD`: later days are impossible, its period not over. */
  readonly asOf?: string;
  /** First and last day that the record covers; found out when omitted. */
  readonly from?: string;
  readonly until?: string;
  /** Periods in a season; 1, none, when omitted. */
  readonly season?: number;
  /** What lay in stock on some days: periods with none are stockouts. */
  readonly stock?: readonly StockRecord[];
}

/** The clean history of one item at one location. */
export interface CleanDemand extends CleanPeriods {
  readonly item: string;
  /** Empty when the record names none. */
  readonly location: string;
  /** First day of the first period, `YYYY-MM-DD`. */
  readonly start: string;
}

/** What was found in a record as a whole, and done about it. */
export interface DemandReport extends RecordFacts {
  /** Lines that are sales; what was left out is not among them. */
  readonly keptLines: number;
  /** Units of those lines, before returns are taken off. */
  readonly keptUnits: number;
  /** Items that have such a line. */
  readonly keptItems: number;
  /** Repairs by kind, and the lines that they name. */
  readonly repairs: Readonly<Partial<Record<RepairKind, number>>>;
  readonly findings: readonly HygieneFinding[];
}

/**
 * Clean histories from the lines of a record, by item and location; the last word is about the
 * record as a whole.
 *
 * Left out: what names no item, no number, no possible day; repeated lines; fees, bookings of
 * accounts, corrections of stock; lines without a price. What came back is netted against the
 * sale it was, in the period of that sale; orders far out of an item's own sizes are separated
 * as known demand. The periods that come of it are cleaned as `cleanPeriods` does. Nothing is
 * lost: `raw` sums every line that has a number and a possible day, and `withRepairs` undoes
 * any repair.
 *
 * @throws InputError when a day of the options is none, or the season no whole number
 */
export function* cleanDemand(
  lines: DemandLines,
  options: CleanDemandOptions,
): Generator<CleanDemand, DemandReport> {
  const { period, asOf, from, until, season } = options;
  const day = (field: string, text: string | undefined) =>
    text === undefined ? null : calendarDay(field, text);
  const known = {
    asOf: day("asOf", asOf),
    from: day("from", from),
    until: day("until", until),
  };
  const found = recordSpan(lines, period, known);
  const span = found ?? emptySpan;
  const reading = { ...lineReading(lines, found, options), span };
  const order = lineOrder(lines, reading.rows === "totals" ? "all" : "told");
  const shares = stockShares(lines, options.stock ?? [], span);
  const promoted = promotedBuckets(lines, span);
  const spelling = usualSpellings(lines);
  const counts = new Map<RepairKind, number>();
  const keptItems = new Set<number>();
  let keptLines = 0;
  let keptUnits = 0;
  for (const stage of inOrder(lines, spelling)) {
    const { item, location } = lines.stages[stage]!;
    const places = order.of(stage);
    const { first, raw } = rawBuckets(lines, places, reading);
    const start = dayText(bucketAfter(span.start, period, first));
    const sheet = worksheet(raw, {
      item: spelling[item]!,
      location: lines.locations.texts[location]!,
      named: periodNames(start, period),
    });
    const bucket = (place: number) =>
      span.bucketOf(dayOfMinute(lines.minute[place]!)) - first;
    const work = { lines, reading, sheet, bucket };
    const kept = repairLines(work, places, order.repeats);
    leaveOutOpenEnds(sheet, span, first);
    repairNegativePeriods(sheet);
    const findings = repairPeriods(sheet, {
      recordedUntil: raw.length - Number(span.lastOpen),
      ...(season !== undefined && { season }),
      ...(shares && { stockouts: shares(stage, first, raw.length) }),
      ...(promoted && { promotions: promoted(places, first, raw.length) }),
    });
    keptLines += kept.length;
    for (const place of kept) keptUnits += lines.quantity[place]!;
    if (kept.length > 0) keptItems.add(item);
    for (const { kind } of sheet.repairs) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    const { item: name, location: where } = sheet;
    yield {
      item: name,
      location: where,
      start,
      ...cleaned(sheet, raw, findings),
    };
  }
  const facts = recordFacts(lines, order, reading);
  return {
    ...facts,
    keptLines,
    keptUnits,
    keptItems: keptItems.size,
    repairs: Object.fromEntries(counts),
    findings: recordFindings(facts, reading, counts),
  };
}

/** Stages by item, then by location, as people sort them. */
function inOrder(
  { stages, locations }: DemandLines,
  spelling: readonly string[],
): number[] {
  const name = (stage: number) => {
    const { item, location } = stages[stage]!;
    return `${spelling[item]!}\u0000${locations.texts[location]!}`;
  };
  const names = stages.map((_, stage) => name(stage));
  return [...stages.keys()].sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
}

/** Leaves out the first and the last period of the record where it covers a part of them. */
function leaveOutOpenEnds(
  sheet: Worksheet,
  { firstOpen, lastOpen, buckets }: RecordSpan,
  first: number,
): void {
  const { values, named } = sheet;
  if (lastOpen) {
    leaveOutFrom(sheet, buckets - 1 - first, "as far as the record goes");
  }
  if (firstOpen && first === 0 && (values[0] ?? null) !== null) {
    setPeriods(
      sheet,
      {
        kind: "incomplete",
        reason: `the record begins within ${named(0)}: a part of a period is not taken for a whole one`,
      },
      [[0, null]],
    );
  }
}
