import { InputError } from "../../engine/index.ts";
import type { FieldSource, FileSource } from "./mapping.ts";
import type { Table, TableRow } from "./read-table.ts";

/** The text of a field in a record; `null` where it is empty. */
export type FieldReader = (row: TableRow) => string | null;

/** The columns that a file's fields and filter name. */
export function namedColumns(
  file: FileSource,
  fields: Readonly<Record<string, FieldSource | undefined>>,
): readonly string[] {
  const names = new Set((file.filter ?? []).map(({ column }) => column));
  for (const field of Object.values(fields)) {
    if (field !== undefined)
      for (const name of columnsOf(field)) names.add(name);
  }
  return [...names];
}

/**
 * A reader for each field that the mapping names.
 *
 * @throws InputError naming the missing column, the columns found, and the nearest of them
 */
export function fieldReaders<Name extends string>(
  table: Table,
  fields: Readonly<Partial<Record<Name, FieldSource | undefined>>>,
): Partial<Record<Name, FieldReader>> {
  const readers: Partial<Record<Name, FieldReader>> = {};
  for (const [name, field] of Object.entries(fields) as [
    Name,
    FieldSource | undefined,
  ][]) {
    if (field !== undefined) readers[name] = fieldReader(table, field);
  }
  return readers;
}

/** Whether a record fits every condition of the file's filter. */
export function rowFilter(
  table: Table,
  file: FileSource,
): (row: TableRow) => boolean {
  const conditions = (file.filter ?? []).map(({ column, is, isNot }) => {
    const index = columnIndex(table, column);
    return (row: TableRow) => {
      const text = (row.cells[index] ?? "").trim();
      return (is?.includes(text) ?? true) && !(isNot?.includes(text) ?? false);
    };
  });
  return (row) => conditions.every((fits) => fits(row));
}

function fieldReader(table: Table, field: FieldSource): FieldReader {
  if (typeof field === "string") {
    const index = columnIndex(table, field);
    return (row) => filled(row.cells[index]);
  }
  if ("constant" in field) {
    const constant = String(field.constant);
    return () => constant;
  }
  if ("template" in field) {
    const parts = field.template.split(/\{([^{}]+)\}/);
    // Odd places hold the names of columns.
    const indexes = parts.map((part, i) =>
      i % 2 === 1 ? columnIndex(table, part) : -1,
    );
    return (row) => {
      const texts = parts.map((part, i) =>
        i % 2 === 1 ? (row.cells[indexes[i]!] ?? "").trim() : part,
      );
      return filled(texts.join(""));
    };
  }
  const index = columnIndex(table, field.column);
  const empty = new Set(field.empty ?? []);
  const fallback = field.default === undefined ? null : String(field.default);
  return (row) => {
    const text = filled(row.cells[index]);
    if (text === null || empty.has(text)) return fallback;
    return field.values?.[text] ?? text;
  };
}

function filled(cell: string | undefined): string | null {
  const text = cell?.trim() ?? "";
  return text === "" ? null : text;
}

function columnsOf(field: FieldSource): readonly string[] {
  if (typeof field === "string") return [field];
  if ("column" in field) return [field.column];
  if ("template" in field) {
    return [...field.template.matchAll(/\{([^{}]+)\}/g)].map(
      (match) => match[1]!,
    );
  }
  return [];
}

/** Place of a column by its exact name. */
export function columnIndex(table: Table, name: string): number {
  const { columns, source } = table;
  const index = columns.indexOf(name);
  if (index >= 0 && columns.indexOf(name, index + 1) >= 0) {
    throw new InputError(
      name,
      `${source} has two columns "${name}": rename one of them`,
    );
  }
  if (index >= 0) return index;
  if (columns.length === 1) {
    throw new InputError(
      "delimiter",
      `${source} has no column "${name}", only one column "${shortened(columns[0]!)}": ${table.delimiter} may be the wrong delimiter`,
    );
  }
  const near = nearest(name, columns);
  const hint = near === null ? "" : `; did you mean "${near}"`;
  const shownColumns = columns
    .slice(0, 20)
    .map((column) => `"${column}"`)
    .join(", ");
  const more = columns.length > 20 ? ` and ${columns.length - 20} more` : "";
  throw new InputError(
    name,
    `${source} has no column "${name}"${hint}; it has ${shownColumns}${more}`,
  );
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The column whose name differs least, if by no more than half of its letters. */
function nearest(name: string, columns: readonly string[]): string | null {
  const plain = (text: string) =>
    text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  let best: { column: string; distance: number } | null = null;
  for (const column of columns) {
    const distance = editDistance(plain(name), plain(column));
    if (
      distance <= name.length / 2 &&
      (best === null || distance < best.distance)
    ) {
      best = { column, distance };
    }
  }
  return best?.column ?? null;
}

/** Letters to insert, drop or replace (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
