import type { Backtest } from "./backtest.ts";
import { exposedPaths, inOrdinaryPeriods } from "./backtest.ts";
import { fittedMedian, isFittable } from "./fitted-median.ts";

/** Shares of the fitted methods that are tried. */
const shares = [0, 0.25, 0.5, 0.75, 1];
/** The share without experience, and how many series' experience that is worth. */
const usual = 2;
const usualWorth = 5;
/** Series that are asked at most: fitting takes its time. */
const mostAsked = 400;

/** How blends of the chosen candidates with fitted methods would have done. */
export interface BlendLosses {
  /** Absolute errors by share, in deviations. */
  readonly losses: Float64Array;
  /** Series asked. */
  count: number;
}

/** Nothing tried yet. */
export function blendLosses(): BlendLosses {
  return { losses: new Float64Array(shares.length), count: 0 };
}

/**
 * Tries the blends on the latest window of a series, period by period.
 *
 * @param weights - of the candidates chosen
 */
export function learnBlend(
  blend: BlendLosses,
  tested: Backtest,
  weights: Float64Array,
): void {
  const { units, origins, season, covered, exposure } = tested;
  const origin = origins[0]!;
  const known = units.subarray(0, origin);
  if (blend.count >= mostAsked || !isFittable(known, season)) return;
  blend.count++;
  const ordinary = inOrdinaryPeriods(units, exposure).subarray(0, origin);
  const fitted = fittedMedian(ordinary, season, covered);
  const ahead = exposure?.ahead(origin, covered);
  const paths = exposedPaths(ordinary, origin, season, covered, exposure);
  const scale = tested.scale * Math.sqrt(covered);
  for (let h = 0; h < covered; h++) {
    let chosen = 0;
    weights.forEach((weight, k) => {
      chosen += weight * paths[k * covered + h]!;
    });
    const other = fitted[h]! * (ahead?.[h] ?? 1);
    shares.forEach((share, i) => {
      const figure = chosen + share * (other - chosen);
      blend.losses[i]! += Math.abs(figure - units[origin + h]!) / scale;
    });
  }
}

/** A path of the candidates, blended as served best; as it was where nothing can be fitted. */
export function blended(
  blend: BlendLosses,
  tested: Backtest,
  path: readonly number[],
): readonly number[] {
  const { units, season, exposure } = tested;
  const share = shareOf(blend);
  if (share === 0 || !isFittable(units, season)) return path;
  const steps = path.length;
  const ordinary = inOrdinaryPeriods(units, exposure);
  const fitted = fittedMedian(ordinary, season, steps);
  const ahead = exposure?.ahead(units.length, steps);
  return path.map(
    (figure, h) => figure + share * (fitted[h]! * (ahead?.[h] ?? 1) - figure),
  );
}

/** The share with the least loss; with little experience, near the usual one. */
function shareOf({ losses, count }: BlendLosses): number {
  const level = losses.reduce((a, b) => a + b, 0) / losses.length || 1;
  const doubt = (usualWorth / (count + usualWorth)) * level;
  let best = 0;
  const cost = (i: number) =>
    losses[i]! + doubt * (shares[i]! - shares[usual]!) ** 2;
  shares.forEach((_, i) => {
    if (cost(i) < cost(best)) best = i;
  });
  return shares[best]!;
}
