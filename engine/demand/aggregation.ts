import { bestSmoothingConstant } from "./best-smoothing-constant.ts";
import { meanInterval } from "./croston.ts";
import type { History } from "./history-check.ts";
import { atLeastOnePeriod, badPeriod } from "./history-check.ts";
import { ses } from "./exponential-smoothing.ts";

/** Where the smoothing constant of a bucketed history is looked for, as in statsforecast. */
const range = { lowest: 0.1, highest: 0.3 };

/**
 * Forecast of intermittent demand after smoothing it in buckets: ADIDA.
 *
 * Buckets as long as the mean interval, the first interval counted from the start
 * of the record, rounded half to even; the oldest periods that fill no bucket are
 * left out; smoothing constant of least squared error in 0.1 to 0.3. These are the
 * choices of statsforecast.
 *
 * @param history - units by period, oldest first
 * @returns units per period; 0 without demand
 * @throws InputError when the history is empty or a period negative or no number
 *
 * @see Nikolopoulos et al. (2011), An aggregate-disaggregate intermittent demand
 * approach (ADIDA) to forecasting, JORS 62(3), 544-554.
 */
export function adida(history: History): number {
  const level = bucketLength(history);
  return level === 0 ? 0 : bucketForecast(history, level);
}

/**
 * Mean of the bucketed forecasts of every length up to ADIDA's: IMAPA.
 *
 * As statsforecast; tsintermittent means another method by this name, with longer
 * buckets and Croston's method in some of them.
 *
 * @param history - units by period, oldest first
 * @returns units per period; 0 without demand
 * @throws InputError as `adida`
 *
 * @see Petropoulos and Kourentzes (2015), Forecast combinations for intermittent
 * demand, JORS 66(6), 914-924.
 */
export function imapa(history: History): number {
  const longest = bucketLength(history);
  if (longest === 0) return 0;
  let sum = 0;
  for (let level = 1; level <= longest; level++) {
    sum += bucketForecast(history, level);
  }
  return sum / longest;
}

/** Mean interval in whole periods; 0 without demand. */
function bucketLength(history: History): number {
  atLeastOnePeriod(history);
  for (let period = 0; period < history.length; period++) {
    const units = history[period] as number;
    if (!(units >= 0 && units < Infinity)) throw badPeriod(period, units);
  }
  return roundHalfToEven(meanInterval(history));
}

function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

function bucketForecast(history: History, level: number): number {
  const buckets = level === 1 ? history : bucketed(history, level);
  return ses(buckets, bestSmoothingConstant(buckets, range)) / level;
}

function bucketed(history: History, level: number): Float64Array {
  const buckets = new Float64Array(Math.floor(history.length / level));
  let period = history.length % level;
  for (let bucket = 0; bucket < buckets.length; bucket++) {
    let sum = 0;
    for (const end = period + level; period < end; period++) {
      sum += history[period] as number;
    }
    buckets[bucket] = sum;
  }
  return buckets;
}
