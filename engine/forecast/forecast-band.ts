import { windowLaw } from "./window-law.ts";

/** Mean and deviation of a total over some periods, in units. */
interface Total {
  readonly periods: number;
  readonly deviation: number;
}

/** Demand of one period to come, and what it stays between. */
export interface BandPeriod {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A band around a path of forecasts, one period each.
 *
 * Demand is taken to vary around a level that wanders: the variance of one period's error
 * is known, and that of a total over several; what the total has more than independent
 * periods would is the wandering, and widens the band with every step.
 *
 * @param path - units by period to come
 * @param one - what forecasts of one period missed
 * @param total - what forecasts of a total over several periods missed
 * @param whole - whether demand is in whole units
 * @param band - probabilities that demand stays below each edge
 *
 * @see Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing,
 * chapter 6, on the variance of the local level model's totals.
 */
export function forecastBand(
  path: readonly number[],
  one: Total,
  total: Total,
  whole: boolean,
  band: { readonly low: number; readonly high: number },
): readonly BandPeriod[] {
  const step = wandering(one, total);
  const lawAt = (mean: number, h: number) =>
    windowLaw(mean, one.deviation ** 2 + h * step, whole);
  // The quantile of a very skewed law falls as its variance grows: what is further off is never
  // shown as more certain than what is near. It rises before it falls, so the widest is enough.
  let widest = 0;
  return path.map((mean, h) => {
    const own = lawAt(mean, h);
    const near = widest === h ? own : lawAt(mean, widest);
    const high = own.quantile(band.high);
    const nearHigh = near.quantile(band.high);
    if (high >= nearHigh) widest = h;
    return {
      mean,
      low: Math.min(own.quantile(band.low), near.quantile(band.low)),
      high: Math.max(high, nearHigh),
    };
  });
}

/** Variance that each period adds to the level: between none and all of one period's. */
function wandering(one: Total, { periods: w, deviation }: Total): number {
  if (w <= 1) return 0;
  const variance = one.deviation ** 2;
  // Var Σ = w·σ² + g·w(w+1)(2w+1)/6 with σ² + g the variance of the first period.
  const excess = deviation ** 2 - w * variance;
  const step = excess / ((w * (w + 1) * (2 * w + 1)) / 6 - w);
  return Math.min(Math.max(step, 0), variance);
}
