import { factored } from "./positive-definite.ts";

/** One series ready to fit: units (NaN: left out) and a row of features for each. */
export interface FitSeries {
  readonly units: Float64Array;
  /** At least as many rows as units. */
  readonly rows: Float64Array;
}

/** Variance of demand by its mean: `poisson`·mean + `square`·mean². */
export interface Dispersion {
  readonly poisson: number;
  readonly square: number;
}

/** What is believed of the coefficients before the data speak; independent normal laws. */
export interface Belief {
  readonly mean: Float64Array;
  /** One over the variance. */
  readonly precision: Float64Array;
}

/** Coefficients on the logarithm of demand. */
export interface Effects {
  readonly coefficients: Float64Array;
  /** Variance of each, given data and belief. */
  readonly variances: Float64Array;
  /** Logarithm of the level, by series. */
  readonly levels: Float64Array;
}

/** exp beyond this is no demand anybody has seen. */
const farOut = 12;
/** A level starts from its mean with the worth of this much information: none is infinite. */
const levelWorth = 0.1;

/**
 * Log-linear effects shared by several series, each with a level of its own: quasi-
 * likelihood with a normal belief, by Newton's method.
 *
 * Only mean and variance are assumed, so counts of 0 and figures of 10,000 go together:
 * with few units errors are weighed as Poisson's, with many as relative ones.
 *
 * @param start - coefficients to begin at
 * @see Wedderburn (1974), Quasi-likelihood functions, generalized linear models, and
 * the Gauss-Newton method, Biometrika 61, 439-447.
 */
export function fitEffects(
  all: readonly FitSeries[],
  { mean, precision }: Belief,
  dispersion: Dispersion,
  start: Float64Array = mean,
): Effects {
  const size = mean.length;
  let coefficients = Float64Array.from(start);
  const wanted = all.map(({ units }) => startLevel(units));
  const levels = Float64Array.from(wanted);
  const hessian = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const crosses = all.map(() => new Float64Array(size));
  const information = new Float64Array(all.length);
  const pull = new Float64Array(all.length);
  for (let round = 0; round < 40; round++) {
    hessian.fill(0);
    for (let k = 0; k < size; k++) {
      gradient[k] = -precision[k]! * (coefficients[k]! - mean[k]!);
      hessian[k * size + k] = precision[k]!;
    }
    all.forEach((series, i) => {
      const cross = crosses[i]!.fill(0);
      const at = { coefficients, level: levels[i]!, dispersion };
      const sums = addSeries(series, at, hessian, gradient, cross);
      information[i] = sums.information + levelWorth;
      pull[i] = sums.score - levelWorth * (levels[i]! - wanted[i]!);
      // The level is solved for and put in: Schur's complement.
      for (let a = 0; a < size; a++) {
        if (cross[a] === 0) continue;
        const share = cross[a]! / information[i]!;
        gradient[a]! -= share * pull[i]!;
        for (let b = 0; b <= a; b++)
          hessian[a * size + b]! -= share * cross[b]!;
      }
    });
    const step = factored(hessian, size).solve(gradient);
    const moves = Float64Array.from(levels, (_, i) => {
      let sum = pull[i]!;
      for (let k = 0; k < size; k++) sum -= crosses[i]![k]! * step[k]!;
      return sum / information[i]!;
    });
    const largest = Math.max(largestOf(step), largestOf(moves));
    const damped = Math.min(1, 1.5 / largest);
    coefficients = coefficients.map((value, k) => value + damped * step[k]!);
    moves.forEach((move, i) => {
      levels[i]! += damped * move;
    });
    if (!(largest > 1e-4)) break;
  }
  const variances = factored(hessian, size).inverseDiagonal();
  return { coefficients, variances, levels };
}

/** Adds a series to Hessian (lower half) and gradient; returns those of its level. */
function addSeries(
  { units, rows }: FitSeries,
  at: {
    readonly coefficients: Float64Array;
    readonly level: number;
    readonly dispersion: Dispersion;
  },
  hessian: Float64Array,
  gradient: Float64Array,
  cross: Float64Array,
): { readonly information: number; readonly score: number } {
  const { coefficients, level, dispersion } = at;
  const size = coefficients.length;
  const places = new Int32Array(size);
  let information = 0;
  let score = 0;
  for (let t = 0; t < units.length; t++) {
    const y = units[t]!;
    if (Number.isNaN(y)) continue;
    let logMean = level;
    let filled = 0;
    const start = t * size;
    for (let k = 0; k < size; k++) {
      const x = rows[start + k]!;
      if (x === 0) continue;
      logMean += coefficients[k]! * x;
      places[filled++] = k;
    }
    const m = expected(logMean);
    const v = 1 / (dispersion.poisson + dispersion.square * m);
    const weight = v * m;
    const error = v * (y - m);
    information += weight;
    score += error;
    for (let p = 0; p < filled; p++) {
      const a = places[p]!;
      const x = rows[start + a]!;
      gradient[a]! += error * x;
      cross[a]! += weight * x;
      const line = a * size;
      for (let q = 0; q <= p; q++) {
        const b = places[q]!;
        hessian[line + b]! += weight * x * rows[start + b]!;
      }
    }
  }
  return { information, score };
}

/** Mean demand by its logarithm, within what a double and a warehouse hold. */
export function expected(logMean: number): number {
  return Math.exp(Math.max(-farOut, Math.min(2 * farOut, logMean)));
}

/** Mean demand by period: levels and effects put together. */
export function fittedMeans(
  rows: Float64Array,
  coefficients: Float64Array,
  level: number,
): Float64Array {
  const size = coefficients.length;
  return Float64Array.from(
    { length: rows.length / Math.max(size, 1) },
    (_, t) => {
      let logMean = level;
      for (let k = 0; k < size; k++)
        logMean += coefficients[k]! * rows[t * size + k]!;
      return expected(logMean);
    },
  );
}

/**
 * How demand scatters about fitted means: squared errors on the mean and its square.
 * An error beyond five deviations counts as five: one accident is not the rule.
 */
export function dispersionOf(
  all: readonly FitSeries[],
  means: readonly Float64Array[],
  before: Dispersion,
): Dispersion {
  // Least squares of r²/m² = poisson/m + square, each weighed by m/(1 + m).
  let aa = 1e-9;
  let ab = 0;
  let bb = 1e-9;
  let ar = 0;
  let br = 0;
  all.forEach(({ units }, i) => {
    units.forEach((y, t) => {
      const m = means[i]![t]!;
      if (Number.isNaN(y) || m < 1e-3) return;
      const usual = before.poisson * m + before.square * m * m;
      const ratio = Math.min((y - m) ** 2, 25 * usual) / (m * m);
      const weight = 1 / (1 / m + 1) ** 2;
      aa += weight / (m * m);
      ab += weight / m;
      bb += weight;
      ar += (weight * ratio) / m;
      br += weight * ratio;
    });
  });
  const determinant = aa * bb - ab * ab;
  const poisson =
    determinant > 1e-9 * aa * bb ? (ar * bb - br * ab) / determinant : 1;
  const kept = Math.max(poisson, 0.2);
  return { poisson: kept, square: Math.max((br - kept * ab) / bb, 0.005) };
}

function startLevel(units: Float64Array): number {
  let sum = 0.5;
  let count = 0;
  for (const y of units) {
    if (Number.isNaN(y)) continue;
    sum += y;
    count++;
  }
  return Math.log(sum / Math.max(count, 1));
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest;
}
