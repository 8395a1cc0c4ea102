import { seededRandom } from "../../../engine/index.ts";

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
  const { uniform, normal, poisson } = seededRandom(seed);
  const integer = (low: number, high: number) =>
    low + Math.floor(uniform() * (high - low + 1));
  return {
    uniform,
    normal,
    integer,
    poisson,
    chance: (probability) => uniform() < probability,
    pick: (list) => list[integer(0, list.length - 1)]!,
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
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
