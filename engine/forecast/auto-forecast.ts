import type { Backtest } from "./backtest.ts";
import { exposedPaths, inOrdinaryPeriods, windowVariance } from "./backtest.ts";
import type { Calibration } from "./calibration.ts";
import { calibrated, calibration, noteOutcome } from "./calibration.ts";
import { blended, blendTurn, learnBlend } from "./blend.ts";
import { candidates } from "./candidates.ts";
import { settleCommon } from "./common-demand.ts";
import type { ForecastPool, LossSums, PooledLosses } from "./forecast-pool.ts";
import {
  lossesByClass,
  lossSums,
  pooledLosses,
  usualMisses,
} from "./forecast-pool.ts";
import { featureRoom, lawRow } from "./law-features.ts";
import { keepsNext, noteWindow } from "./law-lessons.ts";
import { eachWindow, windowMoments } from "./law-regression.ts";
import type { WindowForecast } from "./window-forecast.ts";
import { errorVariance } from "./window-forecast.ts";
import { windowLaw } from "./window-law.ts";

/** What a window counts for when it lies a season back, or so many periods without one. */
const seasonBack = 0.4;
const withoutSeason = 12;
/** A level changed by less than this is as it was. */
const noticed = 0.005;
/** Origins that the pool's word is worth, once it rests on many, and what is believed without it. */
const poolWorth = 25;
const beliefWorth = 8;
/** How sharply better candidates are preferred: weights are losses to this power, inverted. */
const sharpness = 12;
/** Candidates below a twentieth of the best's weight are left out. */
const leastRatio = 0.05 ** (1 / sharpness);

/**
 * Weighs the candidates by their losses at past origins, drawn towards those of
 * their class in the pool.
 *
 * Weights change smoothly with the losses, so one ordinary period more changes the
 * forecast little. Plainer candidates have a small head start.
 *
 * @param losses - of the series by itself
 * @param pooled - of its class
 * @param from - the first origin that counts: those before it were not over
 * @param weights - where they are written, a new array when omitted
 */
function candidateWeights(
  losses: LossSums,
  pooled: PooledLosses,
  from: number,
  weights: Float64Array = new Float64Array(candidates.length),
): Float64Array {
  const size = candidates.length;
  const count = losses.counted ? losses.origins - from : 0;
  if (losses.origins <= from && pooled.count === 0) {
    weights.fill(0);
    weights[0] = 1;
    return weights;
  }
  const worth = beliefWorth + (poolWorth * pooled.count) / (pooled.count + 100);
  const { sums } = losses;
  const at = from * size;
  let sum = 0;
  let level = 0;
  for (let k = 0; k < size; k++) {
    sum += sums[at + k]!;
    level += pooled.losses[k]!;
  }
  // A series that is hard for all candidates says no more about which of them is best.
  const share = sum > count * level ? (count * level) / sum : 1;
  let best = Infinity;
  for (let k = 0; k < size; k++) {
    const own = share * sums[at + k]!;
    const mean = (own + worth * pooled.losses[k]!) / (count + worth);
    const loss = (mean + 1e-9) * (1 + 2 * candidates[k]!.handicap);
    weights[k] = loss;
    if (loss < best) best = loss;
  }
  let total = 0;
  for (let k = 0; k < size; k++) {
    const ratio = best / weights[k]!;
    const weight = ratio < leastRatio ? 0 : ratio ** sharpness;
    weights[k] = weight;
    total += weight;
  }
  for (let k = 0; k < size; k++) weights[k]! /= total;
  return weights;
}

/** The method that holds half the weight, else `combination`. */
function leader(weights: Float64Array): string {
  const byMethod = new Map<string, number>();
  candidates.forEach(({ method }, k) => {
    const share = (byMethod.get(method) ?? 0) + weights[k]!;
    byMethod.set(method, share);
  });
  for (const [method, share] of byMethod) if (share >= 0.5) return method;
  return "combination";
}

/** Keeps the past windows of a series for the pool: what was known before each, and what came. */
export function learnWindows(pool: ForecastPool, tested: Backtest): void {
  if (tested.scale === 0) return;
  pool.calibration = undefined;
  const { origins, covered, season } = tested;
  const cycle = season > 1 ? season : withoutSeason;
  const losses = lossSums(tested);
  const pooled = lossesByClass(pool);
  const weights = new Float64Array(candidates.length);
  const forecasts = new Float64Array(origins.length);
  const features = featureRoom();
  const { units, whole, exposure } = tested;
  const turn = blendTurn(pool.blend, tested);
  const usual = usualMisses(pool);
  origins.forEach((origin, i) => {
    // At an origin demand was seen, so its window would be offered.
    if (i !== turn && !keepsNext(pool.lessons)) return;
    // As at a new origin: only windows that were over have a say.
    let from = i + 1;
    while (from < origins.length && origins[from]! + covered > origin) from++;
    candidateWeights(losses, pooled(units.subarray(0, origin)), from, weights);
    combinedTotals(tested, weights, forecasts);
    const total = forecasts[i]!;
    const before = windowVariance(units.subarray(0, origin), covered);
    const known = { ...tested, variance: before };
    const variance = errorVariance(known, forecasts, from, usual);
    const row = lawRow(
      { units, covered, whole, exposure, origin, total, variance },
      features,
    );
    const outcome = tested.actual[i]!;
    const weight = seasonBack ** ((origins[0]! - origin) / cycle);
    if (row !== undefined) {
      noteWindow(pool.lessons, { row, outcome, weight, whole, origin: i });
    }
    if (i === turn) learnBlend(pool.blend, tested, weights, turn);
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
): WindowForecast {
  const { units, covered, season, exposure } = tested;
  const weights = candidateWeights(
    lossSums(tested),
    pooledLosses(pool, units),
    0,
  );
  const steps = ahead + Math.max(horizon, covered);
  const paths = exposedPaths(
    inOrdinaryPeriods(units, exposure),
    units.length,
    season,
    steps,
    exposure,
  );
  const path = new Array<number>(steps).fill(0);
  weights.forEach((weight, k) => {
    if (weight === 0) return;
    for (let h = 0; h < steps; h++) path[h]! += weight * paths[k * steps + h]!;
  });
  const chosen = blended(pool.blend, tested, path).slice(ahead);
  const total = chosen.slice(0, covered).reduce((sum, units) => sum + units, 0);
  const forecasts = combinedTotals(tested, weights);
  const row = lawRow({
    ...tested,
    origin: units.length,
    total,
    variance: errorVariance(tested, forecasts, 0, usualMisses(pool)),
  });
  if (row === undefined) throw new RangeError("nothing is forecast of nothing");
  const { expected, mean, variance } = windowMoments(pool.lessons, row);
  const law = windowLaw(mean, variance, tested.whole);
  const asked = calibrated(poolCalibration(pool), law);
  const even = expected / covered;
  return {
    method: leader(weights),
    parameters: sharesOf(weights, total > 0 ? expected / total : 1),
    path: chosen
      .slice(0, horizon)
      .map((figure) => (total > 0 ? (figure * expected) / total : even)),
    law,
    quantile: (p) => law.quantile(asked(p)),
  };
}

/** Shares of the methods that are blended, and what others' histories made of their level. */
function sharesOf(
  weights: Float64Array,
  level: number,
): Record<string, number> {
  const shares: Record<string, number> = {};
  weights.forEach((weight, k) => {
    if (weight === 0) return;
    const name = `share of ${candidates[k]!.method}`;
    shares[name] = (shares[name] ?? 0) + weight;
  });
  if (Math.abs(level - 1) > noticed) shares["learnt level"] = level;
  return shares;
}

/**
 * Makes all that follows from the lessons of a pool, and forgets the lessons themselves:
 * what is left is small and only to be asked.
 */
export function settlePool(pool: ForecastPool): void {
  for (const common of pool.common.values()) settleCommon(common);
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
  totals: Float64Array = new Float64Array(actual.length),
): Float64Array {
  const size = weights.length;
  for (let i = 0; i < totals.length; i++) {
    let sum = 0;
    for (let k = 0; k < size; k++)
      sum += weights[k]! * forecasts[i * size + k]!;
    totals[i] = sum;
  }
  return totals;
}
