import type { DemandHistory, Period } from "../../engine/contracts/index.ts";
import type {
  CleanDemand,
  DemandLines,
  Repair,
  RepairKind,
} from "../../engine/index.ts";
import { cleanDemand, withRepairs } from "../../engine/index.ts";
import { bucketAfter, dayNumber, dayText } from "./bucket.ts";
import type { Findings } from "./target-findings.ts";

/** How lines become histories, and who hears what was set right. */
export interface LinesAsked {
  readonly period: Period;
  /** What a period without a line means. */
  readonly gaps: "zero" | "missing";
  /** Day of the reading. */
  readonly today?: string | undefined;
  /** Last day that is complete. */
  readonly until?: string | undefined;
  readonly findings: Findings;
  /** File or table. */
  readonly source: string;
}

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

/**
 * Transaction lines as histories by stage, line by line set right; every repair is a finding.
 *
 * @param lines - of stages that are known; their items are `item@location`
 */
export function historiesOfLines(
  lines: DemandLines,
  asked: LinesAsked,
): ReadonlyMap<string, DemandHistory> {
  const { period, gaps, today, until, findings, source } = asked;
  const histories = new Map<string, DemandHistory>();
  const seen = new Map<RepairKind, number>();
  const work = cleanDemand(lines, {
    period,
    rows: gaps === "missing" ? "totals" : "sales",
    // Whatever the ERP holds as an item at a location is one.
    itemPattern: /^/,
    ...(today !== undefined && { asOf: today }),
    ...(until !== undefined && { until }),
  });
  const add = (kind: RepairKind, row: number | null, message: string) =>
    findings.add(
      doubtful.has(kind) ? "warning" : "info",
      source,
      row,
      null,
      message,
    );
  const tell = ({ kind, item, lines: named, reason }: Repair) => {
    if (leftToPlanning.includes(kind)) return;
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    if (before < mostTold(kind))
      add(kind, named[0] ?? null, `${item}: ${reason}`);
  };
  for (const stage of work) {
    for (const repair of stage.repairs) tell(repair);
    const history = historyOf(stage, period);
    if (history) histories.set(stage.item, history);
  }
  for (const [kind, count] of seen) {
    const more = count - mostTold(kind);
    if (more > 0) add(kind, null, `and ${more} more of ${kind}`);
  }
  return histories;
}

const clock = /[T ]\d{1,2}:\d{2}.*$/;

/** A day as the engine reads it, with the time of day that its text holds. */
export function timed(day: number, text: string | null | undefined): string {
  return dayText(day) + (clock.exec(text?.trim() ?? "")?.[0] ?? "");
}

/** The history between its first and its last known period; `null` when there is none. */
function historyOf(
  { raw, repairs, start }: CleanDemand,
  period: Period,
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
