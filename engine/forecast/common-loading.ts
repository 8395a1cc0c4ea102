/** Variance of how strongly series follow the movement of all, around 1: by half, or by half more. */
const spread = 0.25;
/** Fewer steps than this tell nothing. */
const fewSteps = 3;
/** No series is known better than if it followed its movement but for this share of its variance. */
const leastRest = 0.02;
const strongest = 2;

/**
 * How strongly a series follows what all do: the power of the common levels that is its own.
 *
 * Its steps regressed on those of the levels, drawn to 1, since on average all follow what
 * all do; what is rare or uneven stays there. A steady series that goes its own way is left
 * alone: others' movement would be nothing but noise in it.
 *
 * @param units - units by period, oldest first
 * @param levels - of all, by period
 * @param shift - where the first of the units lies among the levels
 *
 * @see Vasicek (1973), A note on using cross-sectional information in Bayesian estimation
 * of security betas, Journal of Finance 28(5), 1233-1239.
 */
export function loadingOn(
  units: Float64Array,
  levels: Float64Array,
  shift: number,
): number {
  const n = units.length;
  let sum = 0;
  for (const size of units) sum += size;
  const mean = sum / n;
  let own = 0;
  let common = 0;
  let both = 0;
  const first = Math.max(1, 1 - shift);
  for (let t = first; t < n; t++) {
    const step = (units[t]! - units[t - 1]!) / mean;
    const all = levels[t + shift]! - levels[t + shift - 1]!;
    own += step * step;
    common += all * all;
    both += step * all;
  }
  const steps = n - first;
  if (steps < fewSteps || !(common > 0 && mean > 0)) return 1;
  if (own === 0) return 0;
  const rest = Math.max(own - both ** 2 / common, leastRest * own);
  const variance = rest / (steps - 1) / common;
  const loading =
    (both / common / variance + 1 / spread) / (1 / variance + 1 / spread);
  return Math.min(Math.max(loading, 0), strongest);
}
