import { atLeast } from "../checks.ts";
import { InputError } from "../errors.ts";
import { wholePeriodsUp } from "../network/whole-periods.ts";
import { normalCdf } from "../numeric/normal.ts";
import type { LeadTimeLaw } from "./demand-law.ts";
import type { ValueTable } from "./value-table.ts";
import { valueTable } from "./value-table.ts";

/** A lead time in whole periods: the same always, or drawn from a table. */
export interface WholeLeadTime {
  readonly mean: number;
  readonly longest: number;
  /** Null when it is always the longest. */
  readonly table: ValueTable | null;
}

/** More periods than this are a unit gone wrong, and would fill the memory. */
const mostPeriods = 100_000;

/** Deviations from the mean that a normal lead time is drawn within. */
const widest = 8;

/**
 * Makes a lead time ready to be drawn from, in whole periods.
 *
 * @throws InputError when a time is negative, too long or no number, or no weight is above 0
 */
export function wholeLeadTime(field: string, law: LeadTimeLaw): WholeLeadTime {
  if (typeof law === "number") return always(wholePeriods(field, law));
  if ("mean" in law) {
    const { mean } = law;
    const deviation = atLeast(`${field}.deviation`, law.deviation, 0);
    if (deviation === 0) return always(wholePeriods(`${field}.mean`, mean));
    wholePeriods(`${field}.mean`, mean + widest * deviation);
    return normalTable(atLeast(`${field}.mean`, mean, 0), deviation);
  }
  const { values, weights } = law;
  const chances = new Map<number, number>();
  values.forEach((value, at) => {
    const periods = wholePeriods(`${field}.values[${at}]`, value);
    const weight = atLeast(`${field}.weights[${at}]`, weights[at]!, 0);
    if (weight > 0) chances.set(periods, (chances.get(periods) ?? 0) + weight);
  });
  if (chances.size === 0) {
    throw new InputError(
      field,
      `${field} must have at least one value with a weight above 0`,
    );
  }
  return tabled(chances);
}

function wholePeriods(field: string, periods: number): number {
  if (atLeast(field, periods, 0) > mostPeriods) {
    throw new InputError(
      field,
      `${field} must be at most ${mostPeriods} periods, got ${periods}; use longer periods`,
    );
  }
  return wholePeriodsUp(periods);
}

function always(periods: number): WholeLeadTime {
  return { mean: periods, longest: periods, table: null };
}

function normalTable(mean: number, deviation: number): WholeLeadTime {
  const chances = new Map<number, number>();
  const first = Math.max(0, Math.round(mean - widest * deviation));
  const last = Math.max(first, Math.round(mean + widest * deviation));
  let before = 0;
  for (let periods = first; periods <= last; periods++) {
    const until = normalCdf((periods + 0.5 - mean) / deviation);
    if (until > before) chances.set(periods, until - before);
    before = until;
  }
  return tabled(chances);
}

function tabled(chances: ReadonlyMap<number, number>): WholeLeadTime {
  const sorted = [...chances].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  const mean =
    sorted.reduce((sum, [periods, weight]) => sum + periods * weight, 0) /
    total;
  const longest = sorted.at(-1)![0];
  if (sorted.length === 1) return always(longest);
  const table = valueTable(
    sorted.map(([periods]) => periods),
    sorted.map(([, weight]) => weight),
  );
  return { mean, longest, table };
}
