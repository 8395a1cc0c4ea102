import type { ConstantRange } from "./best-smoothing-constant.ts";
import { bestSmoothingConstant } from "./best-smoothing-constant.ts";
import type { History } from "./history-check.ts";
import {
  atLeastOnePeriod,
  badPeriod,
  smoothingConstant,
} from "./history-check.ts";

/** How the Croston family smooths and where it starts. */
export interface CrostonOptions {
  /** Smoothing constant of the demand size, 0 to 1; 0.1 when omitted. */
  readonly alpha?: number;
  /** Smoothing constant of the interval, or of the probability (TSB); `alpha` when omitted. */
  readonly beta?: number;
  /**
   * `naive` (default): the first interval runs from the start of the record, so
   * zeros before a launch weigh on it for years (R forecast, statsforecast,
   * tsintermittent `init = "naive"`). `mean`: start from the mean interval
   * (tsintermittent `init = "mean"`). For TSB: the first period, demand or not,
   * or the share of periods with demand, the first period then being passed over.
   * The size starts from the first demand in both.
   */
  readonly init?: "naive" | "mean";
}

/** 0.1, the constant Croston's own example and every package default to. */
const usual = 0.1;

/**
 * Forecast of intermittent demand after Croston: mean size by mean interval.
 *
 * Size and interval are smoothed apart, at demands only.
 *
 * @param history - units by period, oldest first
 * @param options - smoothing constants and start
 * @returns units per period; 0 without demand
 * @throws InputError when the history is empty, a period negative or no number,
 * or a constant outside 0 to 1
 *
 * @see Croston (1972), Forecasting and stock control for intermittent demands,
 * Operational Research Quarterly 23(3), 289-303.
 */
export function croston(
  history: History,
  options: CrostonOptions = {},
): number {
  const { alpha = usual, beta = alpha } = options;
  smoothingConstant("alpha", alpha);
  smoothingConstant("beta", beta);
  const periods = atLeastOnePeriod(history).length;
  let size = 0;
  let interval = options.init === "mean" ? meanInterval(history) : 0;
  let last = -1;
  for (let period = 0; period < periods; period++) {
    const units = history[period] as number;
    if (units === 0) continue;
    if (!(units > 0 && units < Infinity)) throw badPeriod(period, units);
    if (last < 0) {
      size = units;
      if (interval === 0) interval = period + 1;
    } else {
      size += alpha * (units - size);
      interval += beta * (period - last - interval);
    }
    last = period;
  }
  return last < 0 ? 0 : size / interval;
}

/**
 * Croston's forecast with the bias taken out after Syntetos and Boylan: × (1 - β/2).
 *
 * The factor uses the constant of the interval; statsforecast writes 0.95, which
 * is this at β = 0.1 only. On demand in every period it still cuts, so use it
 * where the class is intermittent or lumpy.
 *
 * @param history - units by period, oldest first
 * @param options - smoothing constants and start
 * @returns units per period
 * @throws InputError as `croston`
 *
 * @see Syntetos and Boylan (2005), The accuracy of intermittent demand estimates,
 * International Journal of Forecasting 21(2), 303-314.
 */
export function sba(history: History, options: CrostonOptions = {}): number {
  return biasFactor("sba", options) * croston(history, options);
}

/**
 * Croston's forecast with the bias taken out after Shale, Boylan and Johnston: × (1 - β/(2 - β)).
 *
 * @param history - units by period, oldest first
 * @param options - smoothing constants and start
 * @returns units per period
 * @throws InputError as `croston`
 *
 * @see Shale, Boylan and Johnston (2006), Forecasting for intermittent demand: the
 * estimation of an unbiased average, JORS 57(5), 588-592.
 */
export function sbj(history: History, options: CrostonOptions = {}): number {
  return biasFactor("sbj", options) * croston(history, options);
}

/** What Croston's forecast is multiplied by. */
export function biasFactor(
  method: "croston" | "sba" | "sbj",
  { alpha = usual, beta = alpha }: CrostonOptions = {},
): number {
  switch (method) {
    case "croston":
      return 1;
    case "sba":
      return 1 - beta / 2;
    case "sbj":
      return 1 - beta / (2 - beta);
  }
}

/**
 * Forecast of intermittent demand after Teunter, Syntetos and Babai: probability × size.
 *
 * The probability is smoothed in every period, so the forecast of an item that
 * nobody asks for any more fades, which Croston's does not.
 *
 * @param history - units by period, oldest first
 * @param options - `alpha` smooths the size, `beta` the probability
 * @returns units per period; 0 without demand
 * @throws InputError as `croston`
 *
 * @see Teunter, Syntetos and Babai (2011), Intermittent demand: linking forecasting
 * to inventory obsolescence, EJOR 214(3), 606-615.
 */
export function tsb(history: History, options: CrostonOptions = {}): number {
  const { alpha = usual, beta = alpha } = options;
  smoothingConstant("alpha", alpha);
  smoothingConstant("beta", beta);
  const periods = atLeastOnePeriod(history).length;
  let size = 0;
  let probability = tsbStart(history, options.init);
  for (let period = 0; period < periods; period++) {
    const units = history[period] as number;
    if (units === 0) {
      if (period > 0) probability -= beta * probability;
      continue;
    }
    if (!(units > 0 && units < Infinity)) throw badPeriod(period, units);
    if (period > 0) probability += beta * (1 - probability);
    size = size === 0 ? units : size + alpha * (units - size);
  }
  return probability * size;
}

/** Probability of demand that TSB starts from. */
export function tsbStart(
  history: History,
  init: CrostonOptions["init"],
): number {
  if (init !== "mean") return (history[0] as number) > 0 ? 1 : 0;
  let demands = 0;
  for (let period = 0; period < history.length; period++) {
    if ((history[period] as number) > 0) demands++;
  }
  return demands / history.length;
}

/** Mean interval, the first counted from the start of the record; 0 without demand. */
export function meanInterval(history: History): number {
  let demands = 0;
  let last = -1;
  for (let period = 0; period < history.length; period++) {
    if ((history[period] as number) > 0) {
      demands++;
      last = period;
    }
  }
  return demands === 0 ? 0 : (last + 1) / demands;
}

/**
 * Smoothing constants for Croston's method with the least squared error.
 *
 * Sizes and intervals are fitted apart, each by the sum of squares of its own
 * one-step errors, in 0.1 to 0.3 unless told otherwise: the optimized Croston
 * of statsforecast. (tsintermittent minimises another error over all constants
 * and starts, so its figures differ.)
 *
 * @param history - units by period, oldest first
 * @param range - where both constants are looked for
 * @returns constants for `croston`, `sba` or `sbj` with the naive start
 * @throws InputError as `croston`
 */
export function crostonConstants(
  history: History,
  range: ConstantRange = { lowest: 0.1, highest: 0.3 },
): { readonly alpha: number; readonly beta: number } {
  atLeastOnePeriod(history);
  const sizes: number[] = [];
  const intervals: number[] = [];
  let last = -1;
  for (let period = 0; period < history.length; period++) {
    const units = history[period] as number;
    if (units === 0) continue;
    if (!(units > 0 && units < Infinity)) throw badPeriod(period, units);
    sizes.push(units);
    intervals.push(period - last);
    last = period;
  }
  if (sizes.length === 0) sizes.push(0);
  if (intervals.length === 0) intervals.push(0);
  return {
    alpha: bestSmoothingConstant(sizes, range),
    beta: bestSmoothingConstant(intervals, range),
  };
}
