import type { Rectangle } from "../a1.ts";
import { address } from "../a1.ts";
import type { CellValue } from "../port.ts";
import type { CellContent } from "../table-refresh.ts";

/** Cells in one request: Excel on the web refuses a request above 5 MB. */
const cellsPerRequest = 20_000;

/** Words that Excel keeps as they are; anything else might become a number, a date or a formula. */
const plainWords = /^(?!true$|false$)[a-z][a-z _,;:-]*$/i;

/** What Excel is given for a cell. */
export function toExcel(content: CellContent): string | number | boolean {
  if (content === null) return "";
  if (typeof content === "object") return content.formula;
  if (typeof content !== "string" || plainWords.test(content)) return content;
  return `'${content}`;
}

/** Values as Excel gives them: an empty cell is an empty text there. */
export function fromExcel(value: unknown): CellValue {
  if (value === "" || value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  return String(value);
}

/** A cell's formula, or its value. A text that begins with `=` has itself as its value. */
export function contentOf(formula: unknown, value: unknown): CellContent {
  if (typeof formula === "string" && formula.startsWith("=")) {
    if (formula !== value) return { formula };
  }
  return fromExcel(value);
}

/** Writes cells in requests that Excel accepts. */
export async function writeCells(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  area: Rectangle,
  contents: readonly (readonly CellContent[])[],
): Promise<void> {
  const columns = contents[0]?.length ?? 0;
  if (columns === 0) return;
  const rows = Math.max(1, Math.floor(cellsPerRequest / columns));
  for (let first = 0; first < contents.length; first += rows) {
    const part = contents.slice(first, first + rows);
    sheet.getRange(
      address({
        row: area.row + first,
        column: area.column,
        rows: part.length,
        columns,
      }),
    ).formulas = part.map((row) => row.map(toExcel));
    await context.sync();
  }
}
