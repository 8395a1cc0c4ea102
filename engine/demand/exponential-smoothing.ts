import type { History } from "./history-check.ts";
import {
  atLeastOnePeriod,
  badPeriod,
  smoothingConstant,
} from "./history-check.ts";
import type { ConstantRange } from "./best-smoothing-constant.ts";
import { bestSmoothingConstant } from "./best-smoothing-constant.ts";

/**
 * Forecast of simple exponential smoothing that starts from the first period.
 *
 * The start follows statsforecast and R forecast (`initial = "simple"`).
 *
 * @param history - units by period, oldest first
 * @param alpha - smoothing constant, 0 to 1
 * @returns units per period, the same for every future period
 * @throws InputError when the history is empty or a period negative or no number
 */
export function ses(history: History, alpha: number): number {
  atLeastOnePeriod(history);
  smoothingConstant("alpha", alpha);
  let level = history[0] ?? NaN;
  for (let period = 0; period < history.length; period++) {
    const units = history[period] ?? NaN;
    if (!(units >= 0 && units < Infinity)) throw badPeriod(period, units);
    level += alpha * (units - level);
  }
  return level;
}

/**
 * Forecast of simple exponential smoothing with the constant of least squared error.
 *
 * Range 0.01 to 0.99 by default, as the optimized method of statsforecast
 * (its ADIDA, IMAPA and optimized Croston use 0.1 to 0.3).
 *
 * @param history - units by period, oldest first
 * @param range - where the constant is looked for
 * @returns units per period, and the constant
 * @throws InputError as `ses`, and when the range is empty or leaves 0 to 1
 */
export function sesOptimized(
  history: History,
  range: ConstantRange = { lowest: 0.01, highest: 0.99 },
): { readonly forecast: number; readonly alpha: number } {
  const alpha = bestSmoothingConstant(history, range);
  return { forecast: ses(history, alpha), alpha };
}

/**
 * Arithmetic mean of the history: the plainest forecast, and the one to beat.
 *
 * @throws InputError when the history is empty or a period negative or no number
 */
export function historicMean(history: History): number {
  atLeastOnePeriod(history);
  let total = 0;
  for (let period = 0; period < history.length; period++) {
    const units = history[period] ?? NaN;
    if (!(units >= 0 && units < Infinity)) throw badPeriod(period, units);
    total += units;
  }
  return total / history.length;
}
