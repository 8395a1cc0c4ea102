import { InputError } from "../../engine/index.ts";
import { shiftFormula } from "./formula-shift.ts";
import type { CellValue, TableSpec } from "./port.ts";

/** What is put into a cell. Only `{ formula }` is ever calculated: a text from an ERP is a text. */
export type CellContent = CellValue | { readonly formula: string };

/** The rows after a refresh: our columns from the recommendation, the planner's as they were. */
export function refreshedRows(
  spec: TableSpec,
  positions: readonly number[],
  before: readonly (readonly CellContent[])[],
): CellContent[][] {
  const incoming = new Map(spec.rows.map((row) => [String(row[0]), row]));
  const keyAt = positions[0] ?? 0;
  const known = new Set<string>();
  const kept = before
    .map((cells, at) => ({ cells, at, key: keyOf(cells[keyAt]) }))
    // A key that the planner has copied counts where it stands first.
    .filter(({ key }) => {
      const first = incoming.has(key) && !known.has(key);
      known.add(key);
      return first;
    });
  const added = spec.rows
    .map((row) => String(row[0]))
    .filter((key) => !known.has(key))
    .map((key) => ({ cells: null, at: 0, key }));
  const last = kept.length > 0 && added.length > 0 ? [kept.at(-1)!] : [];
  const head = last.length > 0 ? kept.slice(0, -1) : kept;
  const width = before[0]?.length ?? positions.length;

  return [...head, ...added, ...last].map(({ cells, at, key }, index) => {
    const source = cells ?? before.at(-1) ?? [];
    const row = Array.from({ length: width }, (_, column) =>
      planned(
        source[column] ?? null,
        cells === null,
        index - (cells ? at : before.length - 1),
      ),
    );
    incoming.get(key)?.forEach((value, column) => {
      row[positions[column] ?? column] = value;
    });
    return row;
  });
}

/** A planner's cell in its new row; a new row takes over the formula of its column, not the value. */
function planned(
  content: CellContent,
  isNew: boolean,
  moved: number,
): CellContent {
  if (content === null || typeof content !== "object") {
    return isNew ? null : content;
  }
  return { formula: shiftFormula(content.formula, moved, 0) };
}

/** Refuses a table whose titles or keys are not its own. */
export function checkSpec(spec: TableSpec): void {
  const titles = spec.columns.map(({ title }) => title);
  const twice = titles.find((title, index) => titles.indexOf(title) !== index);
  if (twice !== undefined) {
    throw new InputError("columns", `columns has ${twice} twice`);
  }
  const keys = new Set<string>();
  spec.rows.forEach((row, index) => {
    if (row.length !== titles.length) {
      throw new InputError(
        `rows[${index}]`,
        `rows[${index}] must have ${titles.length} cells, got ${row.length}`,
      );
    }
    const key = keyOf(row[0] ?? null);
    if (key === "" || keys.has(key)) {
      throw new InputError(
        `rows[${index}]`,
        `rows[${index}] must begin with a key of its own, got ${key || "none"}`,
      );
    }
    keys.add(key);
  });
}

/** The key of a row, from its first cell; empty when it has none. */
export function keyOf(content: CellContent | undefined): string {
  if (content === null || content === undefined) return "";
  return typeof content === "object" ? content.formula : String(content);
}
