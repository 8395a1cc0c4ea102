import type { GappedHistory } from "../../demand/recorded-history.ts";
import type { ForecastPool } from "../forecast-pool.ts";
import type { SeriesForecast, SeriesOptions } from "../forecast-series.ts";
import { forecastSeries } from "../forecast-series.ts";
import type { GroupSeason } from "./group-season.ts";

/**
 * Forecast of a series with the season of its group, where its own history is too
 * short for one: fewer than two seasons and a period. Otherwise its own season.
 *
 * The history is taken out of season, forecast, and put back; quantiles move with the
 * mean of the covered periods.
 *
 * @param history - on the calendar of the group: period 0 is the group's period 0
 * @throws InputError as `forecastSeries`
 */
export function groupSeasonForecast(
  history: GappedHistory,
  group: GroupSeason,
  options: SeriesOptions,
  pool?: ForecastPool,
): SeriesForecast {
  const { season, figures } = group;
  const values = Array.from(history);
  const recorded = values.filter((units) => units !== null).length;
  const seasonal = { ...options, season };
  if (season < 2 || recorded > 2 * season) {
    return forecastSeries(history, seasonal, pool);
  }
  const level = values.map((units, t) =>
    units === null ? null : units / figures[t % season]!,
  );
  const plain = forecastSeries(level, { ...options, season: 1 }, pool);
  const { leadTimeDemand } = plain;
  const { periods, mean, deviation, quantiles } = leadTimeDemand;
  const figure = (h: number) => figures[(values.length + h) % season]!;
  let weight = 0;
  for (let h = 0; h < periods; h++) weight += figure(h) / periods;
  const whole = values.every(
    (units) => units === null || Number.isInteger(units),
  );
  const moved = (units: number) =>
    whole ? Math.ceil(units * weight - 1e-9) : units * weight;
  return {
    ...plain,
    forecast: plain.forecast.map((units, h) => units * figure(h)),
    leadTimeDemand: {
      ...leadTimeDemand,
      mean: mean * weight,
      deviation: deviation * weight,
      quantiles: Object.fromEntries(
        Object.entries(quantiles).map(([p, units]) => [p, moved(units)]),
      ),
    },
    findings: [
      ...plain.findings,
      {
        code: "group-season",
        message: `its own ${recorded} periods are too few for a season of ${season}, so that of ${group.series} series like it is used`,
      },
    ],
  };
}
