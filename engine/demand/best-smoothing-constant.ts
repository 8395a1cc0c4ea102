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

/**
 * The smoothing constant whose one-step errors have the least sum of squares.
 *
 * Golden-section search, as statsforecast. Where the errors do not depend on the
 * constant the two inner points tie, both ends close in, and the middle of the
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
  let low = smoothingConstant("lowest", range.lowest);
  let high = smoothingConstant("highest", range.highest);
  if (low > high) {
    throw new InputError(
      "highest",
      `highest must be at least ${low}, got ${high}`,
    );
  }
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
      outer = inner;
      outerError = innerError;
      inner = high - golden * (high - low);
      innerError = squaredError(series, inner);
    } else {
      low = inner;
      inner = outer;
      innerError = outerError;
      outer = low + golden * (high - low);
      outerError = squaredError(series, outer);
    }
  }
  return (low + high) / 2;
}

/** Sum of squared one-step errors of simple exponential smoothing from the first value. */
function squaredError(series: History, alpha: number): number {
  let level = series[0] ?? NaN;
  let sum = 0;
  for (let period = 1; period < series.length; period++) {
    const error = (series[period] ?? NaN) - level;
    sum += error * error;
    level += alpha * error;
  }
  return sum;
}
