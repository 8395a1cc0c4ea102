import type { Findings } from "../mapping/target-findings.ts";
import { dayExamples, readDay } from "../mapping/rows-day.ts";
import type { DayFormat } from "../mapping/rows-day.ts";
import { numberHint, readNumber } from "../mapping/rows-number.ts";
import type { NumberFormat } from "../mapping/rows-number.ts";
import type { FieldReader } from "./columns.ts";
import type { CsvMapping, FieldSource, FileSource } from "./mapping.ts";
import type { TableRow } from "./read-table.ts";

/** Calendar days in one of a mapping's units of duration; a month is a twelfth of 365.25. */
const daysIn = { days: 1, weeks: 7, months: 365.25 / 12 } as const;

/** How the texts of one file are written: its own settings, else the mapping's. */
export function textFormat(
  mapping: CsvMapping,
  file: FileSource,
): NumberFormat & { readonly dates: DayFormat } {
  return {
    decimal: file.decimal ?? mapping.decimal ?? ".",
    thousands: file.thousands ?? mapping.thousands,
    dates: file.dates ?? mapping.dates ?? "iso",
  };
}

/** The file with the mapping's delimiter and encoding where it has none of its own. */
export function withDefaults<File extends FileSource>(
  mapping: CsvMapping,
  file: File,
): File {
  const delimiter = file.delimiter ?? mapping.delimiter;
  const encoding = file.encoding ?? mapping.encoding;
  return {
    ...file,
    ...(delimiter && { delimiter }),
    ...(encoding && { encoding }),
  };
}

/** Reads cells as numbers and days, and tells which could not be read. */
export class Cells {
  readonly #source: string;
  readonly #format: ReturnType<typeof textFormat>;
  readonly #findings: Findings;

  constructor(
    source: string,
    format: ReturnType<typeof textFormat>,
    findings: Findings,
  ) {
    this.#source = source;
    this.#format = format;
    this.#findings = findings;
  }

  /** `undefined`: something stands there that is no number; it was reported with `consequence`. */
  number(
    row: TableRow,
    name: string,
    text: string | null,
    field: FieldSource | undefined,
    consequence: string,
  ): number | null | undefined {
    if (text === null) return null;
    const value = fixed(field, text)
      ? readNumber(text, { decimal: "." })
      : readNumber(text, this.#format);
    if (value !== null) return value * factor(field);
    const hint = numberHint(text, this.#format);
    this.report(
      row,
      name,
      `must be a number, got "${text}"${hint}: ${consequence}`,
    );
    return undefined;
  }

  /** A day number; `undefined` when something else stands there, which was reported. */
  day(
    row: TableRow,
    name: string,
    read: FieldReader | undefined,
    consequence: string,
  ): number | null | undefined {
    const text = read?.(row) ?? null;
    if (text === null) return null;
    const day = readDay(text, this.#format.dates);
    if (day !== null) return day;
    const example = dayExamples[this.#format.dates];
    this.report(
      row,
      name,
      `must be a date like ${example}, got "${text}": ${consequence}`,
    );
    return undefined;
  }

  /** A finding about a field, which begins its message. */
  report(row: TableRow, name: string, message: string): void {
    this.note(row, name, `${name} ${message}`);
  }

  /** A finding about the record. */
  note(row: TableRow, name: string, message: string): void {
    this.#findings.add("warning", this.#source, row.line, name, message);
  }
}

/** Constants and defaults are numbers of the mapping, written its way. */
function fixed(field: FieldSource | undefined, text: string): boolean {
  if (typeof field !== "object") return false;
  return (
    "constant" in field ||
    ("default" in field && String(field.default) === text)
  );
}

function factor(field: FieldSource | undefined): number {
  if (typeof field !== "object" || !("column" in field)) return 1;
  return (field.times ?? 1) * (field.unit ? daysIn[field.unit] : 1);
}
