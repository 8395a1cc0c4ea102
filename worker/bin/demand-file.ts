import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { openDemandTable } from "./demand-table.ts";
import { CommandError } from "./failure.ts";

/** One series of a demand file. */
export interface DemandRow {
  readonly id: string;
  /** Units by period; `null` where nothing was recorded, `NaN` where the cell says so. */
  readonly history: readonly (number | null)[];
  /** Where the file has it, the header counted, from 1. */
  readonly record: number;
  /** The first record with the same id, if that was another one. */
  readonly sameAs?: number;
}

/** Text that says "no number" rather than a wrong one. */
const noNumber = /^(nan|na|n\/a|null|none|#n\/a)$/i;
const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The series of a wide CSV file, one after the other, never all at once: only their ids are
 * kept, to tell those that come twice.
 *
 * @param file - where to read
 * @param name - what to call the file in messages
 * @throws CommandError naming file, record and field
 */
export async function* demandRows(
  file: string,
  name: string,
): AsyncGenerator<DemandRow> {
  const { columns, rows } = await openDemandTable(file, name);
  const records = new Map<string, number>();
  for await (const { record, cells } of rows) {
    const row = readRow(cells, columns, `${name}: record ${record}`);
    const sameAs = records.get(row.id);
    if (sameAs === undefined) records.set(row.id, record);
    yield { ...row, record, ...(sameAs !== undefined && { sameAs }) };
  }
}

/** @throws CommandError when another record has the same id */
export function checkOwnId({ id, record, sameAs }: DemandRow, name: string) {
  if (sameAs === undefined) return;
  throw new CommandError(
    `${name}: record ${record}: id must be there once, got ${JSON.stringify(id)} in record ${sameAs} too`,
  );
}

function readRow(
  row: readonly string[],
  columns: readonly string[],
  place: string,
): Pick<DemandRow, "id" | "history"> {
  const id = row[0] ?? "";
  if (id === "") {
    throw new CommandError(
      `${place}, field ${columns[0] || "id"} must name the series, got nothing`,
    );
  }
  const beyond = row.slice(columns.length).some((cell) => cell !== "");
  if (row.length < columns.length || beyond) {
    throw new CommandError(
      `${place} (id "${id}") must have ${columns.length} columns as the header has, got ${row.length}`,
    );
  }
  const history = row.slice(1, columns.length).map((cell, i) => {
    if (cell === "") return null;
    if (noNumber.test(cell)) return NaN;
    const units = decimal.test(cell) ? Number(cell) : NaN;
    if (Number.isFinite(units)) return units;
    throw new CommandError(
      `${place} (id "${id}"), field ${columns[i + 1]} must be a number${/^-?[\d.]*,\d+$/.test(cell) ? " like 1234.5" : ""} or blank, got "${cell}"`,
    );
  });
  return { id, history };
}

/** A path that can be read more than once: a pipe is copied to a temporary file first. */
export async function rereadable(
  file: string,
): Promise<{ readonly path: string; readonly remove: () => void }> {
  try {
    const found = fs.statSync(file === "-" ? "/dev/stdin" : file);
    if (file !== "-" && !found.isFIFO() && !found.isCharacterDevice()) {
      return { path: file, remove: () => undefined };
    }
  } catch {
    // Whoever opens it says why it cannot be.
    return { path: file, remove: () => undefined };
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stockwright-"));
  const copy = path.join(folder, "demand.csv");
  const from = file === "-" ? process.stdin : fs.createReadStream(file);
  await pipeline(from, fs.createWriteStream(copy));
  return { path: copy, remove: () => fs.rmSync(folder, { recursive: true }) };
}
