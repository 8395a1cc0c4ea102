import type { Backtest } from "./backtest.ts";
import { exposedPaths, inOrdinaryPeriods } from "./backtest.ts";
import { fittedMedian, isFittable } from "./fitted-median.ts";

/** Shares of the fitted methods that are tried: so many steps of a quarter from a half. */
const steps = [-2, -1, 0, 1, 2];
const shareAt = (step: number) => 0.5 + step / 4;
/** How many series' experience the belief in a half is worth. */
const usualWorth = 5;
/** Series that are asked at most: fitting takes its time. */
const mostAsked = 400;
/** Past windows among which the series asked take turns: those of one time share its fortunes. */
const turns = 4;

/** How blends of the chosen candidates with fitted methods would have done. */
export interface BlendLosses {
  /** Absolute errors by share, in deviations. */
  readonly losses: Float64Array;
  /** Series asked. */
  count: number;
  /** Series that could be asked: in all, and those passed so far. */
  fittable: number;
  passed: number;
}

/** Nothing tried yet. */
export function blendLosses(): BlendLosses {
  const losses = new Float64Array(steps.length);
  return { losses, count: 0, fittable: 0, passed: 0 };
}

/** Counts a series that could be asked: then those asked are spread evenly over all. */
export function noteFittable(blend: BlendLosses, tested: Backtest): void {
  if (isFittable(tested.units, tested.season)) blend.fittable++;
}

/** The past window, 0 for the latest, at which a series tries the blends; -1 for none. */
export function blendTurn(
  blend: BlendLosses,
  { units, origins, season }: Backtest,
): number {
  if (!isFittable(units, season)) return -1;
  blend.passed++;
  const every = Math.max(blend.fittable, blend.passed) / mostAsked;
  if (blend.passed < (blend.count + 1) * every) return -1;
  let turn = Math.min(blend.count % turns, origins.length - 1);
  while (turn >= 0 && !isFittable(units.subarray(0, origins[turn]), season)) {
    turn--;
  }
  return turn;
}

/**
 * Tries the blends on a past window of a series, period by period.
 *
 * @param weights - of the candidates chosen
 * @param turn - which of its windows
 */
export function learnBlend(
  blend: BlendLosses,
  tested: Backtest,
  weights: Float64Array,
  turn: number,
): void {
  const { units, origins, season, covered, exposure } = tested;
  const origin = origins[turn]!;
  blend.count++;
  const ordinary = inOrdinaryPeriods(units, exposure).subarray(0, origin);
  const fitted = fittedMedian(units.subarray(0, origin), season, covered);
  const paths = exposedPaths(ordinary, origin, season, covered, exposure);
  const scale = tested.scale * Math.sqrt(covered);
  for (let h = 0; h < covered; h++) {
    let chosen = 0;
    weights.forEach((weight, k) => {
      chosen += weight * paths[k * covered + h]!;
    });
    steps.forEach((step, i) => {
      const figure = chosen + shareAt(step) * (fitted[h]! - chosen);
      blend.losses[i]! += Math.abs(figure - units[origin + h]!) / scale;
    });
  }
}

/**
 * A path of the candidates, blended as served best; as it was where nothing can be fitted.
 *
 * What is fitted is demand as it was, not as others' movement explains it: two views of one
 * history err less alike than one view taken twice.
 */
export function blended(
  blend: BlendLosses,
  { units, season }: Backtest,
  path: readonly number[],
): readonly number[] {
  if (!isFittable(units, season)) return path;
  const share = shareOf(blend);
  if (share === 0) return path;
  const fitted = fittedMedian(units, season, path.length);
  return path.map((figure, h) => figure + share * (fitted[h]! - figure));
}

/**
 * The share with the least loss, by the parabola that fits the losses best; with little
 * experience, near a half. A parabola changes little with a series more, the best of five may.
 */
function shareOf({ losses, count }: BlendLosses): number {
  const level = losses.reduce((a, b) => a + b, 0) / losses.length || 1;
  let slope = 0;
  let bend = (usualWorth / (count + usualWorth)) * (level / 16);
  // Least squares on five even steps, by its orthogonal polynomials.
  steps.forEach((step, i) => {
    slope += (losses[i]! * step) / 10;
    bend += (losses[i]! * (step * step - 2)) / 14;
  });
  if (!(bend > 0)) return slope > 0 ? 0 : 1;
  return Math.min(Math.max(shareAt(-slope / (2 * bend)), 0), 1);
}
