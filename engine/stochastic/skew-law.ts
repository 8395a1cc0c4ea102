import { gammaTails } from "../numeric/gamma-tails.ts";
import { normalDensity, normalSurvival } from "../numeric/normal-tail.ts";
import { poissonDensity } from "../numeric/special.ts";

/** Mean, variance and third central moment: of independent sums they add. */
export interface Cumulants {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
}

/** Of X above a stock s. */
export interface Excess {
  /** P(X > s). */
  readonly chance: number;
  /** E[(X − s)⁺]. */
  readonly first: number;
  /** E[((X − s)⁺)²], E[((X − s)⁺)³] and E[((X − s)⁺)⁴]. */
  readonly second: number;
  readonly third: number;
  readonly fourth: number;
}

/** Below this skewness a law is taken for normal. */
const symmetric = 0.02;

/** Nothing at all. */
export const nothing: Cumulants = { mean: 0, variance: 0, third: 0 };

/** The sum of independent quantities. */
export function sumOf(...parts: readonly Cumulants[]): Cumulants {
  let { mean, variance, third } = nothing;
  for (const part of parts) {
    mean += part.mean;
    variance += part.variance;
    third += part.third;
  }
  return { mean, variance, third };
}

/** What is taken away instead of added. */
export function opposite({ mean, variance, third }: Cumulants): Cumulants {
  return { mean: -mean, variance, third: -third };
}

/** Cumulants from moments about 0. */
export function cumulantsOf(
  first: number,
  second: number,
  third: number,
): Cumulants {
  return {
    mean: first,
    variance: Math.max(second - first * first, 0),
    third: third - 3 * first * second + 2 * first ** 3,
  };
}

/**
 * How far a quantity goes above a stock: by the shifted gamma law (Pearson's type III)
 * with its three cumulants, by the normal law without skewness.
 */
export function excessOver(law: Cumulants, stock: number): Excess {
  const { mean, variance, third } = law;
  const deviation = Math.sqrt(variance);
  if (!(deviation > 1e-12 * Math.abs(mean))) {
    const over = Math.max(mean - stock, 0);
    const chance = over > 0 ? 1 : 0;
    return {
      chance,
      first: over,
      second: over ** 2,
      third: over ** 3,
      fourth: over ** 4,
    };
  }
  const skewness = third / deviation ** 3;
  return skewness < symmetric
    ? normalExcess((stock - mean) / deviation, deviation)
    : gammaExcess(mean, deviation, skewness, stock);
}

function normalExcess(z: number, deviation: number): Excess {
  const chance = normalSurvival(z);
  const density = normalDensity(z);
  const first = Math.max(density - z * chance, 0);
  const second = Math.max((1 + z * z) * chance - z * density, 0);
  const third = Math.max((2 + z * z) * density - (3 * z + z ** 3) * chance, 0);
  const fourth = Math.max(
    (3 + 6 * z * z + z ** 4) * chance - (5 * z + z ** 3) * density,
    0,
  );
  return {
    chance,
    first: first * deviation,
    second: second * deviation ** 2,
    third: third * deviation ** 3,
    fourth: fourth * deviation ** 4,
  };
}

function gammaExcess(
  mean: number,
  deviation: number,
  skewness: number,
  stock: number,
): Excess {
  const shape = 4 / skewness ** 2;
  const scale = (deviation * skewness) / 2;
  // The law starts at `mean − shape·scale`; y is the stock from there, in scales.
  const y = (stock - mean) / scale + shape;
  if (y <= 0) {
    const over = mean - stock;
    const variance = deviation ** 2;
    return {
      chance: 1,
      first: over,
      second: over ** 2 + variance,
      third: over ** 3 + 3 * over * variance + skewness * deviation ** 3,
      fourth:
        over ** 4 +
        6 * over ** 2 * variance +
        4 * over * skewness * deviation ** 3 +
        (3 + 1.5 * skewness ** 2) * variance ** 2,
    };
  }
  // E[Yᵏ; Y > y] = a(a + 1)…(a + k − 1)·Q(a + k, y), and Q(a + 1, y) − Q(a, y) is a density.
  const tail = [gammaTails(shape, y).upper];
  let density = poissonDensity(shape, y);
  for (let k = 0; k < 4; k++) {
    tail.push(tail[k]! + density);
    density *= y / (shape + k + 1);
  }
  const [q0, q1, q2, q3, q4] = tail.map((upper, k) => {
    let rising = upper;
    for (let j = 0; j < k; j++) rising *= shape + j;
    return rising;
  }) as [number, number, number, number, number];
  const least = (sum: number) => Math.max(sum, 0);
  return {
    chance: q0,
    first: least(q1 - y * q0) * scale,
    second: least(q2 - 2 * y * q1 + y * y * q0) * scale ** 2,
    third: least(q3 - 3 * y * q2 + 3 * y * y * q1 - y ** 3 * q0) * scale ** 3,
    fourth:
      least(q4 - 4 * y * q3 + 6 * y * y * q2 - 4 * y ** 3 * q1 + y ** 4 * q0) *
      scale ** 4,
  };
}
