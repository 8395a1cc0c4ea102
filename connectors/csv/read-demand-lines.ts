import type {
  DemandHistory,
  StageRecord,
} from "../../engine/contracts/index.ts";
import { addDemandLine, demandLines } from "../../engine/index.ts";
import { historiesOfLines, timed } from "../mapping/lines-history.ts";
import type { LongSource } from "./long-rows.ts";
import { longRows } from "./long-rows.ts";
import type { Reading } from "./reading.ts";

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
      at: timed(one.day, one.text("day")),
      quantity: one.quantity,
      document: one.text("document"),
      customer: one.text("customer"),
      reverses: one.text("reverses"),
      price: one.number("price"),
    });
  }
  return historiesOfLines(lines, {
    period: reading.mapping.period,
    gaps: source.gaps,
    today: reading.context.today,
    until: source.until,
    findings: reading.findings,
    source: source.file,
  });
}
