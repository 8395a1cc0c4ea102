import { above } from "../checks.ts";
import { InputError } from "../errors.ts";
import { binomialDensity, negativeBinomialTails } from "./beta-tails.ts";
import type { Distribution } from "./distribution.ts";
import { latticeDistribution } from "./lattice.ts";
import { certainDemand, type Moments } from "./moments.ts";
import { pointDistribution } from "./point.ts";

/** Number of failures before `successes` successes of probability `probability`. */
export interface NegativeBinomialShape {
  /** Above 0, any real number. */
  readonly successes: number;
  /** Above 0 and below 1. */
  readonly probability: number;
  /** 1 − probability, when it is known more precisely than the difference. */
  readonly complement?: number;
}

/**
 * The negative binomial law by its moments: whole units, more scattered than Poisson.
 *
 * r = mean²/(variance − mean), p = mean/variance. A point mass when the deviation is 0.
 *
 * @throws InputError when the variance does not exceed the mean: Poisson serves there
 */
export function negativeBinomialDistribution(moments: Moments): Distribution {
  const { mean, deviation } = moments;
  if (certainDemand(moments)) return pointDistribution(mean);
  const variance = deviation ** 2;
  const excess = variance - mean;
  if (excess <= 0) {
    throw new InputError(
      "deviation",
      `deviation must be above ${Math.sqrt(mean)}, the square root of the mean, got ${deviation}; use poisson`,
    );
  }
  return fromShape(
    { mean, deviation },
    (mean * mean) / excess,
    mean / variance,
    excess / variance,
  );
}

/** The negative binomial law by its own parameters. */
export function negativeBinomialOf(shape: NegativeBinomialShape): Distribution {
  const r = above("successes", shape.successes, 0);
  const p = above("probability", shape.probability, 0);
  const q = above("complement", shape.complement ?? 1 - p, 0);
  const moments = { mean: (r * q) / p, deviation: Math.sqrt(r * q) / p };
  return fromShape(moments, r, p, q);
}

function fromShape(
  moments: Moments,
  r: number,
  p: number,
  q: number,
): Distribution {
  return latticeDistribution({
    kind: "negative-binomial",
    ...moments,
    rise: r * q,
    ratio: q,
    rest: p,
    // The binomial density counts all orders of trials; the last one must be a success.
    density: (k) => (r / (r + k)) * binomialDensity(k, r, p, q),
    tails: (k) => negativeBinomialTails(k, r, p, q),
  });
}
