import type {
  CleanDemand,
  CleanDemandOptions,
  DemandLine,
  DemandReport,
} from "../../../../engine/index.ts";
import {
  addDemandLine,
  cleanDemand,
  demandLines,
} from "../../../../engine/index.ts";
import { sharedText } from "../../../support/reference.ts";

/** A sale that no rule objects to. */
export function aSale(change: Partial<DemandLine> = {}): DemandLine {
  return {
    item: "4711",
    at: "2026-01-05 10:00",
    quantity: 5,
    price: 2.5,
    document: "SO100",
    customer: "C1",
    ...change,
  };
}

/** Cleans lines; the stages found and the last word. */
export function cleanedLines(
  lines: Iterable<DemandLine>,
  options: Partial<CleanDemandOptions> = {},
): { readonly stages: CleanDemand[]; readonly report: DemandReport } {
  const record = demandLines();
  for (const line of lines) addDemandLine(record, line);
  const work = cleanDemand(record, { period: "month", ...options });
  const stages: CleanDemand[] = [];
  for (;;) {
    const step = work.next();
    if (step.done) return { stages, report: step.value };
    stages.push(step.value);
  }
}

/** Rows of a shared file without quotes, as cells. */
export function* sharedRows(file: string): Generator<string[]> {
  const text = sharedText(file);
  let from = text.indexOf("\n") + 1;
  while (from < text.length) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    if (to > from) yield text.slice(from, to).split(",");
    from = to + 1;
  }
}
