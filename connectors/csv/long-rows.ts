import type { StageRecord } from "../../engine/contracts/index.ts";
import { dayNumber } from "../mapping/bucket.ts";
import type { FieldReader } from "./columns.ts";
import type { CsvMapping } from "./mapping.ts";
import type { TableRow } from "./read-table.ts";
import { knownStage, openFile } from "./reading.ts";
import type { Reading } from "./reading.ts";

/** Demand as a list of rows. */
export type LongSource = Extract<
  NonNullable<CsvMapping["demand"]>,
  { form: "long" }
>;

/** One row of such a list that can be read. */
export interface LongRow {
  readonly row: TableRow;
  /** The stage that it is about. */
  readonly id: string;
  readonly day: number;
  readonly quantity: number;
  /** Text of a field; `null` where it is empty or not mapped. */
  readonly text: (field: keyof LongSource["fields"]) => string | null;
  /** Number in a field; `null` where it is empty, not mapped or none, which is reported. */
  readonly number: (field: keyof LongSource["fields"]) => number | null;
}

/** The rows of known stages with a day and a quantity; the others are reported and left out. */
export async function* longRows(
  reading: Reading,
  source: LongSource,
  stages: ReadonlyMap<string, StageRecord>,
): AsyncGenerator<LongRow> {
  const file = await openFile(reading, source);
  const read: Partial<Record<string, FieldReader>> = file.read;
  const until =
    source.until === undefined ? Infinity : dayNumber(source.until)!;
  let later = 0;
  for await (const row of file.rows) {
    const id = knownStage(file, row, stages);
    if (id === null) continue;
    const day = file.cells.day(
      row,
      "day",
      file.read.day,
      "the row is left out",
    );
    const text = (field: keyof LongSource["fields"]) =>
      read[field]?.(row) ?? null;
    const number = (
      field: keyof LongSource["fields"],
      consequence = "left empty",
    ) =>
      file.cells.number(
        row,
        field,
        text(field),
        source.fields[field],
        consequence,
      );
    const quantity = number("quantity", "the row is left out");
    if (day === undefined || quantity === undefined) continue;
    if (day === null || quantity === null) {
      file.cells.report(
        row,
        day === null ? "day" : "quantity",
        "is empty: the row is left out",
      );
      continue;
    }
    if (day > until) {
      later += 1;
      continue;
    }
    yield {
      row,
      id,
      day,
      quantity,
      text,
      number: (field) => number(field) ?? null,
    };
  }
  if (later > 0) {
    const message = `${later} rows after ${source.until} are left out, as the mapping says`;
    reading.findings.add("info", file.table.source, null, "day", message);
  }
}
