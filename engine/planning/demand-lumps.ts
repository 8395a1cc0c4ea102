import type { Moments } from "../numeric/moments.ts";
import type { DemandLumps } from "../policy/undershoot.ts";

/**
 * The lumps that demand came in: what a Poisson process of lumps needs for the share of
 * periods without demand, the mean and the variance that the record shows.
 *
 * A forecast's own deviation also holds that its level may be wrong, which makes no order
 * larger: lumps are as dispersed as the record, and no more than the forecast.
 *
 * @param history - units per period
 * @param rate - moments of one period as forecast, their deviation as its errors give it
 * @returns sizes in units; one lump a period, as large as it varies, without two periods
 */
export function demandLumps(
  history: readonly number[],
  rate: Moments,
): DemandLumps {
  const forecast = rate.mean > 0 ? rate.deviation ** 2 / rate.mean : 0;
  const periods = history.length;
  let [total, demands] = [0, 0];
  for (const units of history) {
    total += units;
    if (units > 0) demands++;
  }
  if (periods < 2 || total <= 0)
    return { size: forecast, dispersion: forecast };
  const mean = total / periods;
  let squares = 0;
  for (const units of history) squares += (units - mean) ** 2;
  const dispersion = Math.min(squares / (periods - 1) / mean, forecast);
  // Where no period was without demand the next one might have been.
  const silent = Math.max(1 - demands / periods, 0.5 / periods);
  return { size: Math.min(mean / -Math.log(silent), dispersion), dispersion };
}
