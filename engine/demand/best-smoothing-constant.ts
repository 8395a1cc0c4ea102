import { InputError } from "../errors.ts";
import type { History } from "./history-check.ts";
import { atLeastOnePeriod, smoothingConstant } from "./history-check.ts";

/** Where a smoothing constant is looked for. */
export interface ConstantRange {
  readonly lowest: number;
  readonly highest: number;
}

const golden = (Math.sqrt(5) - 1) / 2;
/** Finer than this the sum of squares no longer tells two constants apart. */
const tolerance = 1e-8;
/** In so narrow a bracket the sum of squares has one bottom, and Newton's steps find it. */
const narrow = 0.08;
/** Newton's steps square the error: after one shorter than this the answer stands. */
const lastStep = 1e-6;

/**
 * The smoothing constant whose one-step errors have the least sum of squares.
 *
 * Golden-section search, as statsforecast, and so the same bottom where there are
 * two; Newton's steps once the bracket is narrow. Where the errors do not depend on
 * the constant the two inner points tie, both ends close in, and the middle of the
 * range is the answer.
 *
 * @param series - the quantity that is smoothed, oldest first
 * @param range - where to look
 * @returns the constant
 * @throws InputError when the range is empty or leaves 0 to 1
 *
 * @see Kiefer (1953), Sequential minimax search for a maximum.
 */
export function bestSmoothingConstant(
  series: History,
  range: ConstantRange,
): number {
  atLeastOnePeriod(series);
  const lowest = smoothingConstant("lowest", range.lowest);
  const highest = smoothingConstant("highest", range.highest);
  if (lowest > highest) {
    throw new InputError(
      "highest",
      `highest must be at least ${lowest}, got ${highest}`,
    );
  }
  let low = lowest;
  let high = highest;
  let inner = high - golden * (high - low);
  let outer = low + golden * (high - low);
  let innerError = squaredError(series, inner);
  let outerError = squaredError(series, outer);
  while (high - low > tolerance) {
    if (innerError === outerError) {
      low = inner;
      high = outer;
      inner = high - golden * (high - low);
      outer = low + golden * (high - low);
      innerError = squaredError(series, inner);
      outerError = squaredError(series, outer);
    } else if (innerError < outerError) {
      high = outer;
      if (high - low <= narrow)
        return bottom(series, lowest, low, high, highest);
      outer = inner;
      outerError = innerError;
      inner = high - golden * (high - low);
      innerError = squaredError(series, inner);
    } else {
      low = inner;
      if (high - low <= narrow)
        return bottom(series, lowest, low, high, highest);
      inner = outer;
      innerError = outerError;
      outer = low + golden * (high - low);
      outerError = squaredError(series, outer);
    }
  }
  return (low + high) / 2;
}

/** The bottom between `low` and `high` by Newton's steps, halving the bracket where one leaves it. */
function bottom(
  series: History,
  lowest: number,
  low: number,
  high: number,
  highest: number,
): number {
  let alpha = (low + high) / 2;
  while (high - low > tolerance) {
    const kept = 1 - alpha;
    let level = series[0] as number;
    // First and second derivative of the level by the constant, and of the sum by it, halved.
    let slope = 0;
    let bend = 0;
    let gradient = 0;
    let curvature = 0;
    for (let period = 1; period < series.length; period++) {
      const error = (series[period] as number) - level;
      gradient -= error * slope;
      curvature += slope * slope - error * bend;
      bend = kept * bend - 2 * slope;
      slope = kept * slope + error;
      level += alpha * error;
    }
    if (gradient > 0) high = alpha;
    else low = alpha;
    const newton = alpha - gradient / curvature;
    const within = Math.min(Math.max(newton, lowest), highest);
    if (curvature > 0 && within >= low && within <= high) {
      if (Math.abs(within - alpha) < lastStep) return within;
      alpha = within;
    } else {
      alpha = (low + high) / 2;
    }
  }
  return alpha;
}

/** Sum of squared one-step errors of simple exponential smoothing from the first value. */
function squaredError(series: History, alpha: number): number {
  let level = series[0] as number;
  let sum = 0;
  for (let period = 1; period < series.length; period++) {
    const error = (series[period] as number) - level;
    sum += error * error;
    level += alpha * error;
  }
  return sum;
}
