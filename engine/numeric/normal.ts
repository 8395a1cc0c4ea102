import { atLeast, between, finite } from "../checks.ts";
import type { Distribution } from "./distribution.ts";
import type { Moments } from "./moments.ts";
import {
  normalDensity,
  normalLoss,
  normalSurvival,
  standardNormalQuantile,
} from "./normal-tail.ts";
import { pointDistribution } from "./point.ts";

/**
 * Quantile of the standard normal: the safety factor k of a cycle service level.
 *
 * @throws InputError when p is not above 0 and below 1
 * @see Wichura (1988), AS 241.
 */
export function normalQuantile(p: number): number {
  return standardNormalQuantile(between("p", p, 0, 1));
}

/** Deviations from the mean beyond which a double holds nothing of the tail. */
const farOut = 40;

/**
 * The normal law; a point mass when the deviation is 0.
 *
 * @throws InputError when the mean is no number or the deviation negative
 */
export function normalDistribution({ mean, deviation }: Moments): Distribution {
  finite("mean", mean);
  if (atLeast("deviation", deviation, 0) === 0) return pointDistribution(mean);
  const score = (x: number) => (x - mean) / deviation;
  return {
    kind: "normal",
    mean,
    deviation,
    discrete: false,
    cdf: (x) => normalSurvival(-score(x)),
    survival: (x) => normalSurvival(score(x)),
    quantile: (p) => mean + deviation * normalQuantile(p),
    loss: (x) => {
      const z = score(x);
      return z < -farOut ? mean - x : deviation * normalLoss(z);
    },
    secondLoss: (x) => {
      const z = score(x);
      if (z > farOut) return 0;
      if (z < -farOut) return (deviation ** 2 + (mean - x) ** 2) / 2;
      const tail = (1 + z * z) * normalSurvival(z) - z * normalDensity(z);
      return (Math.max(tail, 0) * deviation * deviation) / 2;
    },
  };
}

/** P(Z ≤ z) of the standard normal, good in relative terms down to 1e-307. */
export function normalCdf(z: number): number {
  return normalSurvival(-z);
}

export { normalDensity } from "./normal-tail.ts";
