import type { Backtest } from "./backtest.ts";
import { exposedPaths, inOrdinaryPeriods } from "./backtest.ts";
import type { Calibration } from "./calibration.ts";
import { calibrated, calibration, noteOutcome } from "./calibration.ts";
import { blended, learnBlend } from "./blend.ts";
import { candidates } from "./candidates.ts";
import type { ForecastPool } from "./forecast-pool.ts";
import { lossAt, pooledLosses } from "./forecast-pool.ts";
import { lawRow } from "./law-features.ts";
import { noteWindow } from "./law-lessons.ts";
import { eachWindow, windowMoments } from "./law-regression.ts";
import type { WindowForecast } from "./window-forecast.ts";
import { errorVariance } from "./window-forecast.ts";
import { windowLaw } from "./window-law.ts";

/** What a window counts for when it lies a season back, or so many periods without one. */
const seasonBack = 0.4;
const withoutSeason = 12;
/** Origins that the pool's word is worth, once it rests on many, and what is believed without it. */
const poolWorth = 25;
const beliefWorth = 8;
/** How sharply better candidates are preferred: weights are losses to this power, inverted. */
const sharpness = 12;
/** Candidates below this share of the best are left out. */
const leastWeight = 0.05;

/** Which candidates a forecast is made of, and with which weights. */
export interface Selection {
  /** The method that holds half the weight, else `combination`. */
  readonly method: string;
  /** Weights by candidate, summing to 1. */
  readonly weights: Float64Array;
}

/**
 * Weighs the candidates by their losses at past origins, drawn towards those of
 * their class in the pool.
 *
 * Weights change smoothly with the losses, so one ordinary period more changes the
 * forecast little. Plainer candidates have a small head start.
 *
 * @param from - the first origin that counts: those before it were not over
 */
export function selectMethod(
  tested: Backtest,
  pool: ForecastPool,
  from = 0,
): Selection {
  const size = candidates.length;
  const weights = new Float64Array(size);
  const { losses, count } = pooledLosses(pool, tested.units);
  if (tested.actual.length <= from && count === 0) {
    weights[0] = 1;
    return { method: candidates[0]!.method, weights };
  }
  const worth = beliefWorth + (poolWorth * count) / (count + 100);
  const own = ownLosses(tested, losses, from);
  let best = Infinity;
  for (let k = 0; k < size; k++) {
    const mean = (own.losses[k]! + worth * losses[k]!) / (own.count + worth);
    weights[k] = (mean + 1e-9) * (1 + 2 * candidates[k]!.handicap);
    best = Math.min(best, weights[k]!);
  }
  let total = 0;
  for (let k = 0; k < size; k++) {
    const weight = (best / weights[k]!) ** sharpness;
    weights[k] = weight < leastWeight ? 0 : weight;
    total += weights[k]!;
  }
  const byMethod = new Map<string, number>();
  for (let k = 0; k < size; k++) {
    weights[k]! /= total;
    const { method } = candidates[k]!;
    byMethod.set(method, (byMethod.get(method) ?? 0) + weights[k]!);
  }
  const [leader, share] = [...byMethod].reduce((a, b) => (b[1] > a[1] ? b : a));
  return { method: share >= 0.5 ? leader : "combination", weights };
}

/** Losses of a series by candidate, no larger on average than those of its class. */
function ownLosses(
  tested: Backtest,
  pooled: Float64Array,
  from: number,
): { readonly losses: Float64Array; readonly count: number } {
  const losses = new Float64Array(candidates.length);
  let count = 0;
  if (tested.scale === 0) return { losses, count };
  for (let i = from; i < tested.actual.length; i++) {
    count++;
    for (let k = 0; k < losses.length; k++) losses[k]! += lossAt(tested, i, k);
  }
  // A series that is hard for all candidates says no more about which of them is best.
  const sum = losses.reduce((a, b) => a + b, 0);
  const level = pooled.reduce((a, b) => a + b, 0);
  if (sum > count * level) {
    for (let k = 0; k < losses.length; k++) losses[k]! *= (count * level) / sum;
  }
  return { losses, count };
}

/** Keeps the past windows of a series for the pool: what was known before each, and what came. */
export function learnWindows(pool: ForecastPool, tested: Backtest): void {
  if (tested.scale === 0) return;
  pool.calibration = undefined;
  const { origins, covered, season } = tested;
  const cycle = season > 1 ? season : withoutSeason;
  origins.forEach((origin, i) => {
    // As at a new origin: only windows that were over have a say.
    let from = i + 1;
    while (from < origins.length && origins[from]! + covered > origin) from++;
    const { weights } = selectMethod(tested, pool, from);
    const forecasts = combinedTotals(tested, weights);
    const row = lawRow({
      ...tested,
      origin,
      total: forecasts[i]!,
      variance: errorVariance(tested, forecasts, from),
    });
    const outcome = tested.actual[i]!;
    const weight = seasonBack ** ((origins[0]! - origin) / cycle);
    if (row !== undefined) {
      const { whole } = tested;
      noteWindow(pool.lessons, { row, outcome, weight, whole, origin: i });
    }
    if (i === 0) learnBlend(pool.blend, tested, weights);
  });
}

/**
 * Forecast and distribution of demand over the covered periods, method chosen.
 *
 * @param horizon - periods to forecast
 * @param pool - what other series taught; an empty one for a series by itself
 * @param ahead - periods after the last recorded one that are passed over
 */
export function autoForecast(
  tested: Backtest,
  horizon: number,
  pool: ForecastPool,
  ahead = 0,
): WindowForecast & { readonly selection: Selection } {
  const { units, covered, season, exposure } = tested;
  const selection = selectMethod(tested, pool);
  const steps = ahead + Math.max(horizon, covered);
  const paths = exposedPaths(
    inOrdinaryPeriods(units, exposure),
    units.length,
    season,
    steps,
    exposure,
  );
  const path = new Array<number>(steps).fill(0);
  selection.weights.forEach((weight, k) => {
    if (weight === 0) return;
    for (let h = 0; h < steps; h++) path[h]! += weight * paths[k * steps + h]!;
  });
  const chosen = blended(pool.blend, tested, path).slice(ahead);
  const total = chosen.slice(0, covered).reduce((sum, units) => sum + units, 0);
  const forecasts = combinedTotals(tested, selection.weights);
  const row = lawRow({
    ...tested,
    origin: units.length,
    total,
    variance: errorVariance(tested, forecasts),
  });
  if (row === undefined) throw new RangeError("nothing is forecast of nothing");
  const { mean, variance } = windowMoments(pool.lessons, row);
  const law = windowLaw(mean, variance, tested.whole);
  const asked = calibrated(poolCalibration(pool), law.mean);
  const even = mean / covered;
  return {
    method: selection.method,
    path: chosen
      .slice(0, horizon)
      .map((figure) => (total > 0 ? (figure * mean) / total : even)),
    law,
    quantile: (p) => law.quantile(asked(p)),
    selection,
  };
}

/**
 * Makes all that follows from the lessons of a pool, and forgets the lessons themselves:
 * what is left is small and only to be asked.
 */
export function settlePool(pool: ForecastPool): void {
  poolCalibration(pool);
  pool.lessons.rows = new Float64Array(0);
  pool.lessons.kept = 0;
}

/** Where outcomes fell in the laws that the lessons give them. */
function poolCalibration(pool: ForecastPool): Calibration {
  if (pool.calibration === undefined) {
    const made = calibration();
    eachWindow(pool.lessons, ({ mean, variance }, outcome, weight, whole) => {
      noteOutcome(made, windowLaw(mean, variance, whole), outcome, weight);
    });
    pool.calibration = made;
  }
  return pool.calibration;
}

function combinedTotals(
  { actual, forecasts }: Backtest,
  weights: Float64Array,
): Float64Array {
  return actual.map((_, i) => {
    let sum = 0;
    weights.forEach((weight, k) => {
      sum += weight * forecasts[i * weights.length + k]!;
    });
    return sum;
  });
}
