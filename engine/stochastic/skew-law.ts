import { gammaTails } from "../numeric/gamma-tails.ts";
import { normalDensity, normalSurvival } from "../numeric/normal-tail.ts";

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
  /** E[((X − s)⁺)²] and E[((X − s)⁺)³]. */
  readonly second: number;
  readonly third: number;
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

/** A quantity in other units: so many of them in one. */
export function scaled(part: Cumulants, units: number): Cumulants {
  return {
    mean: part.mean * units,
    variance: part.variance * units ** 2,
    third: part.third * units ** 3,
  };
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
    return { chance, first: over, second: over ** 2, third: over ** 3 };
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
  return {
    chance,
    first: first * deviation,
    second: second * deviation ** 2,
    third: third * deviation ** 3,
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
    };
  }
  // E[Yᵏ; Y > y] = a(a + 1)…(a + k − 1)·Q(a + k, y).
  const tail = (k: number) => gammaTails(shape + k, y).upper;
  const q0 = tail(0);
  const q1 = shape * tail(1);
  const q2 = shape * (shape + 1) * tail(2);
  const q3 = shape * (shape + 1) * (shape + 2) * tail(3);
  const least = (sum: number) => Math.max(sum, 0);
  return {
    chance: q0,
    first: least(q1 - y * q0) * scale,
    second: least(q2 - 2 * y * q1 + y * y * q0) * scale ** 2,
    third: least(q3 - 3 * y * q2 + 3 * y * y * q1 - y ** 3 * q0) * scale ** 3,
  };
}
