/** What the sample company is made of: seeded draws, the same on every machine. */
export interface Draws {
  /** At least 0, below 1. */
  uniform(): number;
  chance(probability: number): boolean;
  /** A whole number between two bounds, both included. */
  integer(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  normal(): number;
  lognormal(median: number, sigma: number): number;
  poisson(mean: number): number;
  shuffled<T>(list: readonly T[]): T[];
}

/** Draws from one seed; equal seeds give equal draws. */
export function draws(seed: number): Draws {
  const uniform = uniformSource(seed);
  const normal = () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  };
  const integer = (low: number, high: number) =>
    low + Math.floor(uniform() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => list[integer(0, list.length - 1)]!;
  return {
    uniform,
    normal,
    integer,
    pick,
    chance: (probability) => uniform() < probability,
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson: (mean) => poisson(mean, uniform, normal),
    shuffled: (list) => {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [copy[i], copy[j]] = [copy[j]!, copy[i]!];
      }
      return copy;
    },
  };
}

function poisson(
  mean: number,
  uniform: () => number,
  normal: () => number,
): number {
  // Above 40 the normal law is close enough for invented demand.
  if (mean > 40) {
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  }
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > limit; product *= uniform()) count++;
  return count;
}

/** The 32-bit generator mulberry32 of Tommy Ettinger (public domain). */
function uniformSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
