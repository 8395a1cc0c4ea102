import { InputError } from "../errors.ts";
import { adida, imapa } from "../demand/aggregation.ts";
import {
  historicMean,
  ses,
  sesOptimized,
} from "../demand/exponential-smoothing.ts";
import type { History } from "../demand/history-check.ts";
import { atLeastOnePeriod, badPeriod } from "../demand/history-check.ts";
import { ets, etsForecast } from "./ets.ts";
import { fitEts } from "./ets-fit.ts";
import type { EtsForm } from "./ets-model.ts";
import { holtPath, holtWintersPath } from "./holt.ts";
import {
  driftPath,
  naivePath,
  seasonalNaivePath,
  seasonalSmoothingPath,
} from "./naive.ts";
import type { SeasonKind } from "./season-start.ts";
import { optimizedThetaPath, thetaPath } from "./theta.ts";
import type { TunedOptions } from "./tuned-constants.ts";
import { checkTuned, intermittentLevel } from "./tuned-constants.ts";

/** Every forecasting method by the name planners ask for. */
export const forecastMethods = [
  "naive",
  "seasonal-naive",
  "drift",
  "mean",
  "ses",
  "seasonal-ses",
  "holt",
  "damped",
  "holt-winters-additive",
  "holt-winters-multiplicative",
  "ets",
  "theta",
  "optimized-theta",
  "croston",
  "sba",
  "sbj",
  "tsb",
  "adida",
  "imapa",
] as const;

/** One of the names. */
export type ForecastMethod = (typeof forecastMethods)[number];

/** Other names of the same methods, as packages write them. */
const otherNames: Readonly<Record<string, ForecastMethod>> = {
  snaive: "seasonal-naive",
  rwd: "drift",
  average: "mean",
  "damped-holt": "damped",
  "holt-damped": "damped",
  "holt-winters": "holt-winters-additive",
  hw: "holt-winters-additive",
  "hw-additive": "holt-winters-additive",
  "hw-multiplicative": "holt-winters-multiplicative",
  thetaf: "theta",
  otm: "optimized-theta",
};

/** How a method is asked to work. */
export interface ForecastOptions extends TunedOptions {
  /** Periods to forecast, whole, at least 1. */
  readonly horizon: number;
  /** Periods in a season; 1 (no season) when omitted. */
  readonly season?: number;
}

/**
 * The method a name means: small or capital letters, spaces or dashes, and the
 * names other packages use.
 *
 * @throws InputError listing the names
 */
export function forecastMethodNamed(name: string): ForecastMethod {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
  const found =
    forecastMethods.find((method) => method === plain) ?? otherNames[plain];
  if (found !== undefined) return found;
  throw new InputError(
    "method",
    `method must be auto or one of ${forecastMethods.join(", ")}, got "${name}"`,
  );
}

/**
 * Forecast by one method, one figure for each period to come.
 *
 * Constants: given ones are kept, else the method's own choice. `ses`: least squares
 * in 0.01 to 0.99 from the first period (statsforecast). `holt`, `damped` and
 * `holt-winters-…`: maximum likelihood (R forecast's `holt`, `hw`); with constants
 * given, R's `HoltWinters`, without a season `HoltWinters(gamma = FALSE)`. `theta` is R's `thetaf`. `croston`,
 * `sba`, `sbj`, `tsb`: 0.1 unless given. `adida`, `imapa`: statsforecast.
 * A season longer than half the history is left out. May be negative where a trend is.
 *
 * @param history - units by period, oldest first
 * @throws InputError when the history is empty or holds what is no demand, the
 * horizon or the season is no whole number of at least 1, or a constant is out of range
 */
export function forecastPath(
  history: History,
  method: ForecastMethod,
  options: ForecastOptions,
): number[] {
  const { horizon, season = 1, alpha, beta = alpha, tuned } = options;
  wholePeriods("horizon", horizon);
  wholePeriods("season", season);
  checkTuned(method, tuned);
  const n = atLeastOnePeriod(history).length;
  for (let i = 0; i < n; i++) {
    const units = history[i] as number;
    if (!(units >= 0 && units < Infinity)) throw badPeriod(i, units);
  }
  const flat = (level: number) => new Array<number>(horizon).fill(level);
  switch (method) {
    case "naive":
      return naivePath(history, horizon);
    case "seasonal-naive":
      return seasonalNaivePath(history, horizon, season);
    case "drift":
      return driftPath(history, horizon);
    case "mean":
      return flat(historicMean(history));
    case "ses":
      return flat(
        alpha === undefined
          ? sesOptimized(history).forecast
          : ses(history, alpha),
      );
    case "seasonal-ses":
      return seasonalSmoothingPath(history, horizon, season, alpha ?? 0.1);
    case "holt":
    case "damped": {
      const damped = method === "damped";
      if (alpha !== undefined && beta !== undefined) {
        const damping = damped ? 0.9 : 1;
        return holtPath(history, horizon, { alpha, beta, damping });
      }
      return fitted(history, horizon, season, {
        error: "additive",
        trend: damped ? "damped" : "additive",
        season: "none",
      });
    }
    case "holt-winters-additive":
      return holtWinters(history, options, "additive");
    case "holt-winters-multiplicative":
      return holtWinters(history, options, "multiplicative");
    case "ets": {
      const fit = ets(history, season);
      return fit ? etsForecast(fit, horizon) : flat(historicMean(history));
    }
    case "theta":
      return thetaPath(history, horizon, season);
    case "optimized-theta":
      return optimizedThetaPath(history, horizon, season);
    case "croston":
    case "sba":
    case "sbj":
    case "tsb":
      return flat(intermittentLevel(history, method, options));
    case "adida":
      return flat(adida(history));
    case "imapa":
      return flat(imapa(history));
  }
}

function holtWinters(
  history: History,
  { horizon, season = 1, alpha, beta = alpha }: ForecastOptions,
  kind: SeasonKind,
): number[] {
  const seasonal = season > 1 && history.length >= 2 * season;
  const multiplied = kind === "multiplicative" && allAbove0(history);
  if (alpha !== undefined && beta !== undefined) {
    const safe = multiplied ? "multiplicative" : "additive";
    const constants = { alpha, beta };
    return holtWintersPath(history, horizon, season, safe, constants).path;
  }
  return fitted(history, horizon, season, {
    error: seasonal && multiplied ? "multiplicative" : "additive",
    trend: "additive",
    season: seasonal ? (multiplied ? "multiplicative" : "additive") : "none",
  });
}

/** A form by maximum likelihood; the mean where the history is too short or too flat for it. */
function fitted(
  history: History,
  horizon: number,
  season: number,
  form: EtsForm,
): number[] {
  const fit = fitEts(history, form, season);
  if (fit === undefined || !(fit.aicc < Infinity)) {
    return new Array<number>(horizon).fill(historicMean(history));
  }
  return etsForecast(fit, horizon);
}

function allAbove0(history: History): boolean {
  for (let i = 0; i < history.length; i++) {
    if (!((history[i] as number) > 0)) return false;
  }
  return true;
}

/** The number itself when it counts periods. */
export function wholePeriods(field: string, value: number): number {
  if (!(Number.isInteger(value) && value >= 1 && value <= 100_000)) {
    throw new InputError(
      field,
      `${field} must be a whole number from 1 to 100000, got ${String(value)}`,
    );
  }
  return value;
}

/**
 * Lead time plus review as the whole periods that it covers, rounded up.
 *
 * @throws InputError when it is not above 0 and at most 100,000
 */
export function coveredPeriods(covered: number): number {
  if (!(covered > 0 && covered <= 100_000)) {
    throw new InputError(
      "covered",
      `lead time and review together must be above 0 and at most 100000 periods, got ${covered}`,
    );
  }
  // Rounding dust of 0.1 + 0.2 is no further period, and a whiff of time is one.
  return Math.max(Math.ceil(covered - 1e-9), 1);
}
