import type { StageRecord } from "../../engine/contracts/index.ts";
import type { CsvMapping, StageFieldName } from "./mapping.ts";
import { openFile, placeOf } from "./reading.ts";
import type { OpenFile, Reading } from "./reading.ts";
import type { TableRow } from "./read-table.ts";

/** What a file says of a stage or item; a field that it does not name is absent. */
type Said = Partial<Record<StageFieldName, string | number | null>>;

const textFields = new Set<StageFieldName>([
  "description",
  "unit",
  "productClass",
  "serviceTier",
  "vendor",
]);

/** The contract allows no negative number here: such a cell is left empty. */
const neverNegative = new Set<StageFieldName>([
  "safetyStock",
  "reorderPoint",
  "orderUpTo",
  "orderQuantity",
]);

/** Reads every stage, with what its item's file adds. Demand and receipts come later. */
export async function readStages(
  reading: Reading,
): Promise<Map<string, StageRecord>> {
  const { mapping, findings } = reading;
  const items = mapping.items
    ? await readItems(reading, mapping.items)
    : new Map<string, Said>();
  const { stages: source } = mapping;
  const file = await openFile(reading, source);
  const stages = new Map<string, StageRecord>();
  const lines = new Map<string, number>();
  for await (const row of file.rows) {
    const place = placeOf(file, row);
    if (place === null) continue;
    const first = lines.get(place.id);
    if (first !== undefined) {
      if (source.repeats) continue;
      findings.add(
        "warning",
        file.table.source,
        row.line,
        "item",
        `${place.id} stands in line ${first} already: the first row counts, this one is left out`,
      );
      continue;
    }
    lines.set(place.id, row.line);
    const said = {
      ...items.get(place.item),
      ...known(saidOf(file, source.fields, row)),
    };
    stages.set(place.id, stageRecord(place, said));
  }
  return stages;
}

async function readItems(
  reading: Reading,
  source: NonNullable<CsvMapping["items"]>,
): Promise<Map<string, Said>> {
  const file = await openFile(reading, source);
  const items = new Map<string, Said>();
  for await (const row of file.rows) {
    const item = file.read.item?.(row) ?? null;
    if (item === null) {
      file.cells.report(row, "item", "is empty: the row is left out");
    } else if (items.has(item)) {
      file.cells.note(
        row,
        "item",
        `"${item}" stands there twice: the first row counts`,
      );
    } else items.set(item, known(saidOf(file, source.fields, row)));
  }
  return items;
}

function saidOf(
  file: OpenFile<StageFieldName>,
  fields:
    CsvMapping["stages"]["fields"] | NonNullable<CsvMapping["items"]>["fields"],
  row: TableRow,
): Said {
  const said: Said = {};
  for (const [name, read] of Object.entries(file.read) as [
    StageFieldName | "item" | "location",
    (row: TableRow) => string | null,
  ][]) {
    if (name === "item" || name === "location") continue;
    const text = read(row);
    if (textFields.has(name)) said[name] = text;
    else {
      const value =
        file.cells.number(row, name, text, fields[name], "left empty") ?? null;
      said[name] = allowed(file, row, name, value);
    }
  }
  return said;
}

function allowed(
  file: OpenFile<StageFieldName>,
  row: TableRow,
  name: StageFieldName,
  value: number | null,
): number | null {
  if (value === null) return null;
  if (neverNegative.has(name) && value < 0) {
    file.cells.report(
      row,
      name,
      `must be at least 0, got ${value}: left empty`,
    );
    return null;
  }
  const whole = Number.isInteger(value) && value >= 0;
  if (
    (name === "unitDecimals" && (!whole || value > 6)) ||
    (name === "echelon" && !whole)
  ) {
    file.cells.report(
      row,
      name,
      `must be a whole number, got ${value}: left empty`,
    );
    return null;
  }
  return value;
}

/** Fields that hold something: an empty cell at the stage does not hide what its item says. */
function known(said: Said): Said {
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== null),
  );
}

function stageRecord(
  place: {
    readonly id: string;
    readonly item: string;
    readonly location: string;
  },
  said: Said,
): StageRecord {
  const text = (name: StageFieldName) =>
    (said[name] as string | undefined) ?? null;
  const number = (name: StageFieldName) =>
    (said[name] as number | undefined) ?? null;
  return {
    ...place,
    description: text("description") ?? "",
    unit: text("unit") ?? "pcs",
    unitDecimals: number("unitDecimals") ?? 0,
    unitCost: number("unitCost"),
    productClass: text("productClass"),
    echelon: number("echelon"),
    serviceTier: text("serviceTier"),
    orderingCost: number("orderingCost"),
    lotSize: number("lotSize"),
    minOrderQuantity: number("minOrderQuantity"),
    promisedLeadTimeDays: number("promisedLeadTimeDays"),
    vendor: text("vendor"),
    onHand: number("onHand"),
    onOrder: number("onOrder"),
    current: {
      safetyStock: number("safetyStock"),
      reorderPoint: number("reorderPoint"),
      orderUpTo: number("orderUpTo"),
      orderQuantity: number("orderQuantity"),
    },
    demand: null,
    receipts: [],
  };
}
