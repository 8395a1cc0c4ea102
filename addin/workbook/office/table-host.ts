import { address, rectangle, type Rectangle } from "../a1.ts";
import type { PlacedColumn, TableHost } from "../tables.ts";
import { contentOf, fromExcel, writeCells } from "./cells.ts";

/** Points per pixel at the usual resolution: Excel measures columns in points. */
const pointsPerPixel = 0.75;

/** Native Excel tables, within one request context. */
export function officeTables(context: Excel.RequestContext): TableHost {
  const { workbook } = context;
  const sheet = (name: string) => workbook.worksheets.getItem(name);
  const range = (name: string, area: Rectangle) =>
    sheet(name).getRange(address(area));

  return {
    find: async (name) => {
      const table = workbook.tables.getItemOrNullObject(name);
      table.load("isNullObject");
      await context.sync();
      if (table.isNullObject) return null;
      const whole = table.getRange();
      whole.load("address");
      table.worksheet.load("name");
      await context.sync();
      return {
        name,
        sheet: table.worksheet.name,
        area: rectangle(whole.address),
      };
    },
    contents: async (name, area) => {
      const cells = range(name, area);
      cells.load(["formulas", "values"]);
      await context.sync();
      return cells.formulas.map((row, r) =>
        row.map((formula: unknown, c) =>
          contentOf(formula, cells.values[r]?.[c]),
        ),
      );
    },
    values: async (name, area) => {
      const cells = range(name, area);
      cells.load("values");
      await context.sync();
      return cells.values.map((row) => row.map(fromExcel));
    },
    write: (name, area, contents) =>
      writeCells(context, sheet(name), area, contents),
    clear: async (name, area) => {
      range(name, area).clear();
      await context.sync();
    },
    insert: async (place, area, move) => {
      const table = workbook.tables.getItem(place.name);
      if (move === "down") {
        const blank = Array.from({ length: area.rows }, () =>
          Array.from({ length: area.columns }, () => ""),
        );
        table.rows.add(area.row - place.area.row - 1, blank);
      } else {
        for (let count = 0; count < area.columns; count++) table.columns.add();
      }
      await context.sync();
    },
    // Rows added to a native table move what is below it, and nothing when there is nothing.
    occupiedBelow: async () => true,
    // Excel itself takes in a column that the planner types beside a table.
    adoptable: async () => 0,
    ensureSheet: (name) => ensureSheet(context, name),
    create: async (place) => {
      const table = sheet(place.sheet).tables.add(address(place.area), true);
      table.name = place.name;
      table.style = "TableStyleLight1";
      table.showBandedRows = true;
      await context.sync();
    },
    resize: async (name, area) => {
      workbook.tables.getItem(name).resize(address(area));
      await context.sync();
    },
    format: async (place, columns, fresh) => {
      formatTable(sheet(place.sheet), place.area, columns, fresh);
      await context.sync();
    },
  };
}

/** Adds a sheet at the end when there is none of that name. */
export async function ensureSheet(
  context: Excel.RequestContext,
  name: string,
): Promise<void> {
  const found = context.workbook.worksheets.getItemOrNullObject(name);
  found.load("isNullObject");
  await context.sync();
  if (found.isNullObject) context.workbook.worksheets.add(name);
  await context.sync();
}

function formatTable(
  sheet: Excel.Worksheet,
  area: Rectangle,
  columns: readonly PlacedColumn[],
  fresh: boolean,
): void {
  for (const { at, column, formatOf } of columns) {
    const body = {
      row: area.row + 1,
      rows: area.rows - 1,
      column: area.column + at,
      columns: 1,
    };
    const cells = sheet.getRange(address(body));
    if (column.format) {
      cells.numberFormat = Array.from({ length: body.rows }, (_, row) => [
        formatOf(row) ?? "General",
      ]);
    }
    if (fresh && column.width) {
      cells.format.columnWidth = column.width * pointsPerPixel;
    }
  }
  const header = sheet.getRange(address({ ...area, rows: 1 }));
  header.format.wrapText = true;
  header.format.verticalAlignment = "Center";
  if (fresh && area.row <= 5) sheet.freezePanes.freezeRows(area.row + 1);
}
