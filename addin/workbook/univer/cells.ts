import {
  CellValueType,
  type ICellData,
  type Injector,
  type IStyleData,
  type Nullable,
} from "@univerjs/core";
import type { FRange, FWorksheet } from "@univerjs/sheets/facade";
import { FormulaDataModel } from "@univerjs/engine-formula";
import type { Rectangle } from "../a1.ts";
import type { CellValue } from "../port.ts";
import type { CellContent } from "../table-refresh.ts";

/** A rectangle of a sheet, as Univer's own range. */
export function rangeOf(sheet: FWorksheet, area: Rectangle): FRange {
  return sheet.getRange(area.row, area.column, area.rows, area.columns);
}

/** Makes the sheet large enough: writing past its edge would be lost. */
export function growSheet(sheet: FWorksheet, area: Rectangle): void {
  const rows = area.row + area.rows;
  const columns = area.column + area.columns;
  if (rows > sheet.getMaxRows()) sheet.setRowCount(rows + 100);
  if (columns > sheet.getMaxColumns()) sheet.setColumnCount(columns + 5);
}

/** Values as calculated, those of spilled cells too, without number formats. */
export function readValues(
  sheet: FWorksheet,
  area: Rectangle,
  injector: Injector,
): CellValue[][] {
  const unitId = sheet.getWorkbook().getUnitId();
  const spilled = injector.get(FormulaDataModel).getArrayFormulaCellData()[
    unitId
  ]?.[sheet.getSheetId()];
  const cells = inside(sheet, area);
  return cells.map((row, r) =>
    row.map((cell, c) => {
      const value = valueOf(cell);
      if (value !== null) return value;
      return valueOf(spilled?.[area.row + r]?.[area.column + c]);
    }),
  );
}

/** Formulas where there are some, else values. Spilled cells hold nothing of their own. */
export function readContents(
  sheet: FWorksheet,
  area: Rectangle,
): CellContent[][] {
  const cells = inside(sheet, area);
  const range = clipped(sheet, area);
  const formulas = range ? range.getFormulas() : [];
  return cells.map((row, r) =>
    row.map((cell, c) => {
      const formula = formulas[r]?.[c];
      return formula ? { formula } : valueOf(cell);
    }),
  );
}

/** Writes contents, in one command. A text stays a text, whatever sign it begins with. */
export function writeContents(
  sheet: FWorksheet,
  area: Rectangle,
  contents: readonly (readonly CellContent[])[],
  /** The style of a cell; a style alone would wipe the formulas it meets. */
  styleOf: (row: number, column: number) => IStyleData | null = () => null,
): void {
  const columns = contents[0]?.length ?? 0;
  if (columns === 0) return;
  const written = { ...area, rows: contents.length, columns };
  growSheet(sheet, written);
  rangeOf(sheet, written).setValues(
    contents.map((row, index) =>
      row.map((content, column) => {
        const style = styleOf(index, column);
        return style ? { ...cellData(content), s: style } : cellData(content);
      }),
    ),
  );
}

function cellData(content: CellContent): ICellData {
  const none = { f: null, si: null, p: null };
  if (content === null) return { ...none, v: null, t: null };
  switch (typeof content) {
    case "object":
      return { v: null, t: null, p: null, si: null, f: content.formula };
    case "number":
      return { ...none, v: content, t: CellValueType.NUMBER };
    case "boolean":
      return { ...none, v: content ? 1 : 0, t: CellValueType.BOOLEAN };
    default:
      return { ...none, v: content, t: textType(content) };
  }
}

/** A text that looks like a number or a truth value must be forced, or the sheet turns it into one. */
function textType(text: string): CellValueType {
  const looksOtherwise =
    (text.trim() !== "" && !Number.isNaN(Number(text))) ||
    /^(true|false)$/i.test(text.trim());
  return looksOtherwise ? CellValueType.FORCE_STRING : CellValueType.STRING;
}

function valueOf(cell: Nullable<ICellData>): CellValue {
  const value = cell?.v ?? null;
  if (value === null) return cell?.p?.body?.dataStream.trimEnd() ?? null;
  if (cell?.t === CellValueType.BOOLEAN) return Number(value) === 1;
  // An empty text is what a formula leaves where it has nothing to say.
  return value === "" ? null : value;
}

/** Cells of a rectangle, also where it reaches past the edge of the sheet. */
function inside(
  sheet: FWorksheet,
  area: Rectangle,
): (ICellData | null | undefined)[][] {
  const found = clipped(sheet, area)?.getCellDataGrid() ?? [];
  return Array.from({ length: area.rows }, (_, r) =>
    Array.from({ length: area.columns }, (__, c) => found[r]?.[c] ?? null),
  );
}

function clipped(sheet: FWorksheet, area: Rectangle): FRange | null {
  const rows = Math.min(area.rows, sheet.getMaxRows() - area.row);
  const columns = Math.min(area.columns, sheet.getMaxColumns() - area.column);
  if (rows <= 0 || columns <= 0) return null;
  return rangeOf(sheet, { ...area, rows, columns });
}
