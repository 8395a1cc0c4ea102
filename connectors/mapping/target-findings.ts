import type { ImportFinding } from "../../engine/contracts/index.ts";
import type { SourceRow } from "../write-back/source-statement.ts";
import { dayNumber, dayText } from "./bucket.ts";

/** Findings of one kind at most this often; the rest is counted. */
const mostOfAKind = 20;

/** Reads cells, and keeps account of those that could not be read. */
export class Findings {
  readonly #list: ImportFinding[] = [];
  readonly #kinds = new Map<string, number>();

  add(
    severity: ImportFinding["severity"],
    source: string,
    row: number | null,
    field: string | null,
    message: string,
  ): void {
    const kind = `${severity} ${source} ${field}`;
    const seen = (this.#kinds.get(kind) ?? 0) + 1;
    this.#kinds.set(kind, seen);
    if (seen <= mostOfAKind)
      this.#list.push({ severity, source, row, field, message });
  }

  /** A number, `null` where the cell is empty or holds something else. */
  number(
    row: SourceRow,
    field: string,
    source: string,
    place: number,
  ): number | null {
    const text = row[field]?.trim();
    if (text === undefined || text === "") return null;
    const value = Number(text);
    if (Number.isFinite(value)) return value;
    const days = intervalDays(text);
    if (days !== null) return days;
    this.add(
      "warning",
      source,
      place,
      field,
      `${field} must be a number, got "${text}": left empty`,
    );
    return null;
  }

  /** A calendar day; the time of day is dropped. */
  day(
    row: SourceRow,
    field: string,
    source: string,
    place: number,
  ): string | null {
    const text = row[field]?.trim();
    if (text === undefined || text === "") return null;
    const number = dayNumber(text.slice(0, 10));
    if (number !== null) return dayText(number);
    this.add(
      "warning",
      source,
      place,
      field,
      `${field} must be a day like 2026-01-31, got "${text}": left empty`,
    );
    return null;
  }

  /** In the order they were found; a last line for each kind says how many more there are. */
  list(): readonly ImportFinding[] {
    const more = [...this.#kinds].flatMap(([kind, seen]): ImportFinding[] => {
      if (seen <= mostOfAKind) return [];
      const example = this.#list.find(
        ({ severity, source, field }) =>
          `${severity} ${source} ${field}` === kind,
      );
      return example
        ? [
            {
              ...example,
              row: null,
              message: `and ${seen - mostOfAKind} more like these`,
            },
          ]
        : [];
    });
    return [...this.#list, ...more];
  }
}

/** A database interval in days: `7 days`, `1 day 12:00:00`, `36:00:00`. */
function intervalDays(text: string): number | null {
  const match = /^(?:(-?\d+) days?)? ?(?:(\d+):(\d+):(\d+(?:\.\d+)?))?$/.exec(
    text,
  );
  if (!match) return null;
  const [days, hours, minutes, seconds] = match
    .slice(1)
    .map((part) => Number(part ?? 0)) as [number, number, number, number];
  return days + hours / 24 + minutes / 1440 + seconds / 86_400;
}
