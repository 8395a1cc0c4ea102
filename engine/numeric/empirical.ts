import { atLeast, between, finite } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { Distribution } from "./distribution.ts";

/** Values and how often each was seen, or how likely each is; any positive total. */
export interface WeightedValues {
  /** Units. */
  readonly values: readonly number[];
  /** One for each value, at least 0. */
  readonly weights: readonly number[];
}

/** Sums of weights are compared within this, so that 0.1 + 0.2 + … does not miss a level. */
const dust = 1e-13;

/**
 * The law that was observed: each sample as likely as it was frequent.
 *
 * The quantile is the nearest rank. Deviation is that of the law itself (divisor n).
 *
 * @param observed - samples in units, or values with weights
 * @throws InputError when nothing was observed, a number is none, or all weights are 0
 */
export function empiricalDistribution(
  observed: readonly number[] | WeightedValues,
): Distribution {
  const { values, weights } = atoms(observed);
  const size = values.length;
  const total = weights.reduce((sum, w) => sum + w, 0);

  const below = new Float64Array(size + 1);
  // Tail sums of weight, weight·value and weight·value², from the right, so that tails stay exact.
  const tail = [0, 1, 2].map(() => new Float64Array(size + 1));
  const [mass, first, second] = tail as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const origin = values[0] as number;
  for (let i = 0; i < size; i++) {
    below[i + 1] = (below[i] as number) + (weights[i] as number) / total;
  }
  for (let i = size - 1; i >= 0; i--) {
    const w = (weights[i] as number) / total;
    const v = (values[i] as number) - origin;
    mass[i] = (mass[i + 1] as number) + w;
    first[i] = (first[i + 1] as number) + w * v;
    second[i] = (second[i + 1] as number) + w * v * v;
  }
  const mean = origin + (first[0] as number);
  const spread = values.reduce(
    (sum, v, i) => sum + ((weights[i] as number) / total) * (v - mean) ** 2,
    0,
  );
  /** How many values are at or below x. */
  const rank = (x: number) => {
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle] as number) <= x) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    kind: "empirical",
    mean,
    deviation: Math.sqrt(spread),
    discrete: values.every(Number.isInteger),
    cdf: (x) => {
      const i = rank(x);
      return i === size ? 1 : (below[i] as number);
    },
    survival: (x) => {
      const i = rank(x);
      return i === 0 ? 1 : (mass[i] as number);
    },
    quantile: (p) => {
      between("p", p, 0, 1);
      let low = 0;
      let high = size - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((below[middle + 1] as number) >= p * (1 - dust)) high = middle;
        else low = middle + 1;
      }
      return values[low] as number;
    },
    loss: (x) => {
      const i = rank(x);
      if (i === 0) return mean - x;
      return Math.max(
        (first[i] as number) - (x - origin) * (mass[i] as number),
        0,
      );
    },
    secondLoss: (x) => {
      const i = rank(x);
      const d = x - origin;
      const square =
        (second[i] as number) -
        2 * d * (first[i] as number) +
        d * d * (mass[i] as number);
      return Math.max(square, 0) / 2;
    },
  };
}

/** Distinct values in order, with the weight of each; those of weight 0 are gone. */
function atoms(observed: readonly number[] | WeightedValues): {
  values: number[];
  weights: number[];
} {
  const weighted = "weights" in observed;
  const values = weighted ? observed.values : observed;
  if (weighted && values.length !== observed.weights.length) {
    throw new InputError(
      "weights",
      `weights must be as many as values, ${values.length}, got ${observed.weights.length}`,
    );
  }
  const sums = new Map<number, number>();
  values.forEach((value, i) => {
    if (!Number.isFinite(value)) {
      finite(weighted ? `values[${i}]` : `samples[${i}]`, value);
    }
    const weight = weighted ? (observed.weights[i] as number) : 1;
    if (!(weight >= 0 && weight < Infinity)) {
      atLeast(`weights[${i}]`, weight, 0);
    }
    if (weight > 0) sums.set(value, (sums.get(value) ?? 0) + weight);
  });
  if (sums.size === 0) {
    const field = weighted ? "weights" : "samples";
    throw new InputError(
      field,
      weighted
        ? "weights must hold at least one number above 0"
        : "samples must hold at least one number",
    );
  }
  const sorted = [...sums.keys()].sort((a, b) => a - b);
  return { values: sorted, weights: sorted.map((v) => sums.get(v) as number) };
}
