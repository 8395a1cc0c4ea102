import type { Backtest } from "./backtest.ts";
import { calibrated, noteOutcome } from "./calibration.ts";
import { candidatePaths, candidates } from "./candidates.ts";
import type { ForecastPool } from "./forecast-pool.ts";
import { fade, lossAt, pooledLosses } from "./forecast-pool.ts";
import type { WindowForecast } from "./window-forecast.ts";
import { errorVariance, windowForecast } from "./window-forecast.ts";
import { windowLaw } from "./window-law.ts";

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
 * @param skipped - an origin that must not count
 */
export function selectMethod(
  tested: Backtest,
  pool: ForecastPool,
  skipped = -1,
): Selection {
  const size = candidates.length;
  const weights = new Float64Array(size);
  const { losses, count } = pooledLosses(pool, tested.units);
  const origins = tested.actual.length;
  if (origins === 0 && count === 0) {
    weights[0] = 1;
    return { method: candidates[0]!.method, weights };
  }
  const worth = beliefWorth + (poolWorth * count) / (count + 100);
  const own = ownLosses(tested, losses, skipped);
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
  skipped: number,
): { readonly losses: Float64Array; readonly count: number } {
  const losses = new Float64Array(candidates.length);
  let count = 0;
  if (tested.scale === 0) return { losses, count };
  for (let i = 0; i < tested.actual.length; i++) {
    if (i === skipped) continue;
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

/** Notes for the pool where past totals fell in the laws this selection gives them. */
export function learnCalibration(pool: ForecastPool, tested: Backtest): void {
  if (tested.scale === 0) return;
  let weight = 1;
  tested.actual.forEach((outcome, i) => {
    // As at a new origin: its own window has no say in weights or variance.
    const { weights } = selectMethod(tested, pool, i);
    const forecasts = combinedTotals(tested, weights);
    const variance = errorVariance(tested, forecasts, i);
    const law = windowLaw(forecasts[i]!, variance, tested.whole);
    noteOutcome(pool.calibration, law, outcome, weight);
    weight *= fade;
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
  const { units, covered, season } = tested;
  const selection = selectMethod(tested, pool);
  const steps = ahead + Math.max(horizon, covered);
  const paths = candidatePaths(units, units.length, season, steps);
  const path = new Array<number>(steps).fill(0);
  selection.weights.forEach((weight, k) => {
    if (weight === 0) return;
    for (let h = 0; h < steps; h++) path[h]! += weight * paths[k * steps + h]!;
  });
  const forecasts = combinedTotals(tested, selection.weights);
  const found = windowForecast(tested, path.slice(ahead), horizon, forecasts);
  const asked = calibrated(pool.calibration, found.law.mean);
  return {
    ...found,
    method: selection.method,
    quantile: (p) => found.law.quantile(asked(p)),
    selection,
  };
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
