import { atLeast } from "../checks.ts";
import type { GappedHistory } from "../demand/recorded-history.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { EndingShape } from "./end-of-life-shape.ts";
import { learnEnding } from "./end-of-life-shape.ts";
import { coveredPeriods, wholePeriods } from "./forecast-method.ts";
import type { ForecastPool } from "./forecast-pool.ts";
import type { SeriesFinding } from "./clean-history.ts";
import { forecastSeries } from "./forecast-series.ts";
import type { SeriesLeadTimeDemand } from "./told-demand.ts";
import { askedQuantiles, toldDemand } from "./told-demand.ts";
import { windowLaw } from "./window-law.ts";

/** What is asked of an item that ends. */
export interface EndOfLifeOptions {
  /** Whole periods from now that still have demand; none after them. */
  readonly ends: number;
  /** Periods to forecast; as far as the end when omitted. */
  readonly horizon?: number;
  /** Periods of lead time plus review; rounded up; as far as the end when omitted. */
  readonly covered?: number;
  /** Periods in a season; 1 for none. */
  readonly season?: number;
  /** Probabilities; 0.5, 0.9, 0.95 and 0.99 when omitted. */
  readonly quantiles?: readonly number[];
  /** What earlier endings taught (`learnEnding`); a wide guess when omitted. */
  readonly shape?: EndingShape;
}

/** Forecast of an item until its end. */
export interface EndOfLifeForecast {
  readonly method: string;
  /** Units by period to come; 0 after the end. */
  readonly forecast: readonly number[];
  /** Demand over the covered periods. */
  readonly leadTimeDemand: SeriesLeadTimeDemand;
  /** All demand that is still to come: what a last buy must cover. */
  readonly lastBuy: SeriesLeadTimeDemand;
  /** Law of that. */
  readonly law: Distribution;
  readonly findings: readonly SeriesFinding[];
}

/**
 * Forecast that fades to zero by the date an item ends, with the law of all demand
 * still to come.
 *
 * The usual forecast, times what earlier endings left of demand at that share of the
 * time to the end: (1 − share)^power. Doubt in the level and in the power is shared by
 * all periods; the scatter of single periods fades with demand.
 *
 * @param history - units by period, oldest first, `null` where nothing was recorded
 * @throws InputError when an option is out of range
 */
export function endOfLifeForecast(
  history: GappedHistory,
  options: EndOfLifeOptions,
  pool?: ForecastPool,
): EndOfLifeForecast {
  const ends = wholePeriods("ends", options.ends);
  const horizon = wholePeriods("horizon", options.horizon ?? ends);
  const covered = coveredPeriods(options.covered ?? ends);
  const { season = 1, shape = learnEnding([]) } = options;
  const power = atLeast("shape.power", shape.power, 0);
  const asked = askedQuantiles(options.quantiles);
  const usual = forecastSeries(history, { horizon: ends, season }, pool);
  const one = forecastSeries(history, { horizon: 1, season }, pool);
  const path = usual.forecast.map(
    (units, h) => Math.max(units, 0) * (1 - (h + 0.5) / ends) ** power,
  );
  const whole = Array.from(history).every(
    (units) => units === null || Number.isInteger(units),
  );
  const single = one.leadTimeDemand.deviation ** 2;
  const all = usual.leadTimeDemand.deviation ** 2;
  // Variance of a total of n: n times the scatter of one, n² times what all share.
  const common =
    ends > 1 ? Math.max(0, (all - ends * single) / (ends * (ends - 1))) : 0;
  const scatter = Math.max(0, single - common);
  const over = (periods: number) => {
    const last = Math.min(periods, ends);
    let mean = 0;
    let weights = 0;
    for (let h = 0; h < last; h++) {
      mean += path[h]!;
      weights += (1 - (h + 0.5) / ends) ** power;
    }
    const variance =
      scatter * weights + common * weights ** 2 + shape.doubt * mean ** 2;
    const law = windowLaw(mean, variance, whole);
    return { law, told: toldDemand(law, periods, asked) };
  };
  const lastBuy = over(ends);
  return {
    method: usual.method,
    forecast: Array.from({ length: horizon }, (_, h) => path[h] ?? 0),
    leadTimeDemand: over(covered).told,
    lastBuy: lastBuy.told,
    law: lastBuy.law,
    findings: usual.findings,
  };
}
