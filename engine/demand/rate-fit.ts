import { simplexSearch } from "../numeric/simplex-search.ts";
import { biasFactor, meanInterval } from "./croston.ts";
import type { History } from "./history-check.ts";
import { atLeastOnePeriod, badPeriod } from "./history-check.ts";
import type { IntermittentMethod } from "./intermittent-fit.ts";

/** A method of the Croston family with constants and starts that suit the history best. */
export interface RateFit {
  /** Units per period. */
  readonly forecast: number;
  /** Smoothing constant of the demand size. */
  readonly alpha: number;
  /** Of the interval, or of the probability (TSB). */
  readonly beta: number;
  /** Size that smoothing starts from, in units. */
  readonly size: number;
  /** Interval in periods that smoothing starts from; of TSB, the probability. */
  readonly start: number;
  /** Sum of absolute rate errors: what no other constants and starts should make less. */
  readonly rateError: number;
}

/** Share of the history over which demand so far per period is no rate yet. */
const tooEarly = 0.3;
/** Constants that a search may start from. */
const constants = [0.02, 0.1, 0.3, 0.6, 0.95];
/** Steps from every start; then the best go on, each time with a fresh simplex. */
const firstSteps = 60;
const followed = 8;
const rounds = 4;
const steps = 200;

/**
 * Constants and starts of a Croston-family method with the least error of the rate.
 *
 * The forecast of each period is held against demand per period so far, not against the
 * demand of the period, which is mostly zero: the mean absolute rate error ("MAR"), summed.
 * The first 30 % of the history count as one rate. Constants, first size and first interval
 * are free; the first demand (of TSB the first period) tells the start and is not smoothed.
 * The criterion is that of tsintermittent; the search is ours, so it ends as low or lower,
 * often at other constants: the criterion is flat.
 *
 * @param history - units by period, oldest first
 * @throws InputError when the history is empty or a period negative or no number
 *
 * @see Kourentzes (2014), On intermittent demand model optimisation and selection,
 * International Journal of Production Economics 156, 180-190.
 */
export function rateFit(history: History, method: IntermittentMethod): RateFit {
  const n = atLeastOnePeriod(history).length;
  let largest = 0;
  let first = 0;
  for (let period = n - 1; period >= 0; period--) {
    const units = history[period] as number;
    if (!(units >= 0 && units < Infinity)) throw badPeriod(period, units);
    largest = Math.max(largest, units);
    if (units > 0) first = period;
  }
  if (largest === 0) {
    const [alpha = 0, beta = alpha] = constants;
    return { forecast: 0, alpha, beta, size: 0, start: 0, rateError: 0 };
  }
  const rates = ratesOf(history);
  const run = method === "tsb" ? tsbRun : crostonRun;
  // Alpha, beta, first size in units of the largest, first interval or probability.
  const problem = {
    lowest: [0, 0, 0, method === "tsb" ? 0 : 1],
    highest: [1, 1, 1, method === "tsb" ? 1 : n],
    cost: (point: Float64Array) =>
      run(history, rates, largest, method, point).error,
  };
  let found = startsOf(history, method, first, largest).map((start) =>
    simplexSearch(problem, start, firstSteps),
  );
  found.sort((a, b) => a.cost - b.cost);
  found = found.slice(0, followed);
  for (let round = 0; round < rounds; round++) {
    found = found.map(({ point }) => simplexSearch(problem, point, steps));
  }
  const best = found.reduce((a, b) => (b.cost < a.cost ? b : a));
  const [alpha, beta, size, start] = best.point as unknown as number[];
  return {
    forecast: run(history, rates, largest, method, best.point).forecast,
    alpha: alpha!,
    beta: beta!,
    size: size! * largest,
    start: start!,
    rateError: best.cost,
  };
}

/** Demand per period so far, by period. */
function ratesOf(history: History): Float64Array {
  const n = history.length;
  const rates = new Float64Array(n);
  let sum = 0;
  for (let period = 0; period < n; period++) {
    sum += history[period] as number;
    rates[period] = sum / (period + 1);
  }
  const early = Math.ceil(tooEarly * n - 1e-9);
  return rates.fill(rates[early - 1]!, 0, early);
}

/** A grid of constants, and the usual starts. */
function startsOf(
  history: History,
  method: IntermittentMethod,
  first: number,
  largest: number,
): Float64Array[] {
  let demands = 0;
  let sum = 0;
  for (let period = 0; period < history.length; period++) {
    const units = history[period] as number;
    sum += units;
    if (units > 0) demands++;
  }
  const sizes = [history[first] as number, sum / demands, largest];
  const others =
    method === "tsb"
      ? [first === 0 ? 1 : 0, demands / history.length]
      : [first + 1, meanInterval(history)];
  return sizes.flatMap((size) =>
    others.flatMap((other) =>
      constants.flatMap((alpha) =>
        constants.map((beta) =>
          Float64Array.of(alpha, beta, size / largest, other),
        ),
      ),
    ),
  );
}

function crostonRun(
  history: History,
  rates: Float64Array,
  largest: number,
  method: IntermittentMethod,
  point: Float64Array,
) {
  const [alpha, beta] = point as unknown as [number, number];
  const factor = method === "tsb" ? 1 : biasFactor(method, { alpha, beta });
  let size = point[2]! * largest;
  let interval = point[3]!;
  let forecast = NaN;
  let error = 0;
  let last = -1;
  for (let period = 0; period < rates.length; period++) {
    if (last >= 0) error += Math.abs(rates[period]! - forecast);
    const units = history[period] as number;
    if (units === 0) continue;
    if (last >= 0) {
      size += alpha * (units - size);
      interval += beta * (period - last - interval);
    }
    last = period;
    forecast = (factor * size) / interval;
  }
  return { forecast, error };
}

function tsbRun(
  history: History,
  rates: Float64Array,
  largest: number,
  _method: IntermittentMethod,
  point: Float64Array,
) {
  const [alpha, beta] = point as unknown as [number, number];
  let size = point[2]! * largest;
  let probability = point[3]!;
  let error = 0;
  for (let period = 1; period < rates.length; period++) {
    error += Math.abs(rates[period]! - probability * size);
    const units = history[period] as number;
    probability += beta * ((units > 0 ? 1 : 0) - probability);
    if (units > 0) size += alpha * (units - size);
  }
  return { forecast: probability * size, error };
}
