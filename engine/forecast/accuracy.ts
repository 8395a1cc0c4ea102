import { between } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { History } from "../demand/history-check.ts";

/** What is compared. */
export interface AccuracyInput {
  /** What was known when the forecast was made, units by period. */
  readonly history: History;
  /** What came. */
  readonly actual: History;
  /** What was forecast, as many periods as came. */
  readonly forecast: History;
  /** Periods in a season, for `seasonalMase`; 1 when omitted. */
  readonly season?: number;
}

/** How far a forecast was off, by the measures in use. An error is forecast less actual. */
export interface Accuracy {
  readonly mae: number;
  readonly rmse: number;
  readonly me: number;
  /** Absolute errors by demand; `null` without demand. */
  readonly wape: number | null;
  /** Percent, 0 to 200; a period of 0 forecast as 0 counts 0. */
  readonly smape: number;
  /** By the mean step from period to period; `null` when the history never moved. */
  readonly mase: number | null;
  /** By the mean step over a season. */
  readonly seasonalMase: number | null;
  /** By the root mean squared step from the first demand on. */
  readonly rmsse: number | null;
  /** Sum of the errors: forecast total less actual total. */
  readonly cumulativeError: number;
  /** Periods in stock: running sums of actual less forecast, added up. */
  readonly periodsInStock: number;
}

/**
 * Measures of forecast accuracy over one horizon.
 *
 * MASE and RMSSE reward a forecast of zero where demand is rare; judge such items
 * by cumulative error and by `pinballLoss`.
 *
 * @throws InputError when nothing came, or lengths differ
 * @see Hyndman and Koehler (2006), IJF 22, 679-688; Wallström and Segerstedt (2010),
 * IJPE 128, 625-636 for periods in stock.
 */
export function accuracy(input: AccuracyInput): Accuracy {
  const { history, actual, forecast, season = 1 } = input;
  const n = actual.length;
  if (n === 0 || forecast.length !== n) {
    throw new InputError(
      "forecast",
      `forecast must hold as many periods as actual, at least 1, got ${forecast.length} for ${n}`,
    );
  }
  let absolute = 0;
  let squares = 0;
  let total = 0;
  let demand = 0;
  let shares = 0;
  let stock = 0;
  let periodsInStock = 0;
  for (let h = 0; h < n; h++) {
    const a = actual[h] as number;
    const f = forecast[h] as number;
    const error = f - a;
    absolute += Math.abs(error);
    squares += error * error;
    total += error;
    demand += Math.abs(a);
    const both = Math.abs(a) + Math.abs(f);
    if (both > 0) shares += (200 * Math.abs(error)) / both;
    stock -= error;
    periodsInStock += stock;
  }
  const mae = absolute / n;
  return {
    mae,
    rmse: Math.sqrt(squares / n),
    me: total / n,
    wape: ratio(absolute, demand),
    smape: shares / n,
    mase: ratio(mae, meanStep(history, 1)),
    seasonalMase: ratio(mae, meanStep(history, season)),
    rmsse: ratio(Math.sqrt(squares / n), Math.sqrt(meanSquaredStep(history))),
    cumulativeError: total,
    periodsInStock,
  };
}

/**
 * Pinball loss of a quantile: what is short costs `probability`, what is over the rest.
 *
 * @throws InputError when the probability is not between 0 and 1
 */
export function pinballLoss(
  actual: number,
  quantile: number,
  probability: number,
): number {
  between("probability", probability, 0, 1);
  const short = actual - quantile;
  return short > 0 ? probability * short : (probability - 1) * short;
}

/** Mean squared step from the first demand on; 0 when there is none. */
export function meanSquaredStep(history: History): number {
  let first = 0;
  while (first < history.length && history[first] === 0) first++;
  let squares = 0;
  for (let i = first + 1; i < history.length; i++) {
    squares += ((history[i] as number) - (history[i - 1] as number)) ** 2;
  }
  const steps = history.length - first - 1;
  return steps > 0 ? squares / steps : 0;
}

function meanStep(history: History, lag: number): number {
  let sum = 0;
  for (let i = lag; i < history.length; i++) {
    sum += Math.abs((history[i] as number) - (history[i - lag] as number));
  }
  return history.length > lag ? sum / (history.length - lag) : 0;
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
