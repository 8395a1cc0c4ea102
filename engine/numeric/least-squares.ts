import { solvePositive } from "./cholesky.ts";

/** A sum of squares to make small. */
export interface SquaresProblem {
  /** How many numbers are free. */
  readonly parameters: number;
  /** How many residuals there are. */
  readonly residuals: number;
  /** Writes the residuals at a point and returns the sum of their squares; not finite where there is none. */
  evaluate(point: Float64Array, into: Float64Array): number;
}

/** Where the search ended. */
export interface SquaresMinimum {
  readonly point: Float64Array;
  /** Sum of squares there. */
  readonly sum: number;
}

/** Forward differences of this size lose half the digits, which the damped step forgives. */
const difference = 1e-6;
/** A direction flatter than this share of the mean is damped as if it were so steep: no wild leaps. */
const flattest = 1e-3;
/** A relative gain below this is none. */
const smallestGain = 1e-9;

/**
 * Least squares by the Levenberg-Marquardt method, with forward differences.
 *
 * Deterministic: the same problem and start give the same bits. A local minimum.
 *
 * @param problem - residuals as a function of a point; parameters of size about 1
 * @param start - where to begin; its residuals must be finite
 * @param most - largest number of steps
 * @returns the best point seen
 *
 * @see Marquardt (1963), An algorithm for least-squares estimation of nonlinear parameters.
 */
export function leastSquares(
  problem: SquaresProblem,
  start: Float64Array,
  most = 60,
): SquaresMinimum {
  const { parameters: size, residuals: rows } = problem;
  let point = Float64Array.from(start);
  let residuals = new Float64Array(rows);
  let sum = problem.evaluate(point, residuals);
  if (!Number.isFinite(sum)) return { point, sum: Infinity };
  let trial = new Float64Array(size);
  let tried = new Float64Array(rows);
  const slopes = Array.from({ length: size }, () => new Float64Array(rows));
  const normal = new Float64Array(size * size);
  const damped = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  const step = new Float64Array(size);
  let damping = 1e-2;

  for (let round = 0; round < most; round++) {
    differentiate(problem, point, residuals, trial, tried, slopes);
    for (let i = 0; i < size; i++) {
      gradient[i] = -dot(slopes[i]!, residuals);
      for (let j = 0; j <= i; j++) {
        const product = dot(slopes[i]!, slopes[j]!);
        normal[i * size + j] = product;
        normal[j * size + i] = product;
      }
    }
    let gained = 0;
    let floor = 1e-12;
    for (let i = 0; i < size; i++) {
      floor += (flattest * normal[i * size + i]!) / size;
    }
    while (damping < 1e9) {
      damped.set(normal);
      for (let i = 0; i < size; i++) {
        damped[i * size + i]! += damping * (normal[i * size + i]! + floor);
      }
      step.set(gradient);
      if (solvePositive(damped, step, size)) {
        for (let i = 0; i < size; i++) trial[i] = point[i]! + step[i]!;
        const next = problem.evaluate(trial, tried);
        if (next < sum) {
          gained = (sum - next) / sum;
          sum = next;
          [point, trial] = [trial, point];
          [residuals, tried] = [tried, residuals];
          damping = Math.max(damping / 5, 1e-9);
          break;
        }
      }
      damping *= 4;
    }
    if (!(gained > smallestGain)) break;
  }
  return { point, sum };
}

function differentiate(
  problem: SquaresProblem,
  point: Float64Array,
  residuals: Float64Array,
  trial: Float64Array,
  tried: Float64Array,
  slopes: readonly Float64Array[],
): void {
  trial.set(point);
  slopes.forEach((slope, i) => {
    const width = difference * Math.max(Math.abs(point[i]!), 1);
    for (const signed of [width, -width]) {
      trial[i] = point[i]! + signed;
      if (Number.isFinite(problem.evaluate(trial, tried))) {
        for (let row = 0; row < slope.length; row++) {
          slope[row] = (tried[row]! - residuals[row]!) / signed;
        }
        trial[i] = point[i]!;
        return;
      }
    }
    slope.fill(0);
    trial[i] = point[i]!;
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
