import { between } from "../checks.ts";
import type { Distribution } from "./distribution.ts";
import { gammaTails } from "./gamma-tails.ts";
import { certainDemand, type Moments } from "./moments.ts";
import { standardNormalQuantile } from "./normal-tail.ts";
import { losses } from "./partial-moments.ts";
import { pointDistribution } from "./point.ts";
import { logGamma1p, poissonDensity, stirlingError } from "./special.ts";

/**
 * The gamma law by its moments: shape (mean/deviation)², scale deviation²/mean.
 *
 * A point mass when the deviation is 0.
 *
 * @throws InputError when the mean is not above 0 or the deviation negative
 */
export function gammaDistribution(moments: Moments): Distribution {
  const { mean, deviation } = moments;
  if (certainDemand(moments)) return pointDistribution(mean);
  const shape = (mean / deviation) ** 2;
  const scale = mean / shape;
  const tails = (x: number) => gammaTails(shape, x / scale);
  return {
    kind: "gamma",
    mean,
    deviation,
    discrete: false,
    cdf: (x) => tails(x).lower,
    survival: (x) => tails(x).upper,
    // None of the law lies at 0, and a smaller number has too few digits left to cover its p.
    quantile: (p) =>
      Math.max(
        scale * standardGammaQuantile(between("p", p, 0, 1), shape),
        2.3e-308 * Math.max(scale, 1),
      ),
    ...losses(moments, (x) => {
      const upper = tails(x).upper;
      // x·f(x)/shape: what a partial moment adds to the one before.
      const density = poissonDensity(shape, x / scale);
      const first = mean * (upper + density);
      return [upper, first, (shape + 1) * scale * first + mean * x * density];
    }),
  };
}

/**
 * Quantile of the gamma law with scale 1.
 *
 * Newton's method on the logarithm of the smaller tail against ln x: that function is
 * concave, so every step but the first lands on one side and the search cannot run away.
 *
 * @param p - above 0 and below 1
 * @param shape - above 0
 * @see Wilson and Hilferty (1931) for the first guess.
 */
export function standardGammaQuantile(p: number, shape: number): number {
  const low = p <= 0.5;
  const target = low ? p : 1 - p;
  const c = 1 / (9 * shape);
  const cube = 1 - c + standardNormalQuantile(p) * Math.sqrt(c);
  let x = shape * cube ** 3;
  if (low || shape < 1) {
    // P(a, x) ≤ x^a/Γ(a + 1), nearly equal for small x: a floor for the quantile.
    const floor = Math.exp((Math.log(p) + logFactorial(shape)) / shape);
    if (floor < 1e-17) return floor;
    x = low ? Math.max(x, floor) : -Math.log(target);
  }
  for (let n = 0; n < 200; n++) {
    const tails = gammaTails(shape, x);
    const tail = low ? tails.lower : tails.upper;
    const slope = (shape * poissonDensity(shape, x)) / tail;
    const step = (Math.log(tail / target) / slope) * (low ? -1 : 1);
    x *= Math.exp(Math.max(-20, Math.min(20, step)));
    // Convergence is quadratic on the scale of the deviation: the next step would be rounding.
    if (Math.abs(step) * (1 + Math.sqrt(shape)) < 1e-8) break;
  }
  return x;
}

function logFactorial(a: number): number {
  if (a < 2) return logGamma1p(a);
  return (
    stirlingError(a) + Math.log(2 * Math.PI * a) / 2 + a * (Math.log(a) - 1)
  );
}
