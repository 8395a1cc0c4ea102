import type { DemandClassification } from "../demand/demand-class.ts";
import { demandClass } from "../demand/demand-class.ts";
import type { GappedHistory } from "../demand/recorded-history.ts";
import { autoForecast, learnWindows } from "./auto-forecast.ts";
import type { Backtest } from "./backtest.ts";
import { backtest } from "./backtest.ts";
import type { SeriesFinding } from "./clean-history.ts";
import { cleanHistory } from "./clean-history.ts";
import { commonDemand, exposureOf, noteCommon } from "./common-demand.ts";
import type { ForecastMethod, ForecastOptions } from "./forecast-method.ts";
import { coveredPeriods, wholePeriods } from "./forecast-method.ts";
import type { ForecastPool } from "./forecast-pool.ts";
import { forecastPool, learnLosses } from "./forecast-pool.ts";
import { sinceLaunch } from "./history-start.ts";
import type { SeriesLeadTimeDemand } from "./told-demand.ts";
import { askedQuantiles, toldDemand } from "./told-demand.ts";
import type { WindowForecast } from "./window-forecast.ts";
import { methodForecast } from "./window-forecast.ts";
import { windowLaw } from "./window-law.ts";

/** What is asked of a series. */
export interface SeriesOptions extends ForecastOptions {
  /** Periods of lead time plus review; rounded up; the horizon when omitted. */
  readonly covered?: number;
  /** A named method, or `auto` (default). */
  readonly method?: ForecastMethod | "auto";
  /** Probabilities, each above 0 and below 1; 0.5, 0.9, 0.95 and 0.99 when omitted. */
  readonly quantiles?: readonly number[];
}

/** The whole answer for one series. */
export interface SeriesForecast extends DemandClassification {
  readonly method: string;
  /** What the method was told or found, by name; shares of methods in a blend. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Units by period to come. */
  readonly forecast: readonly number[];
  readonly leadTimeDemand: SeriesLeadTimeDemand;
  readonly findings: readonly SeriesFinding[];
}

/**
 * Forecast of one series, with its class and the distribution of demand over lead
 * time and review: what the command line and the cells answer.
 *
 * @param history - units by period, oldest first; `null` where nothing was recorded.
 * What is wrong with single periods becomes a finding, see `cleanHistory`
 * @param pool - what other series taught (`learnSeries`); only `auto` asks it
 * @throws InputError when an option is out of range
 */
export function forecastSeries(
  history: GappedHistory,
  options: SeriesOptions,
  pool: ForecastPool = forecastPool(),
): SeriesForecast {
  return askedForecast(history, options, pool).forecast;
}

/** The same, and any quantile of demand over the covered periods, told or not. */
export function askedForecast(
  history: GappedHistory,
  options: SeriesOptions,
  pool: ForecastPool = forecastPool(),
): {
  readonly forecast: SeriesForecast;
  readonly quantile: WindowForecast["quantile"];
} {
  const asked = checkedOptions(options);
  const { horizon, covered, season } = asked;
  const { units, ahead, findings } = cleanHistory(history, season);
  const { class: kind, adi, cv2 } = demandClass(units);
  const found =
    units.length === 0 || kind === "none"
      ? nothing(asked)
      : asked.method === "auto"
        ? autoForecast(
            backtested(pool, units, covered, season, ahead),
            horizon,
            pool,
            ahead,
          )
        : methodForecast(units, asked.method, options, covered, ahead);
  const forecast = {
    class: kind,
    adi,
    cv2,
    method: found.method,
    parameters: found.parameters ?? {},
    forecast: found.path,
    leadTimeDemand: toldDemand(
      found.law,
      covered,
      asked.quantiles,
      found.quantile,
    ),
    findings: [
      ...findings,
      ...(asked.method === "auto" ? launchFindings(units) : []),
      ...(found.findings ?? []),
    ],
  };
  return { forecast, quantile: found.quantile };
}

/** What is told of zeros that `auto` takes for the time before a launch. */
function launchFindings(units: Float64Array): SeriesFinding[] {
  const early = units.length - sinceLaunch(units).length;
  if (early === 0) return [];
  const periods = early === 1 ? "1 period" : `${early} periods`;
  const message = `${periods} of 0 before the first demand, more than demand since would begin with: taken for the time before a launch`;
  return [{ code: "before-launch", message }];
}

/** Steps of learning, in their order. */
export const lessons = ["common", "losses", "calibration"] as const;

/** A step of learning: what all series do together, losses of the methods, where outcomes fell. */
export type Lesson = (typeof lessons)[number];

/**
 * Lets a pool learn from one series. All series once with each of `lessons`, lesson after
 * lesson; the pool does not grow with their number. Their histories end in the same period.
 *
 * @throws InputError when an option is out of range
 */
export function learnSeries(
  pool: ForecastPool,
  history: GappedHistory,
  options: SeriesOptions,
  lesson: Lesson,
): void {
  seriesTeacher(pool, history, options)(lesson);
}

/**
 * The same for a series that stays through all lessons: what one of them works out is there
 * for the next. It holds some kilobytes until the last lesson is over.
 *
 * @returns a lesson of the series, to be called when all series had the one before
 * @throws InputError when an option is out of range
 */
export function seriesTeacher(
  pool: ForecastPool,
  history: GappedHistory,
  options: SeriesOptions,
): (lesson: Lesson) => void {
  const { covered, season } = checkedOptions(options);
  const { units, ahead } = cleanHistory(history, season);
  let tested: Backtest | undefined;
  return (lesson) => {
    if (units.length === 0) return;
    if (lesson === "common") {
      let common = pool.common.get(season);
      if (common === undefined) {
        pool.common.set(season, (common = commonDemand(season)));
      }
      noteCommon(common, sinceLaunch(units), ahead);
      return;
    }
    tested ??= backtested(pool, units, covered, season, ahead);
    if (lesson === "losses") return learnLosses(pool, tested);
    learnWindows(pool, tested);
    tested = undefined;
  };
}

/** A backtest of the periods since the launch, as ordinary as each of them was. */
function backtested(
  pool: ForecastPool,
  units: Float64Array,
  covered: number,
  season: number,
  ahead: number,
): Backtest {
  const known = sinceLaunch(units);
  const common = pool.common.get(season);
  const exposure = common && exposureOf(common, known, ahead);
  return backtest(known, covered, season, exposure);
}

function checkedOptions(options: SeriesOptions) {
  const horizon = wholePeriods("horizon", options.horizon);
  const season = wholePeriods("season", options.season ?? 1);
  return {
    horizon,
    season,
    covered: coveredPeriods(options.covered ?? horizon),
    method: options.method ?? "auto",
    quantiles: askedQuantiles(options.quantiles),
  };
}

function nothing(asked: {
  readonly method: string;
  readonly horizon: number;
}): WindowForecast {
  const law = windowLaw(0, 0, true);
  return {
    method: asked.method === "auto" ? "mean" : asked.method,
    path: new Array<number>(asked.horizon).fill(0),
    law,
    quantile: (p) => law.quantile(p),
  };
}
