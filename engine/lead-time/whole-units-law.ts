import { between } from "../checks.ts";
import type { Distribution } from "../numeric/distribution.ts";

/** Sums of weights are compared within this, so that a level reached by rounding is reached. */
const dust = 1e-13;

/**
 * The law of whole units with these weights on 0, 1, 2 …; everything but a quantile is a look
 * into a table.
 *
 * @param weights - at least 0, any positive total
 */
export function wholeUnitsLaw(weights: Float64Array): Distribution {
  const size = weights.length;
  let total = 0;
  for (let k = 0; k < size; k++) total += weights[k]!;
  /** P(X ≤ k), P(X > k), E[(X − k)⁺] and the area under it to the right. */
  const below = new Float64Array(size);
  const above = new Float64Array(size);
  const short = new Float64Array(size);
  const area = new Float64Array(size);
  for (let k = 0, sum = 0; k < size; k++) {
    sum += weights[k]! / total;
    below[k] = sum;
  }
  for (let k = size - 2; k >= 0; k--) {
    above[k] = above[k + 1]! + weights[k + 1]! / total;
    short[k] = short[k + 1]! + above[k]!;
    area[k] = area[k + 1]! + short[k + 1]! + above[k]! / 2;
  }
  const mean = short[0]!;
  const deviation = Math.sqrt(Math.max(2 * area[0]! - mean * mean, 0));
  return {
    kind: "empirical",
    mean,
    deviation,
    discrete: true,
    cdf: (x) => (x < 0 ? 0 : x >= size - 1 ? 1 : below[Math.floor(x)]!),
    survival: (x) => (x < 0 ? 1 : x >= size - 1 ? 0 : above[Math.floor(x)]!),
    quantile: (p) => {
      const level = between("p", p, 0, 1) * (1 - dust);
      let low = 0;
      let high = size - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (below[middle]! >= level) high = middle;
        else low = middle + 1;
      }
      return low;
    },
    loss: (x) => {
      if (x < 0) return mean - x;
      if (x >= size - 1) return 0;
      const k = Math.floor(x);
      return short[k + 1]! + (k + 1 - x) * above[k]!;
    },
    secondLoss: (x) => {
      if (x < 0) return area[0]! - x * mean + (x * x) / 2;
      if (x >= size - 1) return 0;
      const k = Math.floor(x);
      const u = k + 1 - x;
      return area[k + 1]! + u * (short[k + 1]! + (u * above[k]!) / 2);
    },
  };
}
