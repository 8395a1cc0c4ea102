import type {
  DemandHistory,
  ImportFinding,
  StageRecord,
} from "../../engine/contracts/index.ts";
import {
  addDemandLine,
  cleanDemand,
  demandLines,
  withRepairs,
} from "../../engine/index.ts";
import type {
  CleanDemand,
  CleanDemandOptions,
  Repair,
  RepairKind,
} from "../../engine/index.ts";
import { bucketAfter, dayNumber, dayText } from "../mapping/bucket.ts";
import type { LongSource } from "./long-rows.ts";
import { longRows } from "./long-rows.ts";
import type { Reading } from "./reading.ts";

/** What a snapshot leaves to the planning: judgements of whole histories. */
const leftToPlanning: readonly RepairKind[] = ["before-launch", "one-off"];

/** Repairs of one kind that are told each; the rest is counted. */
const mostTold = (kind: RepairKind) => (kind === "incomplete" ? 1 : 5);

/** Repairs that somebody should look at. */
const doubtful: ReadonlySet<RepairKind> = new Set([
  "impossible-date",
  "duplicate",
  "unmatched-return",
  "negative-demand",
]);

const clock = /[T ]\d{1,2}:\d{2}.*$/;

/** Transaction lines as histories by period, cleaned; what was set right is a finding. */
export async function readDemandLines(
  reading: Reading,
  source: LongSource,
  stages: ReadonlyMap<string, StageRecord>,
): Promise<ReadonlyMap<string, DemandHistory>> {
  const lines = demandLines(true);
  for await (const one of longRows(reading, source, stages)) {
    addDemandLine(lines, {
      line: one.row.line,
      item: one.id,
      at: dayText(one.day) + (clock.exec(one.text("day") ?? "")?.[0] ?? ""),
      quantity: one.quantity,
      document: one.text("document"),
      customer: one.text("customer"),
      reverses: one.text("reverses"),
      price: one.number("price"),
    });
  }
  const { period } = reading.mapping;
  const { today } = reading.context;
  const histories = new Map<string, DemandHistory>();
  const seen = new Map<RepairKind, number>();
  const work = cleanDemand(lines, optionsOf(reading, source, today));
  for (;;) {
    const step = work.next();
    if (step.done) break;
    tell(reading, source, step.value.repairs, seen);
    const history = historyOf(step.value, period);
    if (history) histories.set(step.value.item, history);
  }
  for (const [kind, count] of seen) {
    const more = count - mostTold(kind);
    if (more > 0)
      add(reading, source, kind, null, `and ${more} more of ${kind}`);
  }
  return histories;
}

function optionsOf(
  { mapping }: Reading,
  { gaps, until }: LongSource,
  today: string | undefined,
): CleanDemandOptions {
  return {
    period: mapping.period,
    rows: gaps === "missing" ? "totals" : "sales",
    // Whatever the ERP holds as an item at a location is one.
    itemPattern: /^/,
    ...(today !== undefined && { asOf: today }),
    ...(until !== undefined && { until }),
  };
}

/** The history between its first and its last known period; `null` when there is none. */
function historyOf(
  { raw, repairs, start }: CleanDemand,
  period: Reading["mapping"]["period"],
): DemandHistory | null {
  const units = withRepairs(raw, repairs, { without: leftToPlanning });
  const first = units.findIndex((one) => one !== null);
  if (first < 0) return null;
  const last = units.findLastIndex((one) => one !== null);
  return {
    start: dayText(bucketAfter(dayNumber(start)!, period, first)),
    quantities: units.slice(first, last + 1),
  };
}

function tell(
  reading: Reading,
  source: LongSource,
  repairs: readonly Repair[],
  seen: Map<RepairKind, number>,
): void {
  for (const { kind, item, lines, reason } of repairs) {
    if (leftToPlanning.includes(kind)) continue;
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    if (before < mostTold(kind))
      add(reading, source, kind, lines[0] ?? null, `${item}: ${reason}`);
  }
}

function add(
  { findings }: Reading,
  { file }: LongSource,
  kind: RepairKind,
  row: number | null,
  message: string,
): void {
  const severity: ImportFinding["severity"] = doubtful.has(kind)
    ? "warning"
    : "info";
  findings.add(severity, file, row, null, message);
}
