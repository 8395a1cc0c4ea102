import type { Distribution } from "../numeric/distribution.ts";
import type { Backtest } from "./backtest.ts";
import { backtestOrigins, windowVariance, windowTotals } from "./backtest.ts";
import type { SeriesFinding } from "./clean-history.ts";
import type { ForecastMethod, ForecastOptions } from "./forecast-method.ts";
import { forecastPath } from "./forecast-method.ts";
import { tunedConstants } from "./tuned-constants.ts";
import { windowLaw } from "./window-law.ts";

/** Origins that the variance of independent periods is worth beside the errors seen. */
const priorWorth = 8;
/** Overlapping windows: what one origin is worth of an independent one. */
const originWorth = 0.6;
/** Squared errors beyond so many variances are one accident, not the rule. */
const largest = 25;
/** A total below this is none. */
const nothing = 1e-9;

/** Demand to come: a figure for each period, and the law of the sum over the covered ones. */
export interface WindowForecast {
  readonly method: string;
  /** What the method was told or found, by name; shares of methods in a blend. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Units by period to come, never negative. */
  readonly path: readonly number[];
  /** Law of demand over the covered periods. */
  readonly law: Distribution;
  /** Units that demand over the covered periods stays within, with a probability. */
  readonly quantile: (probability: number) => number;
  /** What a reader should know of it, if anything. */
  readonly findings?: readonly SeriesFinding[];
}

const noneExpected: SeriesFinding = {
  code: "none-expected",
  message:
    "the method forecasts no demand although there was some: lead-time demand is as wide as what it missed before",
};

type Tested = Pick<
  Backtest,
  "units" | "covered" | "whole" | "actual" | "variance"
>;

/**
 * Variance of the total over the covered periods: squared errors of past totals,
 * drawn towards the variance that independent periods would have.
 *
 * @param forecasts - what was forecast of each past total
 * @param from - the first origin whose window was over; later ones must not count
 * @param usual - what squared errors were of the variance at each origin, all series together:
 * what hit all of them says nothing of one
 */
export function errorVariance(
  { actual, variance }: Tested,
  forecasts: Float64Array,
  from = 0,
  usual?: Float64Array,
): number {
  let sum = priorWorth * variance;
  let worth = priorWorth;
  for (let i = from; i < actual.length; i++) {
    const square = (forecasts[i]! - actual[i]!) ** 2 / (usual?.[i] ?? 1);
    sum += originWorth * Math.min(square, largest * variance);
    worth += originWorth;
  }
  return sum / worth;
}

/**
 * The forecast and its law from the path and from what the past totals missed.
 *
 * No law that is never below 0 scatters around a total of 0. Where that is forecast although
 * there was demand, it errs upwards only: the half-normal law with the mean squared error σ²,
 * its mean σ·√(2/π), its variance σ²·(1 − 2/π).
 */
function windowForecast(
  tested: Tested,
  path: readonly number[],
  horizon: number,
  forecasts: Float64Array,
): WindowForecast {
  let mean = 0;
  for (let h = 0; h < tested.covered; h++) mean += path[h]!;
  const variance = errorVariance(tested, forecasts);
  const law =
    mean > nothing
      ? windowLaw(mean, variance, tested.whole)
      : windowLaw(
          Math.sqrt((2 / Math.PI) * variance),
          (1 - 2 / Math.PI) * variance,
          tested.whole,
        );
  return {
    method: "",
    path: path.slice(0, horizon),
    law,
    quantile: (p) => law.quantile(p),
    ...(mean <= nothing && law.mean > 0 && { findings: [noneExpected] }),
  };
}

/**
 * Forecast by a named method, with the law of demand over the covered periods from
 * the totals it missed at past origins.
 *
 * @param units - units by period, oldest first
 * @param covered - periods whose demand is summed, whole
 * @param ahead - periods after the last recorded one that are passed over
 * @throws InputError as `forecastPath`
 */
export function methodForecast(
  units: Float64Array,
  method: ForecastMethod,
  options: ForecastOptions,
  covered: number,
  ahead = 0,
): WindowForecast {
  const { horizon } = options;
  const at = (origin: number, steps: number) =>
    forecastPath(units.subarray(0, origin), method, {
      ...options,
      horizon: steps,
    }).map((figure) => Math.max(figure, 0));
  const steps = ahead + Math.max(horizon, covered);
  const path = at(units.length, steps).slice(ahead);
  const origins = backtestOrigins(units, covered);
  const forecasts = Float64Array.from(origins, (origin) =>
    at(origin, covered).reduce((sum, figure) => sum + figure, 0),
  );
  const tested = {
    units,
    covered,
    whole: units.every(Number.isInteger),
    actual: windowTotals(units, origins, covered),
    variance: windowVariance(units, covered),
  };
  const parameters: Record<string, number> = {};
  for (const name of ["alpha", "beta", "season"] as const) {
    const told = options[name];
    if (told !== undefined) parameters[name] = told;
  }
  Object.assign(parameters, tunedConstants(units, method, options));
  return {
    ...windowForecast(tested, path, horizon, forecasts),
    method,
    parameters,
  };
}
