import {
  bucketStart,
  dayNumber,
  dayText,
  isoWeekStart,
} from "../../connectors/mapping/bucket.ts";
import { CommandError } from "./failure.ts";

const months = /^(\d{4})-?(0[1-9]|1[0-2])$/;
const weeks = /^(\d{4})-?W(\d{2})$/;
const days = /^\d{4}-\d{2}-\d{2}$/;
const numbered = /^(\D*)(\d{1,9})$/;
const weekLength = 7;

/** Names of one kind: where each stands in time, and what stands at a place. */
interface Calendar {
  readonly places: readonly number[];
  readonly nameAt: (place: number) => string;
  /** Whether no period need be there, as on the Sundays of a table of working days. */
  readonly closed?: (place: number, step: number, next: number) => boolean;
  /** Whether a name begins a new count: the first week of a year after its last. */
  readonly restarts?: (place: number) => boolean;
}

/** The periods of a header with those that it leaves out. */
export interface CompletePeriods {
  readonly names: readonly string[];
  /** Of each, where it stands in the header, from 0; -1 for one that is left out. */
  readonly from: readonly number[];
}

/**
 * The periods of a header, none left out: a month without a column was not recorded, and all
 * that comes after it would be a month early. Months, ISO weeks, days, and numbers behind one
 * word are read; names of any other kind say nothing about their order.
 *
 * @param names - of the periods, in the order of the file
 * @throws CommandError naming the two that do not rise, or that leave out more than is there
 */
export function completePeriods(
  names: readonly string[],
  file: string,
): CompletePeriods {
  const calendar =
    monthsOf(names) ?? weeksOf(names) ?? daysOf(names) ?? numbersOf(names);
  if (calendar === undefined) return { names, from: names.map((_, i) => i) };
  const { places, nameAt, closed, restarts } = calendar;
  const steps = places.slice(1).map((place, i) => place - places[i]!);
  const step = Math.min(...steps.filter((each) => each > 0));
  const all = { names: names.slice(0, 1), from: [0] };
  steps.forEach((each, i) => {
    const [before, name] = [names[i]!, names[i + 1]!];
    if (each === 0) {
      throw new CommandError(
        `${file}: line 1: period ${name} must be there once, got it twice`,
      );
    }
    const anew = restarts?.(places[i + 1]!) === true;
    if (each < 0 && !anew) {
      throw new CommandError(
        `${file}: line 1: periods must stand oldest first, got ${name} after ${before}`,
      );
    }
    const next = anew ? -Infinity : places[i + 1]!;
    for (let place = places[i]! + step; place < next; place += step) {
      if (closed?.(place, step, next)) continue;
      if (all.names.length >= 2 * names.length) {
        throw new CommandError(
          `${file}: line 1: periods must follow each other, got ${name} after ${before}`,
        );
      }
      all.names.push(nameAt(place));
      all.from.push(-1);
    }
    all.names.push(name);
    all.from.push(i + 1);
  });
  return all;
}

function monthsOf(names: readonly string[]): Calendar | undefined {
  const found = matches(names, months);
  if (!found) return undefined;
  const dash = names[0]!.includes("-") ? "-" : "";
  return {
    places: found.map(([, year, month]) => 12 * Number(year) + Number(month)),
    nameAt: (place) => monthText(place, dash),
  };
}

function weeksOf(names: readonly string[]): Calendar | undefined {
  const places = matches(names, weeks)?.map(([, year, week]) =>
    isoWeekStart(Number(year), Number(week)),
  );
  if (!places || places.includes(null)) return undefined;
  return {
    places: places.map((monday) => monday! / weekLength),
    nameAt: (place) => {
      // The year of a week is that of its Thursday.
      const year = Number(dayText(place * weekLength + 3).slice(0, 4));
      const week = place - isoWeekStart(year, 1)! / weekLength + 1;
      const dash = names[0]!.includes("-") ? "-" : "";
      return `${year}${dash}W${String(week).padStart(2, "0")}`;
    },
  };
}

function daysOf(names: readonly string[]): Calendar | undefined {
  if (!names.every((name) => days.test(name))) return undefined;
  const places = names.map((name) => dayNumber(name));
  if (places.includes(null)) return undefined;
  const numbers = places as readonly number[];
  // The first, or another day, of each month, or the last.
  const sameDay = new Set(names.map((name) => name.slice(8))).size === 1;
  const lastDay = numbers.every((day) => dayText(day + 1).endsWith("-01"));
  if (names.length > 1 && (sameDay || lastDay)) {
    return {
      places: names.map(
        (name) => 12 * Number(name.slice(0, 4)) + Number(name.slice(5, 7)),
      ),
      nameAt: (place) =>
        sameDay
          ? monthText(place, "-") + names[0]!.slice(7)
          : dayText(dayNumber(`${monthText(place + 1, "-")}-01`)! - 1),
    };
  }
  const weekdays = new Set(numbers.map(weekday));
  return {
    places: numbers,
    nameAt: dayText,
    // Months of four and of five weeks, and halves of months, are not all as long.
    closed: (day, step, next) =>
      !weekdays.has(weekday(day)) || day + step > next,
  };
}

function numbersOf(names: readonly string[]): Calendar | undefined {
  const found = matches(names, numbered);
  const word = found?.[0]?.[1] ?? "";
  if (!found?.every(([, other]) => other === word)) return undefined;
  const width = Math.min(...found.map(([, , number]) => number!.length));
  return {
    places: found.map(([, , number]) => Number(number)),
    nameAt: (place) => word + String(place).padStart(width, "0"),
    restarts: (place) => place <= 1,
  };
}

function matches(
  names: readonly string[],
  form: RegExp,
): readonly RegExpExecArray[] | undefined {
  const found = names.map((name) => form.exec(name));
  return found.every((one) => one !== null) ? found : undefined;
}

function weekday(day: number): number {
  return day - bucketStart(day, "week");
}

function monthText(place: number, dash: string): string {
  const year = Math.floor((place - 1) / 12);
  return `${year}${dash}${String(place - 12 * year).padStart(2, "0")}`;
}
