import type { EtsSpace } from "./ets-space.ts";
import { figuresAt } from "./ets-space.ts";

/** What searches write on; made once for a history and used for all its forms. */
export interface EtsScratch {
  readonly season: Float64Array;
  /** Slopes of level, trend, and each figure of the season by free number. */
  readonly levels: Float64Array;
  readonly trends: Float64Array;
  readonly figures: Float64Array;
  /** Slopes of the forecasts, period by period, for each free number; then the errors and weights. */
  readonly slopes: Float64Array;
  /** Normal equations, `width` a row; the right-hand side is the last row. */
  readonly normal: Float64Array;
  readonly width: number;
  readonly damped: Float64Array;
  readonly step: Float64Array;
  readonly trial: Float64Array;
  readonly fixed: Float64Array;
}

/** Room for every form of a season over so many periods; 0 for plain forms alone. */
export function etsScratch(periods: number, season: number): EtsScratch {
  // Four constants, level, trend and figures but one; errors and weights; to an even number.
  const width = 2 * Math.ceil((season + 7) / 2);
  const row = () => new Float64Array(width);
  // Slopes that plain forms do not write down.
  const kept = season > 0 ? width : 0;
  return {
    season: new Float64Array(season),
    levels: new Float64Array(kept),
    trends: new Float64Array(kept),
    figures: new Float64Array(width * season),
    slopes: new Float64Array(kept * periods),
    normal: new Float64Array(width * width),
    width,
    damped: new Float64Array(width * width),
    step: row(),
    trial: row(),
    fixed: row(),
  };
}

/**
 * What maximum likelihood makes small: the sum of squared one-step errors; relative
 * ones, times the squared geometric mean of the forecasts, where errors are relative.
 *
 * @returns the sum; infinite where a forecast is not above 0 and must be
 */
export function etsSquares(
  space: EtsSpace,
  point: Float64Array,
  y: Float64Array,
  scratch: EtsScratch,
): number {
  const { form, season: length } = space;
  const relative = form.error === "multiplicative";
  const multiplied = form.season === "multiplicative";
  const alpha = point[0]!;
  const beta = space.beta < 0 ? 0 : alpha * point[space.beta]!;
  const gamma = space.gamma < 0 ? 0 : (1 - alpha) * point[space.gamma]!;
  const damping = space.damping < 0 ? 1 : point[space.damping]!;
  const { season } = scratch;
  figuresAt(space, point, season);
  let level = point[space.level]!;
  let trend = space.trend < 0 ? 0 : point[space.trend]!;
  let place = 0;
  let squares = 0;
  let product = 1;
  let logarithms = 0;
  for (let period = 0; period < y.length; period++) {
    const units = y[period]!;
    const slope = damping * trend;
    const base = level + slope;
    let forecast = base;
    // What the level misses: the error, or the error by the figure of the season.
    let missed: number;
    if (length === 0) {
      missed = units - base;
    } else {
      const figure = season[place]!;
      if (multiplied) {
        if (!(base > 0)) return Infinity;
        forecast = base * figure;
        missed = units / figure - base;
        season[place] = figure + gamma * (units / base - figure);
      } else {
        forecast = base + figure;
        missed = units - forecast;
        season[place] = figure + gamma * missed;
      }
      place = place + 1 === length ? 0 : place + 1;
    }
    level = base + alpha * missed;
    trend = slope + beta * missed;
    if (relative) {
      if (!(forecast > 0)) return Infinity;
      const error = units / forecast - 1;
      squares += error * error;
      // One logarithm for many factors: the product is emptied before it leaves the range.
      product *= forecast;
      if (product > 1e200 || product < 1e-200) {
        logarithms += Math.log(product);
        product = 1;
      }
    } else {
      const error = units - forecast;
      squares += error * error;
    }
  }
  if (!relative) return squares < Infinity ? squares : Infinity;
  logarithms += Math.log(product);
  const sum = squares * Math.exp((2 * logarithms) / y.length);
  return sum < Infinity ? sum : Infinity;
}
