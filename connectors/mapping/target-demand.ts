import type {
  DemandHistory,
  Period,
  StageRecord,
} from "../../engine/contracts/index.ts";
import type { ReadSources } from "../profiles/read-sources.ts";
import {
  bucketAfter,
  bucketStart,
  bucketSums,
  dayNumber,
  dayText,
} from "./bucket.ts";
import type { ReadRows } from "../write-back/source-statement.ts";
import type { Findings } from "./target-findings.ts";
import { lastWholeBucket } from "./unfinished-bucket.ts";

/**
 * Demand rows summed by period, from a stage's first row to the last row of all. A period that
 * is not over on the day of the reading is left out.
 */
export async function readDemand(
  sources: ReadSources,
  period: Period,
  rowsOf: ReadRows,
  stages: ReadonlyMap<string, StageRecord>,
  findings: Findings,
  today?: string,
): Promise<ReadonlyMap<string, DemandHistory>> {
  if (!sources.demand) return new Map();
  const { parts, gapMeans } = sources.demand;
  const lines = new Map<string, { day: number; quantity: number }[]>();
  let last = -Infinity;
  for (const { query, sign } of parts)
    for await (const { row, number } of rowsOf(query)) {
      const id = `${row["item"]}@${row["location"]}`;
      if (!stages.has(id)) {
        findings.add(
          "warning",
          query.table,
          number,
          "item",
          `the demand is for ${id}, which is no item at a location we read: left out`,
        );
        continue;
      }
      const day = findings.day(row, "day", query.table, number);
      const amount = findings.number(row, "quantity", query.table, number);
      if (day === null || amount === null) continue;
      const at = dayNumber(day) ?? 0;
      last = Math.max(last, at);
      const line = { day: at, quantity: sign === "minus" ? -amount : amount };
      const known = lines.get(id);
      if (known) known.push(line);
      else lines.set(id, [line]);
    }
  if (lines.size === 0) return new Map();
  const end = lastWholeBucket(bucketStart(last, period), period, today, {
    findings,
    source: parts[0]?.query.table ?? "demand",
  });
  const after = bucketAfter(end, period, 1);
  const empty = gapMeans === "zero" ? 0 : null;
  return new Map(
    [...lines].flatMap(([id, known]) => {
      const over = known.filter(({ day }) => day < after);
      if (over.length === 0) return [];
      const { start, quantities } = bucketSums(over, period, end, empty);
      return [[id, { start: dayText(start), quantities }] as const];
    }),
  );
}
