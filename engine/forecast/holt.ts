import type { History } from "../demand/history-check.ts";
import {
  atLeastOnePeriod,
  smoothingConstant,
} from "../demand/history-check.ts";
import type { SeasonKind } from "./season-start.ts";
import { centredAverage, seasonFigures, straightLine } from "./season-start.ts";

/** Constants of Holt's method and of Holt-Winters, each 0 to 1. */
export interface HoltConstants {
  readonly alpha: number;
  readonly beta: number;
  /** Of the season; Holt-Winters only. */
  readonly gamma?: number;
  /** What is left of the trend after a period; 1 when omitted. */
  readonly damping?: number;
}

/**
 * Holt's method with constants given: a level and a trend, smoothed.
 *
 * The first period is the first level, the step to the second one the first trend: R's
 * `HoltWinters(gamma = FALSE)`. (R forecast's `initial = "simple"` has the same two
 * figures, but before the first period, and so smooths that one as well.)
 *
 * @throws InputError when the history is empty or a constant outside 0 to 1
 * @see Holt (1957), reprinted in International Journal of Forecasting 20 (2004), 5-10.
 */
export function holtPath(
  history: History,
  horizon: number,
  constants: HoltConstants,
): number[] {
  const n = atLeastOnePeriod(history).length;
  const { alpha, beta, damping = 1 } = checked(constants);
  let level = history[0] as number;
  let trend = n > 1 ? (history[1] as number) - level : 0;
  for (let period = 1; period < n; period++) {
    const before = level;
    const base = level + damping * trend;
    level = base + alpha * ((history[period] as number) - base);
    trend = damping * trend + beta * (level - before - damping * trend);
  }
  const path: number[] = [];
  let weight = 1;
  for (let h = 0; h < horizon; h++) {
    weight *= damping;
    level += weight * trend;
    path.push(level);
  }
  return path;
}

/**
 * Holt-Winters with constants given, started as R's `HoltWinters`.
 *
 * Figures and line from the classical decomposition of the first two seasons; the
 * recurrences run from the second season on and smooth the season by the new level.
 *
 * @returns the forecasts and the sum of squared one-step errors
 * @throws InputError when the history is empty or a constant outside 0 to 1
 * @see Winters (1960), Forecasting sales by exponentially weighted moving averages,
 * Management Science 6(3), 324-342.
 */
export function holtWintersPath(
  history: History,
  horizon: number,
  season: number,
  kind: SeasonKind,
  constants: HoltConstants,
): { readonly path: number[]; readonly squares: number } {
  const n = atLeastOnePeriod(history).length;
  const { alpha, beta, gamma = 0.1 } = checked(constants);
  if (season < 2 || n < 2 * season) {
    return { path: holtPath(history, horizon, constants), squares: NaN };
  }
  const figures = seasonFigures(history, season, kind, 2 * season);
  const smooth = centredAverage(history, season, 2 * season);
  const line = straightLine(smooth.filter((value) => !Number.isNaN(value)));
  const added = kind === "additive";
  let { level, slope: trend } = line;
  let squares = 0;
  for (let period = season; period < n; period++) {
    const place = period % season;
    const figure = figures[place]!;
    const units = history[period] as number;
    const base = level + trend;
    squares += (units - (added ? base + figure : base * figure)) ** 2;
    const clean = added ? units - figure : figure > 0 ? units / figure : base;
    const next = alpha * clean + (1 - alpha) * base;
    trend = beta * (next - level) + (1 - beta) * trend;
    const seen = added ? units - next : next > 0 ? units / next : figure;
    figures[place] = gamma * seen + (1 - gamma) * figure;
    level = next;
  }
  const path = Array.from({ length: horizon }, (_, h) => {
    const base = level + (h + 1) * trend;
    const figure = figures[(n + h) % season]!;
    return added ? base + figure : base * figure;
  });
  return { path, squares };
}

function checked(constants: HoltConstants): HoltConstants {
  smoothingConstant("alpha", constants.alpha);
  smoothingConstant("beta", constants.beta);
  if (constants.gamma !== undefined) {
    smoothingConstant("gamma", constants.gamma);
  }
  return constants;
}
