import type { Period, StageForecast } from "../../../engine/contracts/index.ts";

/** A period that is over: what was sold, and what the forecast counts. */
export interface PastPeriod {
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  /** As the ERP recorded it; `null` when it recorded nothing. */
  readonly sold: number | null;
  /** What the forecast is made from; `null` when the period is left out. */
  readonly counted: number | null;
  /** Why the two differ, where they do. */
  readonly reason: ChangeReason | null;
}

/** Why a period does not count as it was recorded. */
export interface ChangeReason {
  /** For the chart, in two words: `stockout`. */
  readonly short: string;
  /** Whether demand was set apart as known by itself; else the record was set right. */
  readonly apart: boolean;
  /** For whoever asks: one clause. */
  readonly clause: string;
}

/** A period to come, in units. */
export interface ComingPeriod {
  readonly start: string;
  readonly expected: number;
  /** Sold already, where the period has begun; `null` otherwise. */
  readonly soFar: number | null;
  /** Demand stays at or below with the picture's odds. */
  readonly low: number;
  readonly high: number;
}

/** Demand of one stage, past and to come: what the chart, its words and its table show. */
export interface DemandPicture {
  readonly period: Period;
  readonly unit: string;
  readonly unitDecimals: number;
  /** Many periods without demand: bars, because a line between them would lie. */
  readonly intermittent: boolean;
  readonly past: readonly PastPeriod[];
  readonly coming: readonly ComingPeriod[];
  /** Probabilities that a period to come stays at or below `low` and `high`. */
  readonly odds: { readonly low: number; readonly high: number };
}

/** What was done to a period for the forecast. */
export type Treatment = "as-sold" | "repaired" | "left-out" | "not-recorded";

/** How a period counts: as sold, by another number, not at all; or it was never recorded. */
export function treatmentOf({ sold, counted }: PastPeriod): Treatment {
  if (counted === null) return sold === null ? "not-recorded" : "left-out";
  return counted === sold ? "as-sold" : "repaired";
}

/** Periods of history that a narrow pane shows without being asked for more. */
export const usualPeriods: Readonly<Record<Period, number>> = {
  day: 63,
  week: 52,
  month: 24,
};

/** Rules that changed a period, in two words; others are called by their own name. */
const shortNames: Readonly<Record<string, string>> = {
  "negative-demand": "returns",
  "unmatched-return": "returns",
  "missing-period": "no record",
  "not-recorded": "no record",
  incomplete: "not over yet",
  "one-off": "one-off order",
};

/** Rules by which demand is nothing wrong, but nothing to go on from either. */
const setApart: ReadonlySet<string> = new Set(["promotion", "one-off"]);

/**
 * What there is to draw of a stage's forecast.
 *
 * Periods before the first record are left away: there was nothing to see yet. A period that has
 * begun is one to come, with what was sold so far.
 */
export function demandPicture(
  forecast: StageForecast,
  unitDecimals: number,
): DemandPicture {
  const reasons = new Map(
    [...forecast.repairs, ...forecast.excluded].map(
      ({ start, kind, reason }) => [
        start,
        {
          short: shortNames[kind] ?? kind.replaceAll("-", " "),
          apart: setApart.has(kind),
          clause: reason,
        },
      ],
    ),
  );
  const leftOut = new Set(forecast.excluded.map(({ start }) => start));
  const recorded = forecast.history.map(
    ({ start, units, repaired }): PastPeriod => ({
      start,
      sold: units,
      counted: leftOut.has(start) ? null : (repaired ?? units),
      reason: reasons.get(start) ?? null,
    }),
  );
  const begun = forecast.forecast[0]?.start ?? "9999";
  const past = recorded.filter(({ start }) => start < begun);
  const first = past.findIndex(
    (one) => one.sold !== null || one.counted !== null,
  );
  const soFar = new Map(recorded.map(({ start, sold }) => [start, sold]));
  return {
    period: forecast.period,
    unit: forecast.unit,
    unitDecimals,
    intermittent: isIntermittent(forecast.class, past),
    past: first < 0 ? [] : past.slice(first),
    coming: forecast.forecast.map(({ start, mean, low, high }) => ({
      start,
      expected: mean,
      soFar: soFar.get(start) ?? null,
      low,
      high,
    })),
    odds: forecast.band,
  };
}

/** The picture with only the last periods of its history. */
export function latest(picture: DemandPicture, periods: number): DemandPicture {
  return { ...picture, past: picture.past.slice(-periods) };
}

/**
 * Whether the periods before the last ones sold far more than those: then they are what the
 * forecast's doubt comes from, and nobody understands it without seeing them.
 */
export function earlierMatters(
  { past }: DemandPicture,
  periods: number,
): boolean {
  const most = (some: readonly PastPeriod[]) =>
    Math.max(0, ...some.map(({ counted }) => counted ?? 0));
  return most(past.slice(0, -periods)) > 1.5 * most(past.slice(-periods));
}

/** By its class; where it has none of its own, by whether a third of the periods had no demand. */
function isIntermittent(
  demandClass: StageForecast["class"],
  past: readonly PastPeriod[],
): boolean {
  if (demandClass === "smooth" || demandClass === "erratic") return false;
  if (demandClass === "intermittent" || demandClass === "lumpy") return true;
  const empty = past.filter(({ sold }) => sold === 0).length;
  return empty * 3 > past.length;
}
