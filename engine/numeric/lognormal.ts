import { above, between } from "../checks.ts";
import type { Distribution } from "./distribution.ts";
import { certainDemand, type Moments } from "./moments.ts";
import { normalSurvival, standardNormalQuantile } from "./normal-tail.ts";
import { losses } from "./partial-moments.ts";

/** A law of one season's demand; lead-time demand follows none such, being a sum. */
export type LognormalDistribution = Omit<Distribution, "kind"> & {
  readonly kind: "lognormal";
};

/**
 * The lognormal law by its moments: ln X is normal, its variance ln(1 + (deviation/mean)²).
 *
 * @param moments - units; both above 0
 * @throws InputError when a moment is not above 0
 */
export function lognormalDistribution(moments: Moments): LognormalDistribution {
  const { mean, deviation } = moments;
  above("deviation", deviation, 0);
  certainDemand(moments);
  const variance = Math.log1p((deviation / mean) ** 2);
  const s = Math.sqrt(variance);
  const mu = Math.log(mean) - variance / 2;
  /** P(X > x) under the law with `raised` powers of x in its weight. */
  const upper = (x: number, raised: number) =>
    x <= 0 ? 1 : normalSurvival((Math.log(x) - mu) / s - raised * s);
  return {
    kind: "lognormal",
    mean,
    deviation,
    discrete: false,
    cdf: (x) => (x <= 0 ? 0 : normalSurvival((mu - Math.log(x)) / s)),
    survival: (x) => upper(x, 0),
    quantile: (p) =>
      Math.exp(mu + s * standardNormalQuantile(between("p", p, 0, 1))),
    ...losses(moments, (x) => [
      upper(x, 0),
      mean * upper(x, 1),
      (mean ** 2 + deviation ** 2) * upper(x, 2),
    ]),
  };
}
