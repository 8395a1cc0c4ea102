import {
  forecastMethods,
  forecastSeries,
  recordedHistory,
} from "../../engine/index.ts";
import { inCell } from "./cell-error.ts";
import {
  historyIn,
  isBlank,
  numberIn,
  numberOr,
  wordIn,
} from "./cell-input.ts";
import { smoothing } from "./smoothing-argument.ts";

/**
 * Forecast of demand, one figure below the other for each period to come; the method chosen by how it would have done, unless you name one.
 * @customfunction FORECAST
 * @param {any[][]} history Demand history, one number per period, oldest first; zeros count, leave periods that were not recorded blank.
 * @param {any} horizon Periods to forecast, a whole number.
 * @param {any} [method] auto (when omitted), or a method by its name. Names: naive, seasonal-naive, drift, mean, ses, seasonal-ses, holt, damped, holt-winters-additive, holt-winters-multiplicative, ets, theta, optimized-theta, croston, sba, sbj, tsb, adida or imapa.
 * @param {any} [season] Periods in a season, 12 for months; no season when omitted.
 * @param {any} [alpha] Smoothing constant of the level, between 0 and 1, for a method you name; its own choice when omitted.
 * @param {any} [beta] Smoothing constant of the trend, the interval or the probability, for a method you name; as alpha when omitted.
 * @returns {number[][]} Units for each period to come.
 */
export function forecastCell(
  history: unknown[][],
  horizon: unknown,
  method?: unknown,
  season?: unknown,
  alpha?: unknown,
  beta?: unknown,
): number[][] {
  return inCell(() => {
    const demand = historyIn("history", history);
    recordedHistory(demand);
    const { forecast } = forecastSeries(demand, {
      horizon: numberIn("horizon", horizon),
      method: wordIn("method", method, ["auto", ...forecastMethods], "auto"),
      ...(!isBlank(season) && { season: numberOr("season", season, 1) }),
      ...smoothing("alpha", alpha),
      ...smoothing("beta", beta),
    });
    return forecast.map((units) => [units]);
  });
}
