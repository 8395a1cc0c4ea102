import type {
  DemandHistory,
  StageRecord,
} from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import {
  bucketAfter,
  bucketSums,
  bucketsBetween,
  bucketStart,
  dayNumber,
  dayText,
} from "../mapping/bucket.ts";
import { dayExamples, readDay } from "../mapping/rows-day.ts";
import { lastWholeBucket } from "../mapping/unfinished-bucket.ts";
import type { LongSource } from "./long-rows.ts";
import { longRows } from "./long-rows.ts";
import type { CsvMapping } from "./mapping.ts";
import { readDemandLines } from "./read-demand-lines.ts";
import { knownStage, openFile } from "./reading.ts";
import type { Reading } from "./reading.ts";
import type { Table } from "./read-table.ts";

type DemandSource = NonNullable<CsvMapping["demand"]>;
type Histories = ReadonlyMap<string, DemandHistory>;

/** Demand of known stages by period. Negative quantities stay: the audit judges them. */
export function readDemand(
  reading: Reading,
  source: DemandSource,
  stages: ReadonlyMap<string, StageRecord>,
): Promise<Histories> {
  return source.form === "wide"
    ? readWide(reading, source, stages)
    : readLong(reading, source, stages);
}

async function readLong(
  reading: Reading,
  source: LongSource,
  stages: ReadonlyMap<string, StageRecord>,
): Promise<Histories> {
  if (source.fields.document !== undefined) {
    return readDemandLines(reading, source, stages);
  }
  const { period } = reading.mapping;
  const sums = new Map<string, Map<number, number>>();
  let last = -Infinity;
  for await (const { id, day, quantity } of longRows(reading, source, stages)) {
    const bucket = bucketStart(day, period);
    last = Math.max(last, bucket);
    const own = sums.get(id) ?? new Map<number, number>();
    own.set(bucket, (own.get(bucket) ?? 0) + quantity);
    sums.set(id, own);
  }
  if (sums.size === 0) return new Map();
  const end = lastWholeBucket(last, period, reading.context.today, {
    findings: reading.findings,
    source: source.file,
  });
  const empty = source.gaps === "zero" ? 0 : null;
  return new Map(
    [...sums].flatMap(([id, own]) => {
      const lines = [...own].flatMap(([day, quantity]) =>
        day <= end ? [{ day, quantity }] : [],
      );
      if (lines.length === 0) return [];
      const { start, quantities } = bucketSums(lines, period, end, empty);
      return [[id, { start: dayText(start), quantities }] as const];
    }),
  );
}

async function readWide(
  reading: Reading,
  source: Extract<DemandSource, { form: "wide" }>,
  stages: ReadonlyMap<string, StageRecord>,
): Promise<Histories> {
  const file = await openFile(reading, source);
  const { period } = reading.mapping;
  const columns = periodColumns(file.table, source, reading.mapping);
  const { first } = columns;
  const end = lastWholeBucket(
    bucketAfter(first, period, columns.places.length - 1),
    period,
    reading.context.today,
    { findings: reading.findings, source: file.table.source },
  );
  const places = columns.places.slice(
    0,
    bucketsBetween(first, end, period) + 1,
  );
  const histories = new Map<string, DemandHistory>();
  for await (const row of file.rows) {
    const id = knownStage(file, row, stages);
    if (id === null) continue;
    if (histories.has(id)) {
      file.cells.note(
        row,
        "item",
        `${id} stands there twice: the first row counts`,
      );
      continue;
    }
    const quantities = places.map((column) => {
      // A period between two columns that has none of its own was not recorded.
      if (column === null) return null;
      const text = row.cells[column]!.trim();
      const name = file.table.columns[column];
      const said = text === "" ? null : text;
      return (
        file.cells.number(
          row,
          "quantity",
          said,
          undefined,
          `column ${name} counts as not recorded`,
        ) ?? null
      );
    });
    if (quantities.length > 0)
      histories.set(id, { start: dayText(first), quantities });
  }
  return histories;
}

/** The first period, and for it and each later one the column that holds it. */
function periodColumns(
  table: Table,
  source: Extract<DemandSource, { form: "wide" }>,
  { period }: CsvMapping,
): { readonly first: number; readonly places: readonly (number | null)[] } {
  const { periods } = source;
  const found: { readonly start: number; readonly column: number }[] = [];
  for (const [column, name] of table.columns.entries()) {
    const start =
      "dates" in periods
        ? readDay(name, periods.dates)
        : numbered(name, periods.prefix, dayNumber(periods.start)!, period);
    if (start !== null)
      found.push({ start: bucketStart(start, period), column });
  }
  found.sort((a, b) => a.start - b.start);
  const [first] = found;
  if (first === undefined) {
    const example =
      "dates" in periods ? dayExamples[periods.dates] : `${periods.prefix}1`;
    throw new InputError(
      "periods",
      `${table.source} has no column named like ${example}: see demand.periods of the mapping`,
    );
  }
  const count = bucketsBetween(first.start, found.at(-1)!.start, period) + 1;
  const places = new Array<number | null>(count).fill(null);
  for (const { start, column } of found) {
    const index = bucketsBetween(first.start, start, period);
    const taken = places[index];
    if (taken !== null && taken !== undefined) {
      throw new InputError(
        "periods",
        `${table.source}: the columns "${table.columns[taken]}" and "${table.columns[column]}" are the same ${period}`,
      );
    }
    places[index] = column;
  }
  return { first: first.start, places };
}

function numbered(
  name: string,
  prefix: string,
  start: number,
  period: CsvMapping["period"],
): number | null {
  const digits = name.startsWith(prefix) ? name.slice(prefix.length) : "";
  if (!/^\d{1,4}$/.test(digits) || Number(digits) < 1) return null;
  return bucketAfter(bucketStart(start, period), period, Number(digits) - 1);
}
