import {
  BorderStyleTypes,
  type ICellData,
  type IStyleData,
  type IWorkbookData,
  LocaleType,
} from "@univerjs/core";
import type { FunctionMetadata } from "../functions/metadata.ts";
import {
  type Section,
  type SectionCell,
  sections,
} from "./welcome-sections.ts";

const line = { s: BorderStyleTypes.THIN, cl: { rgb: "#D5DDE2" } };

const styles: Readonly<Record<string, IStyleData>> = {
  title: { fs: 20, bl: 1, cl: { rgb: "#0B4F52" }, vt: 2 },
  note: { fs: 11, cl: { rgb: "#5A6871" }, vt: 2 },
  section: {
    fs: 13,
    bl: 1,
    cl: { rgb: "#0B4F52" },
    vt: 3,
    bd: { b: { s: BorderStyleTypes.MEDIUM, cl: { rgb: "#107073" } } },
  },
  label: { fs: 11, vt: 2 },
  head: { fs: 11, bl: 1, bg: { rgb: "#EEF3F4" }, vt: 2, bd: { b: line } },
  headRight: {
    fs: 11,
    bl: 1,
    bg: { rgb: "#EEF3F4" },
    ht: 3,
    vt: 2,
    bd: { b: line },
  },
  // Titles of a function's own table are longer than its columns are wide.
  headWrapped: {
    tb: 3,
    fs: 11,
    bl: 1,
    bg: { rgb: "#EEF3F4" },
    ht: 3,
    vt: 2,
    bd: { b: line },
  },
  input: {
    fs: 11,
    cl: { rgb: "#0B57B7" },
    bg: { rgb: "#F1F6FD" },
    vt: 2,
    bd: { b: line, t: line, l: line, r: line },
  },
  result: { fs: 11, bl: 1, vt: 2 },
  formula: {
    fs: 10,
    cl: { rgb: "#5A6871" },
    vt: 2,
    ff: "Consolas, Menlo, DejaVu Sans Mono, monospace",
  },
};

/** The first sheet on a first visit: living formulas to change, and their results. */
export function welcomeWorkbook(
  functions: readonly FunctionMetadata[],
): Partial<IWorkbookData> {
  const known = new Set(functions.map(({ name }) => name));
  const cellData: Record<number, Record<number, ICellData>> = {};
  const put = (row: number, column: number, cell: ICellData): void => {
    (cellData[row] ??= {})[column] = cell;
  };
  put(1, 1, { v: "Try it", s: "title" });
  put(2, 1, {
    v: "Change a blue number: every result follows at once. The pane at the right plans your whole catalog.",
    s: "note",
  });
  let row = 4;
  const heights: Record<number, { h: number }> = { 1: { h: 36 }, 2: { h: 24 } };
  for (const section of sections.filter(({ uses }) => known.has(uses))) {
    heights[row] = { h: 30 };
    for (let column = 1; column <= 13; column++) {
      put(row, column, { s: "section" });
    }
    put(row, 1, { v: section.title, s: "section" });
    row += 1;
    putSection(section, row, put);
    if (section.spills) heights[row + section.rows.length - 1] = { h: 42 };
    row += section.rows.length + (section.spills?.rows ?? 0) + 1;
  }
  return {
    id: "workbook",
    name: "Stockwright",
    locale: LocaleType.EN_US,
    styles: { ...styles, ...formatted },
    sheetOrder: ["welcome", "sheet-1"],
    sheets: {
      welcome: {
        id: "welcome",
        name: "Welcome",
        showGridlines: 0,
        rowCount: 200,
        columnCount: 26,
        defaultRowHeight: 23,
        columnData: {
          0: { w: 20 },
          1: { w: 210 },
          ...Object.fromEntries(
            Array.from({ length: 12 }, (_, index) => [index + 2, { w: 96 }]),
          ),
        },
        rowData: heights,
        cellData,
      },
      "sheet-1": {
        id: "sheet-1",
        name: "Sheet1",
        rowCount: 1000,
        columnCount: 26,
        cellData: {},
      },
    },
  };
}

/** Input and result styles once for each number format. */
const formatted: Record<string, IStyleData> = Object.fromEntries(
  ["#,##0", "#,##0.0", "#,##0.00", "0%"].flatMap((pattern) =>
    ["input", "result", "label"].map((kind) => [
      `${kind} ${pattern}`,
      { ...styles[kind], n: { pattern } },
    ]),
  ),
);

function putSection(
  { rows, spills }: Section,
  first: number,
  put: (row: number, column: number, cell: ICellData) => void,
): void {
  rows.forEach((cells, index) => {
    const row = first + index;
    cells.forEach((cell, at) => {
      if (cell === null) return;
      const column = at + 1;
      if (typeof cell === "string") put(row, column, { v: cell, s: "label" });
      else if ("head" in cell) {
        const isRight = cell.right ?? false;
        put(row, column, { v: cell.head, s: isRight ? "headRight" : "head" });
      } else if ("text" in cell) put(row, column, { v: cell.text, s: "input" });
      else if ("input" in cell) {
        put(row, column, { v: cell.input, s: `input ${cell.format}` });
      } else if ("show" in cell) {
        put(row, column, { v: placed(cell.show, first), t: 1, s: "formula" });
      } else {
        put(row, column, {
          f: placed(cell.formula, first),
          s: `result ${cell.format}`,
        });
      }
    });
  });
  // Cells that the last result spills into: only their looks are theirs.
  const from = first + rows.length - 1;
  for (let column = 1; column <= (spills?.columns ?? 0); column++) {
    const formula = cellOf(rows.at(-1)?.[column - 1], first);
    put(from, column, { ...formula, s: column === 1 ? "head" : "headWrapped" });
    for (let row = 1; row <= (spills?.rows ?? 0); row++) {
      put(from + row, column, { s: column === 1 ? "label" : "label #,##0.0" });
    }
  }
}

function cellOf(cell: SectionCell | undefined, first: number): ICellData {
  if (cell === null || typeof cell !== "object" || !("formula" in cell)) {
    return {};
  }
  return { f: placed(cell.formula, first) };
}

/** `{2}` is the row number of a section's third row. */
function placed(formula: string, first: number): string {
  return formula.replace(/\{(\d+)\}/g, (_, offset: string) =>
    String(first + Number(offset) + 1),
  );
}
