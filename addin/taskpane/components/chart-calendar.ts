import type { Period } from "../../../engine/contracts/index.ts";

/** A period by its first day, as people say it: `week of 3 Mar 2025`, `March 2025`. */
export function periodName(start: string, period: Period): string {
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Date(`${start}T00:00:00Z`).toLocaleDateString("en-GB", {
      ...options,
      timeZone: "UTC",
    });
  if (period === "month") return write({ month: "long", year: "numeric" });
  const day = write({ day: "numeric", month: "short", year: "numeric" });
  return period === "week" ? `week of ${day}` : day;
}

/** A period in a column of its kind, where every letter counts: `3 Mar 2025`, `Mar 2025`. */
export function shortPeriodName(start: string, period: Period): string {
  return new Date(`${start}T00:00:00Z`).toLocaleDateString("en-GB", {
    ...(period === "month" ? {} : { day: "numeric" }),
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** A place on the axis of time, and what stands there. */
export interface CalendarTick {
  /** The period it stands at. */
  readonly index: number;
  /** A month, or in January the year. */
  readonly text: string;
  readonly isYear: boolean;
}

/** Months between two labels that are tried, closest first. */
const monthSteps = [1, 2, 3, 6, 12, 24, 60];

/**
 * Labels for an axis of time, at months, as close as they may be.
 *
 * @param starts - first days of the periods, `YYYY-MM-DD`, oldest first
 * @param most - labels that there is room for
 */
export function calendarTicks(
  starts: readonly string[],
  most: number,
): readonly CalendarTick[] {
  const months = starts.map(monthNumber);
  const turns = months.flatMap((month, index) =>
    // The first period may have begun its month long before: no label of its own.
    index > 0 && month !== months[index - 1] ? [{ index, month }] : [],
  );
  for (const step of monthSteps) {
    const chosen = turns.filter(({ month }) => month % step === 0);
    if (chosen.length > most && step !== monthSteps.at(-1)) continue;
    return chosen.map(({ index, month }, at) => tick(index, month, at));
  }
  return [];
}

/** Months since the year 0, so that January is a multiple of twelve. */
function monthNumber(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function tick(index: number, month: number, at: number): CalendarTick {
  const year = Math.floor(month / 12);
  const isYear = month % 12 === 0;
  const name = new Date(Date.UTC(year, month % 12)).toLocaleDateString(
    "en-GB",
    { month: "short", timeZone: "UTC" },
  );
  // Without a year anywhere before it, the first label says which one it is.
  const text = isYear ? String(year) : at === 0 ? `${name} ${year}` : name;
  return { index, text, isYear };
}
