import { between } from "../checks.ts";
import type { Distribution } from "./distribution.ts";
import { firstWhole } from "./first-whole.ts";
import type { Tails } from "./gamma-tails.ts";
import type { Moments } from "./moments.ts";
import { standardNormalQuantile } from "./normal-tail.ts";
import { losses } from "./partial-moments.ts";

/**
 * A law on 0, 1, 2, … whose probabilities obey (k + 1)·f(k + 1) = (rise + ratio·k)·f(k):
 * Poisson with ratio 0, negative binomial with its failure probability.
 */
export interface Lattice extends Moments {
  readonly kind: "poisson" | "negative-binomial";
  readonly rise: number;
  readonly ratio: number;
  /** 1 − ratio, where it is known more precisely. */
  readonly rest: number;
  /** Tails at a whole number of at least 0. */
  tails(k: number): Tails;
  /** Probability of a whole number of at least 0. */
  density(k: number): number;
}

/**
 * The law as a `Distribution`, its partial moments from the recurrence above.
 *
 * @see Panjer (1981), Recursive evaluation of a family of compound distributions.
 */
export function latticeDistribution(law: Lattice): Distribution {
  const { kind, mean, deviation, rise, ratio, rest, density } = law;
  const tails = (x: number): Tails =>
    x < 0
      ? { lower: 0, upper: 1 }
      : x === Infinity
        ? { lower: 1, upper: 0 }
        : law.tails(Math.floor(x));
  return {
    kind,
    mean,
    deviation,
    discrete: true,
    cdf: (x) => tails(x).lower,
    survival: (x) => tails(x).upper,
    quantile: (p) => latticeQuantile(between("p", p, 0, 1), law),
    ...losses(law, (x) => {
      const k = Math.floor(x);
      const upper = tails(k).upper;
      // (k + 1)·f(k + 1), by the recurrence.
      const edge = (rise + ratio * k) * density(k);
      const first = (rise * upper + edge) / rest;
      return [
        upper,
        first,
        ((rise + ratio) * first + rise * upper + (k + 1) * edge) / rest,
      ];
    }),
  };
}

/**
 * Smallest whole k with P(X ≤ k) ≥ p, found exactly.
 *
 * Starts from the Cornish-Fisher guess, brackets the answer by doubling steps and halves
 * the bracket; compares the smaller tail, so that p near 1 loses nothing.
 */
export function latticeQuantile(p: number, law: Lattice): number {
  const reached = (k: number) => {
    if (k < 0) return false;
    const { lower, upper } = law.tails(k);
    return p < 0.5 ? lower >= p : upper <= 1 - p;
  };
  const z = standardNormalQuantile(p);
  const guess =
    law.mean +
    law.deviation * z +
    ((1 + (2 * law.ratio) / law.rest) * (z * z - 1)) / 6;
  let high = Math.max(
    0,
    Math.floor(Math.min(guess, law.mean + 40 * law.deviation)),
  );
  let low: number;
  let step = Math.max(1, Math.floor(law.deviation / 256));
  if (reached(high)) {
    low = high - step;
    while (reached(low)) {
      high = low;
      step *= 2;
      low = Math.max(-1, low - step);
    }
  } else {
    do {
      low = high;
      high += step;
      step *= 2;
    } while (!reached(high));
  }
  return firstWhole((k) => !reached(k), low, high);
}
