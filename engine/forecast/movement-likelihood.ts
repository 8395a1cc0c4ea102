import { solvePositive } from "../numeric/cholesky.ts";

/** A slope keeps this share of itself from period to period. */
export const damping = 0.9;
/** Variance of where it all starts, in noises. */
export const start = 4;

/**
 * How likely a movement is whose level and slope wander, for some strengths of a season:
 * log likelihoods, the size of the noise being whatever fits best.
 *
 * Level and slope go through Kalman's filter, and so does each place of the season as if it
 * were a movement: what is left of them are figures of independent noise, in which a season
 * of any strength is a few random effects.
 *
 * @param levels - one figure per period around 1, oldest first
 * @param steps - variances of a step of the level and of the slope, in noises
 * @param season - periods in a season; 1 for none
 * @param strengths - variances of the season's figures, in noises
 *
 * @see Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter,
 * section 3.4; Rasmussen and Williams (2006), Gaussian Processes for Machine Learning,
 * eq. A.10, for the determinant.
 */
export function movementLikelihoods(
  levels: Float64Array,
  steps: { readonly level: number; readonly slope: number },
  season: number,
  strengths: readonly number[],
): number[] {
  const n = levels.length;
  const places = strengths.some((strength) => strength > 0) ? season : 0;
  const { products, logs } = whitened(levels, steps, places);
  const width = places + 1;
  return strengths.map((strength) => {
    let squares = products[places * width + places]!;
    let logarithms = -0.5 * logs;
    if (strength > 0) {
      const matrix = new Float64Array(places * places);
      const answer = new Float64Array(places);
      for (let i = 0; i < places; i++) {
        for (let j = 0; j <= i; j++) {
          matrix[i * places + j] = strength * products[i * width + j]!;
        }
        matrix[i * places + i]! += 1;
        answer[i] = products[places * width + i]!;
      }
      if (!solvePositive(matrix, answer, places)) return -Infinity;
      for (let i = 0; i < places; i++) {
        squares -= strength * products[places * width + i]! * answer[i]!;
        // The factor's diagonal holds inverses.
        logarithms += Math.log(matrix[i * places + i]!);
      }
    }
    return logarithms - 0.5 * n * Math.log((0.01 + squares) / (n + 1));
  });
}

/**
 * Products, two by two, of what the filter leaves of the places of a season and, last, of the
 * movement itself; and the logarithm of the determinant of the covariance.
 */
function whitened(
  levels: Float64Array,
  steps: { readonly level: number; readonly slope: number },
  places: number,
): { readonly products: Float64Array; readonly logs: number } {
  const width = places + 1;
  const products = new Float64Array(width * width);
  const level = new Float64Array(width);
  const slope = new Float64Array(width);
  const rest = new Float64Array(width);
  // Variances of level and slope before a period, and their covariance.
  let own = start + steps.level;
  let both = 0;
  let other = 0;
  let logs = 0;
  for (let t = 0; t < levels.length; t++) {
    const variance = own + 1;
    const weight = 1 / Math.sqrt(variance);
    logs += Math.log(variance);
    for (let i = 0; i < width; i++) {
      const seen = i === places ? levels[t]! - 1 : i === t % places ? 1 : 0;
      const missed = seen - level[i]!;
      rest[i] = missed * weight;
      slope[i] = damping * (slope[i]! + (both / variance) * missed);
      level[i]! += (own / variance) * missed + slope[i]!;
    }
    for (let i = 0; i < width; i++) {
      for (let j = 0; j <= i; j++) {
        products[i * width + j]! += rest[i]! * rest[j]!;
      }
    }
    const left = own / variance;
    const shared = damping * (both / variance);
    const slopes = damping ** 2 * (other - both ** 2 / variance) + steps.slope;
    both = shared + slopes;
    own = left + 2 * shared + slopes + steps.level;
    other = slopes;
  }
  return { products, logs };
}
