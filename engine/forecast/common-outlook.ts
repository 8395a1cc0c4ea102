import { solveFactored, solvePositive } from "../numeric/cholesky.ts";
import { damping, movementLikelihoods, start } from "./movement-likelihood.ts";

/** Variances of a step of the level, of a step of the slope and of the season's figures, in noises. */
const levelSteps = [0.001, 0.01, 0.05, 0.2, 0.5];
const slopeSteps = [0, 0.001, 0.01];
const seasons = [0, 0.3, 1, 3];
/** Explanations that are heard, the likeliest first. */
const heard = 4;
/** No period ahead is expected to hold less than this share of an ordinary one. */
const least = 0.05;

/** One explanation of a movement, in variances of its noise. */
interface Explanation {
  readonly level: number;
  readonly slope: number;
  readonly season: number;
  weight: number;
}

/** What explains a common movement, the likeliest first; plain data. */
export type Explanations = readonly Explanation[];

/**
 * What explains a common movement: a level that wanders, a slope that fades, a season and
 * noise, as one Gaussian process. How strong each is, is weighed by how likely it makes the
 * levels seen, so that a season seen once is believed by half.
 *
 * @param levels - one figure per period around 1, oldest first
 * @param season - periods in a season; 1 for none
 *
 * @see Rasmussen and Williams (2006), Gaussian Processes for Machine Learning, eqs. 2.25
 * and 5.8; Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter.
 */
export function explanationsOf(
  levels: Float64Array,
  season: number,
): Explanations {
  const all: Explanation[] = [];
  const strengths = season > 1 && levels.length > season ? seasons : [0];
  for (const level of levelSteps) {
    for (const slope of slopeSteps) {
      const steps = { level, slope };
      const found = movementLikelihoods(levels, steps, season, strengths);
      // Movements are slow and straight before anything is seen.
      const prior =
        -0.5 * (Math.log(level / 0.01) / 3) ** 2 - (slope > 0 ? 1 : 0);
      strengths.forEach((strength, i) => {
        const weight = found[i]! + prior;
        all.push({ level, slope, season: strength, weight });
      });
    }
  }
  all.sort((a, b) => b.weight - a.weight);
  const top = all[0]!.weight;
  return all
    .slice(0, heard)
    .map((one) => ({ ...one, weight: Math.exp(one.weight - top) }));
}

/**
 * What a movement goes on to do after its levels, as they are explained.
 *
 * @returns shares of an ordinary period, one for each step
 */
export function outlook(
  levels: Float64Array,
  explanations: Explanations,
  season: number,
  steps: number,
): Float64Array {
  const path = new Float64Array(steps);
  let total = 0;
  for (const one of explanations) {
    total += one.weight;
    addExpected(path, levels, one, season);
  }
  return path.map((sum) => Math.max(1 + sum / total, least));
}

/** Adds the expected departures from 1 after the levels, times the explanation's weight. */
function addExpected(
  path: Float64Array,
  levels: Float64Array,
  one: Explanation,
  season: number,
): void {
  const n = levels.length;
  if (n === 0) return;
  const answer = levels.map((level) => level - 1);
  const { matrix, width } = factorOf(n, one, season);
  solveFactored(matrix, answer, n, width);
  for (let h = 0; h < path.length; h++) {
    let sum = 0;
    for (let t = 0; t < n; t++) {
      sum += kernel(t, n + h, one, season) * answer[t]!;
    }
    path[h]! += one.weight * sum;
  }
}

/** A covariance and its Cholesky factor below and on the diagonal. */
interface Factor {
  readonly matrix: Float64Array;
  readonly width: number;
}

/**
 * Factors by explanation: those of fewer periods are the first rows of those of more, so one
 * serves every origin. Beside the explanations, which stay small and plain.
 */
const factors = new WeakMap<Explanation, Factor>();
/** Periods by which a factor that is too small grows. */
const growth = 32;

function factorOf(n: number, one: Explanation, season: number): Factor {
  const known = factors.get(one);
  if (known !== undefined && known.width >= n) return known;
  const width = Math.ceil(n / growth) * growth;
  const matrix = covariance(width, one, season);
  solvePositive(matrix, new Float64Array(width), width);
  const made = { matrix, width };
  factors.set(one, made);
  return made;
}

function covariance(n: number, one: Explanation, season: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let t = 0; t < n; t++) {
    for (let s = 0; s <= t; s++) {
      matrix[t * n + s] = kernel(s, t, one, season);
    }
    matrix[t * n + t]! += 1;
  }
  return matrix;
}

/** Covariance of two periods, the earlier first, beside the noise. */
function kernel(
  s: number,
  t: number,
  { level, slope, season: strength }: Explanation,
  season: number,
): number {
  let sum = start + level * (s + 1);
  if (slope > 0) sum += slope * slopes(s, t - s);
  if (strength > 0 && (t - s) % season === 0) sum += strength;
  return sum;
}

/** What is left of a slope after so many periods, until nothing is. */
const left = Float64Array.from({ length: 1024 }, (_, k) => damping ** k);

/**
 * Covariance of what fading slopes have added by two periods: the sum over the steps j
 * before the earlier of a(s − j)·a(t − j), with a(k) = (1 − φ^k)/(1 − φ), in closed form.
 */
function slopes(s: number, gap: number): number {
  const power = left[gap] ?? 0;
  const fallen = left[s] ?? 0;
  // Sums of 1, φ^k and φ^2k for k from 1 to s.
  const first = (damping * (1 - fallen)) / (1 - damping);
  const second = (damping ** 2 * (1 - fallen * fallen)) / (1 - damping ** 2);
  return (s - first * (1 + power) + power * second) / (1 - damping) ** 2;
}
