import type { History } from "../demand/history-check.ts";
import {
  atLeastOnePeriod,
  smoothingConstant,
} from "../demand/history-check.ts";

/** The last period again and again: the least a forecast must beat. */
export function naivePath(history: History, horizon: number): number[] {
  const last = atLeastOnePeriod(history)[history.length - 1] as number;
  return new Array<number>(horizon).fill(last);
}

/** The last season again and again; the last period, when there is no whole season. */
export function seasonalNaivePath(
  history: History,
  horizon: number,
  season: number,
): number[] {
  const n = atLeastOnePeriod(history).length;
  if (season < 2 || season > n) return naivePath(history, horizon);
  return Array.from(
    { length: horizon },
    (_, h) => history[n - season + (h % season)] as number,
  );
}

/** The last period, and on along the line from the first to the last: R's drift method. */
export function driftPath(history: History, horizon: number): number[] {
  const n = atLeastOnePeriod(history).length;
  const last = history[n - 1] as number;
  const slope = n > 1 ? (last - (history[0] as number)) / (n - 1) : 0;
  return Array.from({ length: horizon }, (_, h) => last + (h + 1) * slope);
}

/**
 * Simple smoothing of each place of the season by itself, from its first value.
 *
 * The seasonal exponential smoothing of statsforecast: the oldest periods that fill
 * no season are left out.
 *
 * @throws InputError when the history is empty or the constant outside 0 to 1
 */
export function seasonalSmoothingPath(
  history: History,
  horizon: number,
  season: number,
  alpha: number,
): number[] {
  const n = atLeastOnePeriod(history).length;
  smoothingConstant("alpha", alpha);
  const length = season < 2 || season > n ? 1 : season;
  const levels = new Float64Array(length);
  const start = n % length;
  for (let period = start; period < n; period++) {
    const place = (period - start) % length;
    const units = history[period] as number;
    levels[place]! +=
      period < start + length ? units : alpha * (units - levels[place]!);
  }
  return Array.from({ length: horizon }, (_, h) => levels[h % length]!);
}
