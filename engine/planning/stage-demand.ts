import type { DemandClass, DemandHistory } from "../contracts/index.ts";
import { cleanPeriods } from "../demand/hygiene/clean-periods.ts";
import type { ForecastPool } from "../forecast/forecast-pool.ts";
import { forecastPool } from "../forecast/forecast-pool.ts";
import type { SeriesForecast } from "../forecast/forecast-series.ts";
import { forecastSeries } from "../forecast/forecast-series.ts";
import type { Moments } from "../numeric/moments.ts";
import type { DemandLumps } from "../policy/undershoot.ts";
import { demandLumps } from "./demand-lumps.ts";
import { matchedDeviation } from "./matched-deviation.ts";

/** What planning asks of a history. */
export interface DemandQuestion {
  /** Periods in a season; 1 for none. */
  readonly season: number;
  /** Periods of lead time and review that the forecast is made and judged over. */
  readonly covered: number;
  /** Cycle service to be met by the stock: there the forecast's own quantile counts. */
  readonly target?: number | undefined;
  /** What the rest of the catalog taught; nothing when omitted. */
  readonly pool?: ForecastPool | undefined;
}

/** Demand at one stage, as planning uses it. */
export interface StageDemand {
  readonly class: DemandClass;
  /**
   * Units per period over the coming ones. `deviation` times the root of `covered` is what
   * totals over the covered periods missed their forecast by, so that a stage which covers
   * them holds what its own errors ask for; shorter and longer times scale from there. With a
   * target it is the deviation whose law has the forecast's quantile at the target.
   */
  readonly rate: Moments;
  /** How many units come at once. */
  readonly lumps: DemandLumps;
  /** Whole periods that the rate was found over. */
  readonly covered: number;
  /** How the rate was found, for people. */
  readonly method: string;
  /** Cleaned periods since the launch, oldest first; gaps left out. */
  readonly history: readonly number[];
  /** Buckets below zero: booked to the sales before them. */
  readonly negativePeriods: number;
  /** Periods since the last demand; `null` when there was none. */
  readonly periodsSinceDemand: number | null;
  /** Whether nobody has asked for it for far longer than usual. */
  readonly silent: boolean;
}

/** An item silent for this many mean intervals between demands is taken to be ageing. */
const silentIntervals = 4;

/**
 * Class and rate of independent demand from its history: the forecast over lead time and
 * review, and the errors that such forecasts of the same history made.
 *
 * The history is cleaned first: returns are booked to the sales before them, blanks and long
 * runs of zeros before the first demand are a launch.
 *
 * @param history - demand by period, oldest first
 * @throws InputError when `covered` or `season` is out of range
 */
export function stageDemand(
  history: DemandHistory | null,
  { season, covered, target, pool = forecastPool() }: DemandQuestion,
): StageDemand {
  const quantities = history?.quantities ?? [];
  const { clean } = cleanPeriods(quantities);
  const usable = clean.filter((quantity) => quantity !== null);
  const last = usable.findLastIndex((quantity) => quantity > 0);
  const common = {
    history: usable,
    negativePeriods: quantities.filter((quantity) => (quantity ?? 0) < 0)
      .length,
  };
  if (last < 0) {
    return {
      ...common,
      class: "none",
      rate: { mean: 0, deviation: 0 },
      lumps: { size: 0, dispersion: 0 },
      covered: Math.ceil(covered),
      method: "no demand in the record",
      periodsSinceDemand: null,
      silent: false,
    };
  }
  const found = forecastSeries(
    clean,
    {
      horizon: Math.ceil(covered),
      covered,
      season,
      quantiles: target === undefined ? [] : [target],
    },
    pool,
  );
  const { periods, mean, deviation } = found.leadTimeDemand;
  const demands = usable.filter((quantity) => quantity > 0).length;
  const periodsSinceDemand = usable.length - 1 - last;
  return {
    ...common,
    class: found.class,
    rate: ratePerPeriod(
      found.leadTimeDemand,
      usable.every(Number.isInteger),
      target,
    ),
    lumps: demandLumps(usable, {
      mean: mean / periods,
      deviation: deviation / Math.sqrt(periods),
    }),
    covered: found.leadTimeDemand.periods,
    method: found.method,
    periodsSinceDemand,
    silent: periodsSinceDemand > silentIntervals * ((last + 1) / demands),
  };
}

/** The moments of one period that, independent of the others, make up those of the window. */
function ratePerPeriod(
  window: SeriesForecast["leadTimeDemand"],
  whole: boolean,
  target: number | undefined,
): Moments {
  const { periods, mean, quantiles } = window;
  const deviation =
    target === undefined
      ? window.deviation
      : matchedDeviation({
          mean,
          deviation: window.deviation,
          whole,
          probability: target,
          quantile: quantiles[String(target)]!,
        });
  return { mean: mean / periods, deviation: deviation / Math.sqrt(periods) };
}
