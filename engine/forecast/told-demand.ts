import { between } from "../checks.ts";
import type { Distribution } from "../numeric/distribution.ts";

/** Demand over lead time and review, as one distribution. */
export interface SeriesLeadTimeDemand {
  readonly periods: number;
  /** Units. */
  readonly mean: number;
  readonly deviation: number;
  /** `point`, `poisson`, `negative binomial` or `gamma`. */
  readonly distribution: string;
  /** Units by probability. */
  readonly quantiles: Readonly<Record<string, number>>;
}

const usualQuantiles = [0.5, 0.9, 0.95, 0.99];

/**
 * The probabilities asked for, or the usual ones.
 *
 * @throws InputError when one is not above 0 and below 1
 */
export function askedQuantiles(
  quantiles: readonly number[] = usualQuantiles,
): readonly number[] {
  for (const p of quantiles) between("quantiles", p, 0, 1);
  return quantiles;
}

/**
 * A law of demand as it is told.
 *
 * @param quantile - where it differs from the law's own
 */
export function toldDemand(
  law: Distribution,
  periods: number,
  probabilities: readonly number[],
  quantile: (probability: number) => number = (p) => law.quantile(p),
): SeriesLeadTimeDemand {
  const quantiles: Record<string, number> = {};
  for (const p of probabilities) quantiles[String(p)] = quantile(p);
  const { mean, deviation, kind } = law;
  const distribution = kind.replace("-", " ");
  return { periods, mean, deviation, distribution, quantiles };
}
