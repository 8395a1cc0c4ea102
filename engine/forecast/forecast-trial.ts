import type { GappedHistory } from "../demand/recorded-history.ts";
import { pinballLoss } from "./accuracy.ts";
import { backtestOrigins, windowTotals } from "./backtest.ts";
import { cleanHistory } from "./clean-history.ts";
import type { ForecastPool } from "./forecast-pool.ts";
import type { SeriesOptions } from "./forecast-series.ts";
import { forecastSeries } from "./forecast-series.ts";
import { wholePeriods } from "./forecast-method.ts";

/** How a forecast did at past moments, beside repeating what came last. */
export interface ForecastTrial {
  /** Mean pinball loss of lead-time demand over the probabilities tried, in units. */
  readonly loss: number;
  /** The same of the naive method with the spread of its own errors. */
  readonly lossOfNaive: number;
  /** Past moments it was tried at. */
  readonly origins: number;
}

/** From the middle to the far tail: what stock is planned by. */
const probabilities = [0.5, 0.9, 0.95, 0.99];

/**
 * Tries the forecast of a series at past moments: each time from what was known by then,
 * against what came over the periods covered.
 *
 * @param history - units by period, oldest first; `null` where nothing was recorded
 * @param pool - what other series taught
 * @returns `null` where no past moment has enough before it and a whole window after it
 * @throws InputError when an option is out of range
 */
export function forecastTrial(
  history: GappedHistory,
  options: Required<Pick<SeriesOptions, "covered" | "season">>,
  pool?: ForecastPool,
): ForecastTrial | null {
  const season = wholePeriods("season", options.season);
  const covered = wholePeriods("covered", Math.ceil(options.covered - 1e-9));
  const { units } = cleanHistory(history, season);
  const origins = backtestOrigins(units, covered);
  if (origins.length === 0) return null;
  const totals = windowTotals(units, origins, covered);
  // What all series do together is told by the calendar, which a shortened history has lost.
  const taught = pool && { ...pool, common: new Map() };
  const lossOf = (method: "auto" | "naive"): number => {
    let sum = 0;
    origins.forEach((origin, i) => {
      const { leadTimeDemand } = forecastSeries(
        Array.from(units.subarray(0, origin)),
        { horizon: covered, covered, season, method, quantiles: probabilities },
        taught,
      );
      for (const p of probabilities) {
        const quantile = leadTimeDemand.quantiles[String(p)]!;
        sum += pinballLoss(totals[i]!, quantile, p);
      }
    });
    return sum / (origins.length * probabilities.length);
  };
  return {
    loss: lossOf("auto"),
    lossOfNaive: lossOf("naive"),
    origins: origins.length,
  };
}
