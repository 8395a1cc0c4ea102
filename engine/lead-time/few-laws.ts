import { between } from "../checks.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { WeightedValues } from "../numeric/empirical.ts";
import { firstWhole } from "../numeric/first-whole.ts";
import { pointDistribution } from "../numeric/point.ts";
import { bracketedRoot } from "../numeric/roots.ts";

/**
 * A mixture of the laws at a few times, asked one by one: for laws that scatter so much
 * that near times hardly differ.
 *
 * @param times - few; nothing is asked for at time 0
 */
export function fewLaws(
  { values, weights }: WeightedValues,
  lawAt: (time: number) => Distribution,
): Omit<Distribution, "mean" | "deviation" | "kind"> {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const laws = values.map((time, i) => ({
    law: time > 0 ? lawAt(time) : pointDistribution(0),
    weight: weights[i]! / total,
  }));
  const mixed = (of: (law: Distribution) => number): number => {
    let sum = 0;
    for (const { law, weight } of laws) sum += weight * of(law);
    return sum;
  };
  // Weights add up to one but for rounding; a probability is never above it.
  const share = (of: (law: Distribution) => number) => Math.min(1, mixed(of));
  const survival = (x: number) => share((law) => law.survival(x));
  const discrete = laws.every(({ law }) => law.discrete);
  return {
    discrete,
    cdf: (x) => share((law) => law.cdf(x)),
    survival,
    quantile: (p) => {
      const rest = 1 - between("p", p, 0, 1);
      const ends = laws.map(({ law }) => law.quantile(p));
      const low = Math.min(...ends);
      const high = Math.max(...ends);
      // At the ends themselves rounding may have the last word.
      if (low === high || survival(low) <= rest) return low;
      if (discrete) {
        return firstWhole((x) => survival(x) > rest, low, high);
      }
      if (survival(high) >= rest) return high;
      return bracketedRoot((x) => survival(x) - rest, {
        low,
        high,
        tolerance: 1e-14 * high,
      });
    },
    loss: (x) => mixed((law) => law.loss(x)),
    secondLoss: (x) => mixed((law) => law.secondLoss(x)),
  };
}
