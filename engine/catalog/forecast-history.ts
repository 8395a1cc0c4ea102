import type {
  DemandHistory,
  Period,
  StageForecast,
} from "../contracts/index.ts";
import { cleanPeriods } from "../demand/hygiene/clean-periods.ts";
import { cleanHistory } from "../forecast/clean-history.ts";
import { bucketDay } from "../units/bucket-day.ts";
import { periodsPerSeason } from "../units/period.ts";

/** When a history was recorded. */
interface Recorded {
  readonly period: Period;
  /** The day it was read, `YYYY-MM-DD`: the period that day lies in is not over. */
  readonly asOf: string;
}

/** A history as people see it: what was recorded, and all that was done to it. */
type ForecastHistory = Pick<StageForecast, "history" | "repairs" | "excluded">;

/** Units of every period that is over, cleaned, oldest first: what is forecast from. */
export function cleanBuckets(
  demand: DemandHistory | null,
  recorded: Recorded,
): readonly (number | null)[] {
  if (demand === null) return [];
  return cleaned(demand, recorded).clean.slice(
    0,
    bucketsOver(demand, recorded),
  );
}

/** A recorded history with everything that was set right or left out, by its day. */
export function historyOf(
  demand: DemandHistory | null,
  recorded: Recorded,
): ForecastHistory {
  if (demand === null) return { history: [], repairs: [], excluded: [] };
  const { period } = recorded;
  const day = (index: number) => bucketDay(demand.start, period, index);
  const { clean, raw, repairs: made } = cleaned(demand, recorded);
  const over = bucketsOver(demand, recorded);
  const filled = filledGaps(clean.slice(0, over), periodsPerSeason(period));
  const repairs: StageForecast["repairs"] = [];
  const excluded: StageForecast["excluded"] = [];
  for (const { kind, reason, changes } of made) {
    for (const { period: index, before, after } of changes) {
      const start = day(index);
      if (after === null) excluded.push({ start, kind, reason });
      else repairs.push({ start, kind, before, after, reason });
    }
  }
  const first = clean.findIndex(isRecorded);
  const history = raw.map((units, index) => {
    const start = day(index);
    const used = filled.get(index) ?? clean[index] ?? null;
    if (units === null && used !== null) {
      const reason =
        "nothing was recorded: the mean of its place in the season stands in";
      repairs.push({
        start,
        kind: "missing-period",
        before: null,
        after: used,
        reason,
      });
    } else if (units === null) {
      excluded.push({ start, ...(index < first ? beforeLaunch : notRecorded) });
    }
    return { start, units, repaired: used === units ? null : used };
  });
  return {
    history,
    repairs: repairs.sort(byDay),
    excluded: excluded.sort(byDay),
  };
}

const beforeLaunch = {
  kind: "before-launch",
  reason: "nothing was recorded before the launch",
};
const notRecorded = { kind: "not-recorded", reason: "nothing was recorded" };

function cleaned({ start, quantities }: DemandHistory, recorded: Recorded) {
  const { period, asOf } = recorded;
  return cleanPeriods(quantities, { calendar: { start, period }, asOf });
}

function bucketsOver(
  { start, quantities }: DemandHistory,
  { period, asOf }: Recorded,
): number {
  const last = quantities.findLastIndex(
    (_, index) => bucketDay(start, period, index + 1) <= asOf,
  );
  return last + 1;
}

/** What the forecast fills gaps between recorded periods with, by place. */
function filledGaps(
  clean: readonly (number | null)[],
  season: number,
): ReadonlyMap<number, number> {
  const first = clean.findIndex(isRecorded);
  const last = clean.findLastIndex(isRecorded);
  const gaps = clean.flatMap((units, index) =>
    units === null && index > first && index < last && first >= 0
      ? [index]
      : [],
  );
  if (gaps.length === 0) return new Map();
  const { units } = cleanHistory(clean, season);
  return new Map(gaps.map((index) => [index, units[index - first]!]));
}

function byDay(
  a: { readonly start: string },
  b: { readonly start: string },
): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}

function isRecorded(units: number | null): boolean {
  return units !== null;
}
