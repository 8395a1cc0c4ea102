import type { StageRecord } from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import type { ReadContext } from "../connector.ts";
import type { Findings } from "../mapping/target-findings.ts";
import { Cells, textFormat, withDefaults } from "./cells.ts";
import { fieldReaders, namedColumns, rowFilter } from "./columns.ts";
import type { FieldReader } from "./columns.ts";
import type { CsvMapping, FieldSource, FileSource } from "./mapping.ts";
import { openTable } from "./read-table.ts";
import type { Table, TableRow } from "./read-table.ts";

/** What the readers of one folder share. */
export interface Reading {
  readonly folder: string;
  readonly mapping: CsvMapping;
  readonly findings: Findings;
  readonly context: ReadContext;
}

/** A file opened under its mapping: records that fit the filter, and a reader per field. */
export interface OpenFile<Name extends string> {
  readonly table: Table;
  readonly read: Partial<Record<Name, FieldReader>>;
  readonly cells: Cells;
  readonly rows: AsyncGenerator<TableRow>;
}

/** Records between two looks at the signal. */
const signalEvery = 1000;

/** Opens one file of the mapping; every column it names is there, or it throws. */
export async function openFile<Name extends string>(
  { folder, mapping, findings, context }: Reading,
  file: FileSource & {
    readonly fields: Readonly<Partial<Record<Name, FieldSource | undefined>>>;
  },
): Promise<OpenFile<Name>> {
  const settled = withDefaults(mapping, file);
  const wanted = namedColumns(file, file.fields);
  const table = await openTable(folder, settled, wanted);
  try {
    return {
      table,
      read: fieldReaders(table, file.fields),
      cells: new Cells(table.source, textFormat(mapping, file), findings),
      rows: wellFormed(table, rowFilter(table, file), findings, context),
    };
  } catch (error) {
    await table.rows.return(undefined);
    throw error;
  }
}

/** Leaves out records with more or fewer cells than the header: their cells may have moved. */
async function* wellFormed(
  table: Table,
  fits: (row: TableRow) => boolean,
  findings: Findings,
  { signal }: ReadContext,
): AsyncGenerator<TableRow> {
  let records = 0;
  let odd = 0;
  for await (const row of table.rows) {
    if (records++ % signalEvery === 0) signal.throwIfAborted();
    if (row.cells.length !== table.columns.length) {
      odd += 1;
      findings.add(
        "warning",
        table.source,
        row.line,
        null,
        `the record has ${row.cells.length} cells, the header ${table.columns.length}: left out`,
      );
    } else if (fits(row)) yield row;
  }
  if (odd > 0 && odd === records) {
    throw new InputError(
      table.source,
      `${table.source}: no record has as many cells as the header (${table.columns.length}): check delimiter and quotes`,
    );
  }
}

/** Item and location of a record; `null` when either is missing, which is reported. */
export function placeOf(
  { cells, read }: OpenFile<"item" | "location">,
  row: TableRow,
): {
  readonly id: string;
  readonly item: string;
  readonly location: string;
} | null {
  return keyOf(cells, row, "item", read.item, "location", read.location);
}

/** The stage that a record is about; `null`, which is reported, when there is none we know. */
export function knownStage(
  file: OpenFile<"item" | "location">,
  row: TableRow,
  stages: ReadonlyMap<string, StageRecord>,
): string | null {
  const place = placeOf(file, row);
  if (place === null) return null;
  const { id } = place;
  if (stages.has(id)) return id;
  const message = `${id} is no stage we read: the row is left out`;
  file.cells.note(row, "item", message);
  return null;
}

/** One key of a record made of two fields. */
export function keyOf(
  cells: Cells,
  row: TableRow,
  itemField: string,
  readItem: FieldReader | undefined,
  locationField: string,
  readLocation: FieldReader | undefined,
): {
  readonly id: string;
  readonly item: string;
  readonly location: string;
} | null {
  const item = readItem?.(row) ?? null;
  const location = readLocation?.(row) ?? null;
  for (const [name, text] of [
    [itemField, item],
    [locationField, location],
  ] as const) {
    if (text === null) {
      cells.report(row, name, "is empty: the row is left out");
      return null;
    }
    // The stage is named item@location: a second @ would make it ambiguous.
    if (text.includes("@")) {
      cells.report(
        row,
        name,
        `must hold no "@", got "${text}": the row is left out`,
      );
      return null;
    }
  }
  return { id: `${item}@${location}`, item: item!, location: location! };
}
