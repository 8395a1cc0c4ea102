import type { Distribution } from "../numeric/distribution.ts";
import { gammaDistribution } from "../numeric/gamma.ts";
import { negativeBinomialDistribution } from "../numeric/negative-binomial.ts";
import { pointDistribution } from "../numeric/point.ts";
import { poissonDistribution } from "../numeric/poisson.ts";
import { manyQuantiles } from "./quantile-table.ts";

/** Above this a whole-number law and a continuous one no longer differ. */
const fewUnits = 1e5;
/** Below this share of the mean the variance is too small for a Poisson law. */
const steady = 0.9;

/**
 * The law of demand over several periods from its mean and variance: never below 0.
 *
 * Whole units: negative binomial, Poisson when the variance is the mean, and a rounded
 * gamma when demand is steadier than that. Else gamma. Nothing expected: a point at 0.
 */
export function windowLaw(
  mean: number,
  variance: number,
  whole: boolean,
): Distribution {
  if (!(mean > 1e-9)) return pointDistribution(0);
  const deviation = Math.sqrt(variance);
  if (whole && mean < fewUnits) {
    if (variance > 1.0001 * mean) {
      return manyQuantiles(negativeBinomialDistribution({ mean, deviation }));
    }
    if (variance > steady * mean || mean < 1) {
      return manyQuantiles(poissonDistribution(mean));
    }
    // Rounding adds a twelfth to the variance; a point would leave no doubt at all.
    const within = Math.sqrt(Math.max(variance - 1 / 12, 0.01));
    return rounded(gammaDistribution({ mean, deviation: within }));
  }
  return deviation > 1e-6 * mean
    ? gammaDistribution({ mean, deviation })
    : pointDistribution(mean);
}

/** A continuous law on whole units: each takes what lies within a half of it. */
function rounded(law: Distribution): Distribution {
  const edge = (x: number) => Math.floor(x) + 0.5;
  return {
    ...law,
    discrete: true,
    cdf: (x) => (x < 0 ? 0 : law.cdf(edge(x))),
    survival: (x) => (x < 0 ? 1 : law.survival(edge(x))),
    quantile: (p) => Math.max(0, Math.ceil(law.quantile(p) - 0.5)),
  };
}
