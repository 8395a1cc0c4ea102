import type { CellValue } from "./port.ts";
import type { CellContent } from "./table-refresh.ts";

/** The formula of a named constant: `=12.5` or `="text"`. */
export function nameFormula(value: string | number): string {
  return typeof value === "number"
    ? `=${value}`
    : `="${value.replaceAll('"', '""')}"`;
}

/** The constant behind such a formula; `null` when it is none. */
export function constantOf(
  formula: string | undefined,
): string | number | null {
  if (formula === undefined) return null;
  const text = formula.replace(/^=/, "");
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll('""', '"');
  const number = Number(text);
  return Number.isNaN(number) ? null : number;
}

/** What a planner types: a formula when it begins with `=`, else a value. */
export function formulaOf(content: CellValue): CellContent {
  return typeof content === "string" && content.startsWith("=")
    ? { formula: content }
    : content;
}
