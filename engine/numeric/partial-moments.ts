import type { Distribution } from "./distribution.ts";
import type { Moments } from "./moments.ts";

/** P(X > x), E[X; X > x] and E[X²; X > x] at one point. */
export type PartialMoments = readonly [number, number, number];

/** The losses of a law on positive numbers, from its moments beyond a point of at least 0. */
export function losses(
  { mean, deviation }: Moments,
  beyond: (x: number) => PartialMoments,
): Pick<Distribution, "loss" | "secondLoss"> {
  const whole: PartialMoments = [1, mean, mean ** 2 + deviation ** 2];
  const at = (x: number) => (x < 0 ? whole : beyond(x));
  return {
    loss: (x) => {
      const [upper, first] = at(x);
      return Math.max(first - x * upper, 0);
    },
    secondLoss: (x) => {
      const [upper, first, second] = at(x);
      return Math.max(second - 2 * x * first + x * x * upper, 0) / 2;
    },
  };
}
