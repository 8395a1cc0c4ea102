import type { CrostonOptions } from "./croston.ts";
import {
  biasFactor,
  croston,
  meanInterval,
  sba,
  sbj,
  tsb,
  tsbStart,
} from "./croston.ts";
import type { History } from "./history-check.ts";

/** The methods of the Croston family by name. */
export type IntermittentMethod = "croston" | "sba" | "sbj" | "tsb";

/** A forecast with what the method would have said period by period. */
export interface IntermittentFit {
  /** Units per period. */
  readonly forecast: number;
  /** For each period, the forecast made one period before; `null` for the first. */
  readonly fitted: readonly (number | null)[];
}

/**
 * Forecast and one-step fitted values of a Croston-family method.
 *
 * Before the first demand the fitted value is 0, as in statsforecast.
 *
 * @param history - units by period, oldest first
 * @param method - which of the family
 * @param options - smoothing constants and start
 * @returns the forecast and as many fitted values as periods
 * @throws InputError as `croston`
 */
export function intermittentFit(
  history: History,
  method: IntermittentMethod,
  options: CrostonOptions = {},
): IntermittentFit {
  switch (method) {
    case "croston":
      return {
        forecast: croston(history, options),
        fitted: crostonFitted(history, 1, options),
      };
    case "sba":
      return {
        forecast: sba(history, options),
        fitted: crostonFitted(history, biasFactor("sba", options), options),
      };
    case "sbj":
      return {
        forecast: sbj(history, options),
        fitted: crostonFitted(history, biasFactor("sbj", options), options),
      };
    case "tsb":
      return {
        forecast: tsb(history, options),
        fitted: tsbFitted(history, options),
      };
  }
}

function crostonFitted(
  history: History,
  factor: number,
  { alpha = 0.1, beta = alpha, init }: CrostonOptions,
): (number | null)[] {
  const fitted: (number | null)[] = [];
  let size = 0;
  let interval = init === "mean" ? meanInterval(history) : 0;
  let last = -1;
  for (let period = 0; period < history.length; period++) {
    const before = last < 0 ? 0 : (factor * size) / interval;
    fitted.push(period === 0 ? null : before);
    const units = history[period] as number;
    if (units === 0) continue;
    if (last < 0) {
      size = units;
      if (interval === 0) interval = period + 1;
    } else {
      size += alpha * (units - size);
      interval += beta * (period - last - interval);
    }
    last = period;
  }
  return fitted;
}

function tsbFitted(
  history: History,
  { alpha = 0.1, beta = alpha, init }: CrostonOptions,
): (number | null)[] {
  const fitted: (number | null)[] = [];
  let size = 0;
  let probability = tsbStart(history, init);
  for (let period = 0; period < history.length; period++) {
    fitted.push(period === 0 ? null : probability * size);
    const units = history[period] as number;
    const asked = units > 0 ? 1 : 0;
    if (period > 0) probability += beta * (asked - probability);
    if (asked === 1) size = size === 0 ? units : size + alpha * (units - size);
  }
  return fitted;
}
