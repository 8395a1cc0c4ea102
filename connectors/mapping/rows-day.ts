import { dayNumber, isoWeekStart } from "./bucket.ts";

/** Ways to write a day, a week or a month. A week is its Monday, a month its first day. */
export const dayFormats = [
  "iso",
  "iso-week",
  "iso-month",
  "yyyymmdd",
  "dd.mm.yyyy",
  "dd/mm/yyyy",
  "mm/dd/yyyy",
] as const;
export type DayFormat = (typeof dayFormats)[number];

/** An example of each format, for messages. */
export const dayExamples: Readonly<Record<DayFormat, string>> = {
  iso: "2026-01-31",
  "iso-week": "2026-W05",
  "iso-month": "2026-01",
  yyyymmdd: "20260131",
  "dd.mm.yyyy": "31.01.2026",
  "dd/mm/yyyy": "31/01/2026",
  "mm/dd/yyyy": "01/31/2026",
};

/** A time of day after a date is dropped: `T10:30:00Z`, ` 00:00:00.000`. */
const time = /[T ]\d{1,2}:\d{2}.*$/;

/** The day number of a text in a format; `null` when it is not one. */
export function readDay(text: string, format: DayFormat): number | null {
  const day = text.trim().replace(time, "");
  switch (format) {
    case "iso":
      return dayNumber(day);
    case "iso-week": {
      const match = /^(\d{4})-?W(\d{1,2})$/.exec(day);
      return match ? isoWeekStart(Number(match[1]), Number(match[2])) : null;
    }
    case "iso-month": {
      const match = /^(\d{4})-(\d{2})$/.exec(day);
      return match ? dayNumber(`${match[1]}-${match[2]}-01`) : null;
    }
    case "yyyymmdd": {
      const match = /^(\d{4})(\d{2})(\d{2})$/.exec(day);
      return match ? dayNumber(match.slice(1).join("-")) : null;
    }
    case "dd.mm.yyyy":
      return parts(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(day), [3, 2, 1]);
    case "dd/mm/yyyy":
      return parts(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(day), [3, 2, 1]);
    case "mm/dd/yyyy":
      return parts(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(day), [3, 1, 2]);
  }
}

function parts(
  match: RegExpExecArray | null,
  [year, month, day]: readonly [number, number, number],
): number | null {
  if (!match) return null;
  const two = (index: number) => match[index]!.padStart(2, "0");
  return dayNumber(`${match[year]}-${two(month)}-${two(day)}`);
}
