import { windowLaw } from "../forecast/window-law.ts";

/** Each step of the search changes the deviation by this factor, at most so many times. */
const step = 1.04;
const mostSteps = 20;
/** Halvings of the last step: a millionth of the deviation. */
const halvings = 15;
/** Below it a quantile hardly hangs on the deviation. */
const leastProbability = 0.75;

/** A law of demand over some time by its moments, and one quantile it should have. */
export interface QuantileWanted {
  /** Units. */
  readonly mean: number;
  readonly deviation: number;
  /** Whether demand is in whole units. */
  readonly whole: boolean;
  readonly probability: number;
  /** Units. */
  readonly quantile: number;
}

/**
 * The deviation nearest to the one given with which the law of demand has a quantile that is
 * known otherwise, as from how often past demand stayed below it.
 *
 * @returns the deviation given when its law has the quantile already, or none between less
 * than half and more than twice of it has, or the probability is below three quarters
 */
export function matchedDeviation(wanted: QuantileWanted): number {
  const { mean, deviation, whole, probability, quantile } = wanted;
  if (!(deviation > 0) || probability < leastProbability) return deviation;
  const missAt = (spread: number) =>
    windowLaw(mean, spread ** 2, whole).quantile(probability) - quantile;
  const start = missAt(deviation);
  if (start === 0) return deviation;
  // More spread asks for more stock, but where demand is rare: then the other way.
  const first = start > 0 ? 1 / step : step;
  for (const factor of [first, 1 / first]) {
    let near = deviation;
    for (let i = 0; i < mostSteps; i++) {
      const far = near * factor;
      const miss = missAt(far);
      if (miss === 0 || miss > 0 !== start > 0) {
        return between(near, far, start > 0, missAt);
      }
      near = far;
    }
  }
  return deviation;
}

/** Where a quantile reaches the one wanted between two deviations. */
function between(
  from: number,
  to: number,
  above: boolean,
  missAt: (spread: number) => number,
): number {
  let [near, far] = [from, to];
  for (let i = 0; i < halvings; i++) {
    const middle = (near + far) / 2;
    const miss = missAt(middle);
    if (miss !== 0 && miss > 0 === above) near = middle;
    else far = middle;
  }
  return far;
}
