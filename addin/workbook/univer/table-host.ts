import {
  type Injector,
  BorderStyleTypes,
  type IStyleData,
} from "@univerjs/core";
import type { FUniver } from "@univerjs/core/facade";
import type { FWorkbook, FWorksheet } from "@univerjs/sheets/facade";
import {
  InsertRangeMoveDownCommand,
  InsertRangeMoveRightCommand,
} from "@univerjs/sheets";
import { InputError } from "../../../engine/index.ts";
import { address, rectangle, type Rectangle } from "../a1.ts";
import type { PlacedColumn, TableHost, TablePlace } from "../tables.ts";
import {
  growSheet,
  rangeOf,
  readContents,
  readValues,
  writeContents,
} from "./cells.ts";

type FDefinedName = ReturnType<FWorkbook["getDefinedNames"]>[number];

/** Marks a defined name as one of our tables; the table's own name follows. */
const tableMark = "Stockwright table: ";

/** How far beside a table we look for columns that the planner added. */
const beside = 64;

const headerStyle: IStyleData = {
  bl: 1,
  bg: { rgb: "#E8F1F8" },
  cl: { rgb: "#0F3B57" },
  vt: 2,
  bd: { b: { s: BorderStyleTypes.MEDIUM, cl: { rgb: "#2F6F9F" } } },
};
const rowLine: IStyleData["bd"] = {
  b: { s: BorderStyleTypes.THIN, cl: { rgb: "#E3E8ED" } },
};

const bodyStyle: IStyleData = { bd: rowLine, vt: 2 };

/** All tables of the workbook: defined names that carry our mark. */
export function tablesOf(workbook: FWorkbook): TablePlace[] {
  return workbook
    .getDefinedNames()
    .filter(isTable)
    .map(placeOf)
    .filter((place) => place !== null);
}

/** Takes the defined name of a table away; its cells stay. */
export function forgetTable(workbook: FWorkbook, table: string): void {
  const found = definedTable(workbook, table);
  if (found) workbook.deleteDefinedName(found.getName());
}

/** The sheet of that name. Throws an `InputError` when there is none. */
export function sheetOf(workbook: FWorkbook, name: string): FWorksheet {
  const sheet = workbook.getSheetByName(name);
  if (!sheet) throw new InputError("sheet", `there is no sheet ${name}`);
  return sheet;
}

/**
 * Tables on a Univer sheet: a styled range under a defined name, which the host keeps
 * in place when rows move, and which formulas use by that name.
 */
export function univerTables(
  api: FUniver,
  workbook: FWorkbook,
  injector: Injector,
): TableHost {
  const sheet = (name: string) => sheetOf(workbook, name);
  const setArea = (place: TablePlace): void => {
    const found = definedTable(workbook, place.name);
    if (found) found.setRef(reference(place));
    else insertTable(workbook, place);
  };
  const find = async (name: string): Promise<TablePlace | null> =>
    tablesOf(workbook).find((place) => place.name === name) ?? null;

  return {
    find,
    contents: async (name, area) => readContents(sheet(name), area),
    values: async (name, area) => readValues(sheet(name), area, injector),
    write: async (name, area, contents) =>
      writeContents(sheet(name), area, contents),
    clear: async (name, area) => void rangeOf(sheet(name), area).clear(),
    insert: async (place, area, move) => {
      const target = sheet(place.sheet);
      growSheet(target, {
        ...area,
        rows: area.rows + lastRow(target),
        columns: area.columns + beside,
      });
      const command =
        move === "down"
          ? InsertRangeMoveDownCommand
          : InsertRangeMoveRightCommand;
      // The command works on the sheet in front.
      const before = workbook.getActiveSheet();
      if (before.getSheetId() !== target.getSheetId()) target.activate();
      const range = rangeOf(target, area).getRange();
      await api.executeCommand(command.id, { range });
      if (before.getSheetId() !== target.getSheetId()) before.activate();
    },
    occupiedBelow: async ({ sheet: name, area }) => {
      const target = sheet(name);
      const first = area.row + area.rows;
      const rows = lastRow(target) - first + 1;
      if (rows <= 0) return false;
      const below = { ...area, row: first, rows };
      return readContents(target, below).some((row) =>
        row.some((content) => content !== null),
      );
    },
    adoptable: async ({ sheet: name, area }) => {
      const row = { ...area, rows: 1, column: area.column + area.columns };
      const [headers = []] = readContents(sheet(name), {
        ...row,
        columns: beside,
      });
      const end = headers.findIndex((content) => content === null);
      return end < 0 ? headers.length : end;
    },
    ensureSheet: async (name) => ensureSheet(workbook, name),
    create: async (place) => setArea(place),
    resize: async (name, area) => {
      const place = await find(name);
      if (place) setArea({ ...place, area });
    },
    format: async (place, columns, fresh) =>
      formatTable(sheet(place.sheet), place.area, columns, fresh),
  };
}

/** Adds a sheet at the end, and leaves the one in front where it is. */
export function ensureSheet(workbook: FWorkbook, name: string): void {
  if (workbook.getSheetByName(name)) return;
  const before = workbook.getActiveSheet();
  workbook.create(name, 1000, 26);
  before.activate();
}

function formatTable(
  sheet: FWorksheet,
  area: Rectangle,
  columns: readonly PlacedColumn[],
  fresh: boolean,
): void {
  const formats = new Map(columns.map(({ at, formatOf }) => [at, formatOf]));
  const body = { ...area, row: area.row + 1, rows: area.rows - 1 };
  writeContents(sheet, body, readContents(sheet, body), (row, column) => {
    const pattern = formats.get(column)?.(row);
    return pattern ? { ...bodyStyle, n: { pattern } } : bodyStyle;
  });
  const numeric = new Set(
    columns.filter(({ column }) => column.format).map(({ at }) => at),
  );
  const header = { ...area, rows: 1 };
  writeContents(sheet, header, readContents(sheet, header), (_, at) => ({
    ...headerStyle,
    tb: 3,
    ht: numeric.has(at) ? 3 : 1,
  }));
  if (!fresh) return;
  for (const { at, column } of columns) {
    if (column.width) sheet.setColumnWidth(area.column + at, column.width);
  }
  sheet.setRowHeight(area.row, headerHeight(columns));
  if (area.row <= 5) sheet.setFrozenRows(area.row + 1);
}

/** Room for the title that wraps most; a letter of the header takes about 8 pixels. */
function headerHeight(columns: readonly PlacedColumn[]): number {
  const lines = columns.map(({ column: { title, width = 88 } }) =>
    Math.ceil((title.length * 8) / width),
  );
  return 14 + 18 * Math.max(1, ...lines);
}

function isTable(name: FDefinedName): boolean {
  return (name.getComment() ?? "").startsWith(tableMark);
}

function definedTable(
  workbook: FWorkbook,
  table: string,
): FDefinedName | undefined {
  return workbook
    .getDefinedNames()
    .find((name) => name.getComment() === tableMark + table);
}

/** Univer refuses a defined name that a sheet has too: such a table's formulas say `Plan_table`. */
function insertTable(workbook: FWorkbook, place: TablePlace): void {
  const named = (name: string) =>
    workbook
      .newDefinedNameBuilder()
      .setName(name)
      .setRef(reference(place))
      .setComment(tableMark + place.name);
  const taken = workbook.getSheetByName(place.name) !== null;
  const name = taken ? `${place.name}_table` : place.name;
  workbook.insertDefinedNameBuilder(named(name).build());
}

function lastRow(sheet: FWorksheet): number {
  return Math.max(sheet.getLastRow(), 0);
}

function placeOf(name: FDefinedName): TablePlace | null {
  const text = name.getFormulaOrRefString();
  const split = text.lastIndexOf("!");
  if (split < 0) return null;
  try {
    const area = rectangle(text.slice(split + 1));
    const sheet = text.slice(0, split).replace(/^'|'$/g, "");
    return {
      name: (name.getComment() ?? "").slice(tableMark.length),
      sheet: sheet.replaceAll("''", "'"),
      area,
    };
  } catch {
    // The planner deleted the cells: the name points nowhere, and the table is gone.
    return null;
  }
}

function reference({ sheet, area }: TablePlace): string {
  const fixed = address(area).replace(/([A-Z]+)(\d+)/g, "$$$1$$$2");
  return `'${sheet.replaceAll("'", "''")}'!${fixed}`;
}
