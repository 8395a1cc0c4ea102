import { between } from "../checks.ts";
import type { Distribution } from "../numeric/distribution.ts";
import type { Moments } from "../numeric/moments.ts";
import { bracketedRoot } from "../numeric/roots.ts";
import { firstWhole } from "../numeric/first-whole.ts";

/** Shares of the values that stand for a law: finer where a service target looks. */
const edges = [
  0, 0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.88, 0.94, 0.97, 0.985, 0.995, 1,
];

const slices = edges.slice(1).map((to, index) => {
  const from = edges[index]!;
  const weight = to - from;
  return {
    weight,
    /** Means of the slice under the uniform and the exponential law of mean 1. */
    uniform: from + to,
    exponential: (above(from) - above(to)) / weight,
  };
});

/** E[X; X above its quantile] of the exponential law of mean 1. */
function above(probability: number): number {
  const rest = 1 - probability;
  return rest > 0 ? rest * (1 - Math.log(rest)) : 0;
}

interface Value {
  readonly units: number;
  readonly weight: number;
}

/**
 * Demand and, independent of it, what an order finds missing below min, as one law.
 *
 * The undershoot is a law between uniform and exponential when it varies less than the
 * latter, else an exponential one that is often 0: with both moments, as thirteen values.
 *
 * @param covered - demand over lead time and review
 * @param undershoot - as `undershootOf`
 */
export function withUndershoot(
  covered: Distribution,
  undershoot: Moments,
): Distribution {
  const values = covered.discrete
    ? wholeValues(valuesOf(undershoot))
    : valuesOf(undershoot);
  const most = values.at(-1)!.units;
  let known = { p: NaN, x: NaN };
  const mixed = (x: number, of: (x: number) => number): number => {
    let sum = 0;
    for (const { units, weight } of values) sum += weight * of(x - units);
    return sum;
  };
  const quantileOf = (p: number): number => {
    const low = covered.quantile(between("p", p, 0, 1));
    const short = (x: number): number =>
      mixed(x, (at) => covered.survival(at)) - (1 - p);
    if (!(short(low) > 0)) return low;
    const high = low + (covered.discrete ? Math.ceil(most) : most);
    // Never above it, but for the last digits.
    if (!(short(high) < 0)) return high;
    return covered.discrete
      ? firstWhole((x) => short(x) > 0, low, high)
      : bracketedRoot(short, { low, high, tolerance: 1e-7 * most });
  };
  return {
    kind: covered.kind,
    mean: covered.mean + undershoot.mean,
    deviation: Math.hypot(covered.deviation, undershoot.deviation),
    discrete: covered.discrete,
    cdf: (x) => mixed(x, (at) => covered.cdf(at)),
    survival: (x) => mixed(x, (at) => covered.survival(at)),
    quantile: (p) => {
      if (p !== known.p) known = { p, x: quantileOf(p) };
      return known.x;
    },
    loss: (x) => mixed(x, (at) => covered.loss(at)),
    secondLoss: (x) => mixed(x, (at) => covered.secondLoss(at)),
  };
}

/** Values with the moments, least first. */
function valuesOf({ mean, deviation }: Moments): readonly Value[] {
  const square = (deviation / mean) ** 2;
  if (square < 1) {
    // Values a(1 − α) of the uniform law with α of the exponential: (1 + α + α²)/3 is its square.
    const share = (Math.sqrt(Math.max(12 * square - 3, 1)) - 1) / 2;
    return slices.map(({ weight, uniform, exponential }) => ({
      weight,
      units: mean * ((1 - share) * uniform + share * exponential),
    }));
  }
  const chance = 2 / (1 + square);
  return [
    { units: 0, weight: 1 - chance },
    ...slices.map(({ weight, exponential }) => ({
      weight: weight * chance,
      units: (mean / chance) * exponential,
    })),
  ];
}

/** Above so many units a value is as good as the whole number nearest to it. */
const many = 12;

/** The same in whole units: each value shared by its neighbours, so that the mean is kept. */
function wholeValues(values: readonly Value[]): readonly Value[] {
  const weights = new Map<number, number>();
  const add = (units: number, weight: number): void => {
    if (weight > 0) weights.set(units, (weights.get(units) ?? 0) + weight);
  };
  for (const { units, weight } of values) {
    if (units > many) {
      add(Math.round(units), weight);
      continue;
    }
    const below = Math.floor(units);
    add(below, weight * (below + 1 - units));
    add(below + 1, weight * (units - below));
  }
  return [...weights]
    .map(([units, weight]) => ({ units, weight }))
    .sort((a, b) => a.units - b.units);
}
