import type {
  DemandHistory,
  Period,
  StageRecord,
} from "../../engine/contracts/index.ts";
import { addDemandLine, demandLines } from "../../engine/index.ts";
import type { ReadSources } from "../profiles/read-sources.ts";
import {
  bucketAfter,
  bucketStart,
  bucketSums,
  dayNumber,
  dayText,
} from "./bucket.ts";
import type { ReadRows } from "../write-back/source-statement.ts";
import { historiesOfLines, timed } from "./lines-history.ts";
import type { Findings } from "./target-findings.ts";
import { lastWholeBucket } from "./unfinished-bucket.ts";

/**
 * Demand rows summed by period, from a stage's first row to the last row of all. A period that
 * is not over on the day of the reading is left out. Rows that name their document are cleaned
 * as transaction lines.
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
  const named = parts.some(({ query }) => query.columns.document !== undefined);
  const documents = demandLines(true);
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
      if (named) {
        addDemandLine(documents, {
          line: number,
          item: id,
          at: timed(at, row["day"]),
          quantity: line.quantity,
          document: row["document"],
          customer: row["customer"],
          reverses: row["reverses"],
          price: findings.number(row, "price", query.table, number),
        });
        continue;
      }
      const known = lines.get(id);
      if (known) known.push(line);
      else lines.set(id, [line]);
    }
  if (named) {
    return historiesOfLines(documents, {
      period,
      gaps: gapMeans === "zero" ? "zero" : "missing",
      today,
      findings,
      source: parts[0]?.query.table ?? "demand",
    });
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
