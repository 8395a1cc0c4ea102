import { above, atLeast } from "../checks.ts";
import { standardNormalQuantile } from "./normal-tail.ts";
import { poissonDensity } from "./special.ts";

/** A stream of random numbers that its seed determines, on every machine. */
export interface Random {
  /** Above 0 and below 1. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Gamma with scale 1. @throws InputError when the shape is not above 0 */
  gamma(shape: number): number;
  /** Poisson. @throws InputError when the mean is negative */
  poisson(mean: number): number;
}

/**
 * Random numbers from a seed: sfc32 for the bits.
 *
 * @param seed - any number; its 32 lowest bits count
 * @see Doty-Humphrey, PractRand: sfc32. Marsaglia and Tsang (2000) for gamma.
 * Hörmann (1993), The transformed rejection method: PTRS, for Poisson.
 */
export function seededRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let count = 1;
  const bits = () => {
    const sum = (((a + b) | 0) + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The first words still resemble the seed.
  for (let n = 0; n < 15; n++) bits();

  // 52 bits in the middle of their cells: neither 0 nor 1 can come out.
  const uniform = () =>
    ((bits() >>> 6) * 0x4000000 + (bits() >>> 6) + 0.5) / 0x10000000000000;
  const normal = () => standardNormalQuantile(uniform());

  function gamma(shape: number): number {
    above("shape", shape, 0);
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const z = normal();
      const v = (1 + z / Math.sqrt(9 * d)) ** 3;
      if (
        v > 0 &&
        Math.log(uniform()) < (z * z) / 2 + d - d * v + d * Math.log(v)
      ) {
        return d * v;
      }
    }
  }

  function poisson(mean: number): number {
    if (atLeast("mean", mean, 0) < 10) {
      let left = uniform();
      let k = 0;
      let chance = Math.exp(-mean);
      while (left > chance && k < 200) {
        left -= chance;
        chance *= mean / ++k;
      }
      return k;
    }
    const scale = 0.931 + 2.53 * Math.sqrt(mean);
    const shift = 0.02483 * scale - 0.059;
    const level = 1.1239 + 1.1328 / (scale - 3.4);
    for (;;) {
      const u = uniform() - 0.5;
      const v = uniform();
      const edge = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * shift) / edge + scale) * u + mean + 0.43);
      if (k < 0) continue;
      const bar = (v * level) / (shift / (edge * edge) + scale);
      if (bar <= poissonDensity(k, mean)) return k;
    }
  }

  return { uniform, normal, gamma, poisson };
}
