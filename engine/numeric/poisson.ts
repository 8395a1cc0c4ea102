import { atLeast } from "../checks.ts";
import type { Distribution } from "./distribution.ts";
import { gammaTails } from "./gamma-tails.ts";
import { latticeDistribution } from "./lattice.ts";
import { pointDistribution } from "./point.ts";
import { poissonDensity } from "./special.ts";

/**
 * The Poisson law: units asked for one at a time at a steady rate.
 *
 * @param mean - units; a point mass at 0 when it is 0
 * @throws InputError when the mean is negative or no number
 */
export function poissonDistribution(mean: number): Distribution {
  if (atLeast("mean", mean, 0) === 0) return pointDistribution(0);
  return latticeDistribution({
    kind: "poisson",
    mean,
    deviation: Math.sqrt(mean),
    rise: mean,
    ratio: 0,
    rest: 1,
    density: (k) => poissonDensity(k, mean),
    tails: (k) => {
      const { lower, upper } = gammaTails(k + 1, mean);
      return { lower: upper, upper: lower };
    },
  });
}
