import { overlap, type Rectangle } from "../../../addin/workbook/a1.ts";

/** What a cell of the stand-in holds. Formulas are kept, not calculated: their value is 0. */
export interface ExcelCell {
  readonly value: string | number | boolean;
  readonly formula: string | number | boolean;
}

/** A native table: header and rows. */
export interface ExcelTable {
  name: string;
  sheet: string;
  area: Rectangle;
}

/** One change that listeners are told. */
export interface ExcelChange {
  readonly worksheetId: string;
  readonly address: string;
  readonly triggerSource: "ThisLocalAddin" | "Unknown";
}

/** The state of a workbook as Excel keeps it. */
export interface ExcelModel {
  readonly sheets: Map<string, Map<string, ExcelCell>>;
  tables: ExcelTable[];
  readonly names: Map<string, string>;
  active: string;
  selected: Rectangle;
  readonly onChanged: ((change: ExcelChange) => Promise<void>)[];
  readonly onSelectionChanged: (() => Promise<void>)[];
}

/** A workbook with one empty sheet. */
export function emptyModel(): ExcelModel {
  return {
    sheets: new Map([["Sheet1", new Map()]]),
    tables: [],
    names: new Map(),
    active: "Sheet1",
    selected: { row: 0, column: 0, rows: 1, columns: 1 },
    onChanged: [],
    onSelectionChanged: [],
  };
}

const at = (row: number, column: number) => `${row},${column}`;
const blank: ExcelCell = { value: "", formula: "" };

/** The cells of a sheet; throws as Excel does when there is none. */
export function cellsOf(
  model: ExcelModel,
  sheet: string,
): Map<string, ExcelCell> {
  const cells = model.sheets.get(sheet);
  if (!cells) throw new Error(`ItemNotFound: worksheet ${sheet}`);
  return cells;
}

export function readCells(
  cells: ReadonlyMap<string, ExcelCell>,
  area: Rectangle,
): ExcelCell[][] {
  return Array.from({ length: area.rows }, (_, row) =>
    Array.from(
      { length: area.columns },
      (__, column) =>
        cells.get(at(area.row + row, area.column + column)) ?? blank,
    ),
  );
}

/** Puts contents into cells, reading each text as Excel reads what is typed. */
export function typeCells(
  cells: Map<string, ExcelCell>,
  area: Rectangle,
  contents: readonly (readonly unknown[])[],
): void {
  contents.forEach((row, r) =>
    row.forEach((content, c) => {
      const key = at(area.row + r, area.column + c);
      const cell = understood(content);
      if (cell === null) cells.delete(key);
      else cells.set(key, cell);
    }),
  );
}

export function clearCells(
  cells: Map<string, ExcelCell>,
  area: Rectangle,
): void {
  for (let row = 0; row < area.rows; row++) {
    for (let column = 0; column < area.columns; column++) {
      cells.delete(at(area.row + row, area.column + column));
    }
  }
}

/** Moves cells away from `area`: those in its columns down, or those in its rows to the right. */
export function moveCells(
  cells: Map<string, ExcelCell>,
  area: Rectangle,
  move: "down" | "right",
): void {
  const moved: [string, ExcelCell][] = [];
  for (const [key, cell] of cells) {
    const [row = 0, column = 0] = key.split(",").map(Number);
    const beyond =
      move === "down"
        ? overlap(
            { row, column, rows: 1, columns: 1 },
            { ...area, rows: Infinity },
          )
        : overlap(
            { row, column, rows: 1, columns: 1 },
            { ...area, columns: Infinity },
          );
    if (!beyond) continue;
    cells.delete(key);
    moved.push([
      move === "down"
        ? at(row + area.rows, column)
        : at(row, column + area.columns),
      cell,
    ]);
  }
  for (const [key, cell] of moved) cells.set(key, cell);
}

/** What Excel makes of a text: an apostrophe keeps it a text, else numbers, dates and words are read. */
function understood(content: unknown): ExcelCell | null {
  if (content === "" || content === null || content === undefined) return null;
  if (typeof content === "number" || typeof content === "boolean") {
    return { value: content, formula: content };
  }
  const text = String(content);
  if (text.startsWith("'")) {
    return { value: text.slice(1), formula: text.slice(1) };
  }
  if (text.startsWith("=")) return { value: 0, formula: text };
  if (/^(true|false)$/i.test(text)) {
    return understood(text.toLowerCase() === "true");
  }
  if (text.trim() !== "" && !Number.isNaN(Number(text))) {
    return understood(Number(text));
  }
  // Any text like 1/2 or 3-4 becomes a day of this year; which one does not matter here.
  if (/^\d{1,2}[/-]\d{1,2}$/.test(text)) return understood(45_000);
  return { value: text, formula: text };
}
