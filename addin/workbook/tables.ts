import { InputError } from "../../engine/index.ts";
import { address, type Rectangle } from "./a1.ts";
import type {
  CellValue,
  RowUpdate,
  RowUpdateResult,
  TableColumn,
  TableData,
  TableSpec,
} from "./port.ts";
import {
  type CellContent,
  checkSpec,
  keyOf,
  refreshedRows,
} from "./table-refresh.ts";

/** Where a table stands: header and rows. */
export interface TablePlace {
  readonly name: string;
  readonly sheet: string;
  readonly area: Rectangle;
}

/** The few things a host must do for its tables; the rules of a refresh are written once, here. */
export interface TableHost {
  find(name: string): Promise<TablePlace | null>;
  /** Formulas where there are some, else values. */
  contents(sheet: string, area: Rectangle): Promise<CellContent[][]>;
  values(sheet: string, area: Rectangle): Promise<CellValue[][]>;
  write(
    sheet: string,
    area: Rectangle,
    contents: readonly (readonly CellContent[])[],
  ): Promise<void>;
  /** Empties cells and takes their formats away. */
  clear(sheet: string, area: Rectangle): Promise<void>;
  /** Makes room for `area`, rows or columns of the table, by moving what stands there. */
  insert(
    place: TablePlace,
    area: Rectangle,
    move: "down" | "right",
  ): Promise<void>;
  /** Whether anything stands below the table, within its columns. */
  occupiedBelow(place: TablePlace): Promise<boolean>;
  /** Columns beside the table that the planner gave a header, to be taken in. */
  adoptable(place: TablePlace): Promise<number>;
  ensureSheet(sheet: string): Promise<void>;
  create(place: TablePlace): Promise<void>;
  resize(name: string, area: Rectangle): Promise<void>;
  /** Number formats, widths, header style and banding. */
  format(
    place: TablePlace,
    columns: readonly PlacedColumn[],
    fresh: boolean,
  ): Promise<void>;
}

/** One of our columns, and where it stands in the table. */
export interface PlacedColumn {
  readonly at: number;
  readonly column: TableColumn;
  /** Number format of a row; general when `undefined`. */
  readonly formatOf: (row: number) => string | undefined;
}

/** `WorkbookEdit.putTable` over a host. `at` is the parsed place of a new table. */
export async function putTable(
  host: TableHost,
  spec: TableSpec,
  at: { readonly row: number; readonly column: number },
): Promise<TableData> {
  checkSpec(spec);
  const found = await host.find(spec.name);
  if (!found) return createTable(host, spec, at);

  let place = await makeColumns(host, await adopt(host, found), spec);
  const titles = await headers(host, place);
  const positions = spec.columns.map(({ title }) => titles.indexOf(title));
  const needed = Math.max(spec.rows.length, 1);
  const missing = needed - (place.area.rows - 1);
  if (missing > 0) place = await makeRows(host, place, missing);
  // Read after the host has moved the cells: it has adjusted their formulas.
  const before = await host.contents(place.sheet, dataArea(place.area));
  const after = refreshedRows(spec, positions, before);

  const rows = after.length > 0 ? after : [titles.map(() => null)];
  const area = { ...dataArea(place.area), rows: rows.length };
  await host.write(place.sheet, area, rows);
  if (missing < 0) {
    await host.resize(place.name, { ...place.area, rows: rows.length + 1 });
    await host.clear(place.sheet, {
      ...area,
      row: area.row + rows.length,
      rows: -missing,
    });
  }
  place = { ...place, area: { ...place.area, rows: rows.length + 1 } };
  await host.format(place, placed(spec, positions, rows), false);
  return readTable(host, place);
}

/** `WorkbookPort.table` over a host. */
export async function tableData(
  host: TableHost,
  name: string,
): Promise<TableData | null> {
  const place = await host.find(name);
  return place && readTable(host, place);
}

/** `WorkbookEdit.updateRows` over a host. */
export async function updateRows(
  host: TableHost,
  name: string,
  updates: readonly RowUpdate[],
): Promise<RowUpdateResult> {
  const place = await host.find(name);
  if (!place) throw new InputError("table", `there is no table ${name}`);
  const titles = await headers(host, place);
  const body = dataArea(place.area);
  const rows = await host.contents(place.sheet, body);
  const rowOf = new Map(rows.map((row, index) => [keyOf(row[0]), index]));
  const missing: string[] = [];
  const touched = new Set<number>();
  for (const { key, values } of updates) {
    const index = rowOf.get(key);
    const row = index === undefined ? undefined : rows[index];
    if (index === undefined || !row) {
      missing.push(key);
      continue;
    }
    for (const [title, value] of Object.entries(values)) {
      const column = titles.indexOf(title);
      if (column < 0) {
        throw new InputError(title, `${name} has no column ${title}`);
      }
      row[column] = value;
    }
    touched.add(index);
  }
  for (const [first, last] of runs([...touched].sort((a, b) => a - b))) {
    const area = { ...body, row: body.row + first, rows: last - first + 1 };
    await host.write(place.sheet, area, rows.slice(first, last + 1));
  }
  return { updated: touched.size, missing };
}

/** The rows below the header. */
export function dataArea(area: Rectangle): Rectangle {
  return { ...area, row: area.row + 1, rows: Math.max(area.rows - 1, 0) };
}

async function createTable(
  host: TableHost,
  spec: TableSpec,
  at: { readonly row: number; readonly column: number },
): Promise<TableData> {
  await host.ensureSheet(spec.sheet);
  const rows = Math.max(spec.rows.length, 1) + 1;
  const area = { ...at, rows, columns: spec.columns.length };
  const place = { name: spec.name, sheet: spec.sheet, area };
  const titles = spec.columns.map(({ title }) => title);
  await host.write(spec.sheet, { ...area, rows: spec.rows.length + 1 }, [
    titles,
    ...spec.rows,
  ]);
  await host.create(place);
  const positions = spec.columns.map((_, index) => index);
  await host.format(place, placed(spec, positions, spec.rows), true);
  return readTable(host, place);
}

/** Our columns with their formats, for rows as they stand in the table. */
function placed(
  spec: TableSpec,
  positions: readonly number[],
  rows: readonly (readonly CellContent[])[],
): readonly PlacedColumn[] {
  return spec.columns.map((column, index) => ({
    at: positions[index] ?? 0,
    column,
    formatOf: (row) =>
      column.formats?.[keyOf(rows[row]?.[0] ?? null)] ?? column.format,
  }));
}

async function adopt(host: TableHost, place: TablePlace): Promise<TablePlace> {
  const count = await host.adoptable(place);
  if (count === 0) return place;
  const area = { ...place.area, columns: place.area.columns + count };
  await host.resize(place.name, area);
  return { ...place, area };
}

/** Gives the table the columns of ours that it lacks, at its right. */
async function makeColumns(
  host: TableHost,
  place: TablePlace,
  spec: TableSpec,
): Promise<TablePlace> {
  const titles = await headers(host, place);
  const lacking = spec.columns
    .map(({ title }) => title)
    .filter((title) => !titles.includes(title));
  if (lacking.length === 0) return place;
  const room = {
    ...place.area,
    column: place.area.column + place.area.columns,
    columns: lacking.length,
  };
  await host.insert(place, room, "right");
  await host.write(place.sheet, { ...room, rows: 1 }, [lacking]);
  const columns = place.area.columns + lacking.length;
  const area = { ...place.area, columns };
  await host.resize(place.name, area);
  return { ...place, area };
}

async function makeRows(
  host: TableHost,
  place: TablePlace,
  count: number,
): Promise<TablePlace> {
  const area = { ...place.area, rows: place.area.rows + count };
  if (await host.occupiedBelow(place)) {
    const last = place.area.row + place.area.rows - 1;
    await host.insert(place, { ...place.area, row: last, rows: count }, "down");
  }
  await host.resize(place.name, area);
  return { ...place, area };
}

async function headers(host: TableHost, place: TablePlace): Promise<string[]> {
  const [row = []] = await host.values(place.sheet, { ...place.area, rows: 1 });
  return row.map((title) => String(title ?? ""));
}

async function readTable(
  host: TableHost,
  place: TablePlace,
): Promise<TableData> {
  const [titles = [], ...rows] = await host.values(place.sheet, place.area);
  return {
    name: place.name,
    sheet: place.sheet,
    address: address(place.area),
    columns: titles.map((title) => String(title ?? "")),
    rows: rows.filter((row) => keyOf(row[0] ?? null) !== ""),
  };
}

function runs(sorted: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const index of sorted) {
    const last = found.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else found.push([index, index]);
  }
  return found;
}
