/** An exponential smoothing model: error, trend and season, each none, additive or multiplicative. */
export interface EtsForm {
  readonly error: "additive" | "multiplicative";
  readonly trend: "none" | "additive" | "damped";
  readonly season: "none" | "additive" | "multiplicative";
}

/** Constants and first states of a model. */
export interface EtsParameters {
  readonly alpha: number;
  /** Of the trend, at most `alpha`. */
  readonly beta: number;
  /** Of the season, at most 1 - `alpha`. */
  readonly gamma: number;
  /** What is left of the trend after a period. */
  readonly damping: number;
  /** Units per period before the first. */
  readonly level: number;
  /** Units per period and period. */
  readonly trend: number;
  /** One figure for each period of the season, that of the first period first. */
  readonly season: ArrayLike<number>;
}

/** What a model leaves behind: its states after the last period, and how well it fitted. */
export interface EtsRun {
  readonly level: number;
  readonly trend: number;
  /** Figures of the season, that of the next period first. */
  readonly season: Float64Array;
  /** Sum of squared errors, relative ones in a multiplicative model. */
  readonly squares: number;
  /** Sum of the logarithms of the one-step forecasts; 0 in an additive model. */
  readonly logarithms: number;
}

/**
 * Runs a model through a history in the form of recurrences that R forecast uses.
 *
 * @param y - units by period, oldest first
 * @param errors - receives the one-step errors, relative ones in a multiplicative model
 * @returns the last states, or `undefined` when a multiplicative model meets a
 * forecast that is not above 0
 *
 * @see Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential
 * Smoothing, tables 2.2 and 2.3.
 */
export function runEts(
  form: EtsForm,
  parameters: EtsParameters,
  y: ArrayLike<number>,
  errors: Float64Array,
): EtsRun | undefined {
  const { alpha, beta, gamma } = parameters;
  const relative = form.error === "multiplicative";
  const trended = form.trend !== "none";
  const damping = form.trend === "damped" ? parameters.damping : 1;
  const added = form.season === "additive";
  const multiplied = form.season === "multiplicative";
  const season = Float64Array.from(parameters.season);
  const length = season.length;
  const share = beta / alpha;
  let level = parameters.level;
  let trend = trended ? parameters.trend : 0;
  let place = 0;
  let squares = 0;
  let product = 1;
  let logarithms = 0;
  for (let period = 0; period < y.length; period++) {
    const units = y[period] as number;
    const base = level + damping * trend;
    const figure = length > 0 ? season[place]! : 0;
    const forecast = added ? base + figure : multiplied ? base * figure : base;
    if ((relative && !(forecast > 0)) || (multiplied && !(base > 0))) {
      return undefined;
    }
    let error = units - forecast;
    if (relative) {
      error /= forecast;
      // One logarithm for many factors: the product is emptied before it leaves the range.
      product *= forecast;
      if (product > 1e200 || product < 1e-200) {
        logarithms += Math.log(product);
        product = 1;
      }
    }
    errors[period] = error;
    squares += error * error;
    const clean = added ? units - figure : multiplied ? units / figure : units;
    const next = base + alpha * (clean - base);
    if (trended) {
      trend = damping * trend + share * (next - level - damping * trend);
    }
    if (length > 0) {
      const seen = multiplied ? units / base : units - base;
      season[place] = figure + gamma * (seen - figure);
      place = place + 1 === length ? 0 : place + 1;
    }
    level = next;
  }
  if (relative) logarithms += Math.log(product);
  return {
    level,
    trend,
    season: rotated(season, place),
    squares,
    logarithms,
  };
}

function rotated(season: Float64Array, place: number): Float64Array {
  const turned = new Float64Array(season.length);
  for (let i = 0; i < season.length; i++) {
    turned[i] = season[(place + i) % season.length]!;
  }
  return turned;
}

/** Forecasts from the last states of a model, one for each period to come. */
export function etsPath(
  form: EtsForm,
  damping: number,
  run: EtsRun,
  horizon: number,
): number[] {
  const path: number[] = [];
  const kept = form.trend === "damped" ? damping : 1;
  let weight = 1;
  let base = run.level;
  for (let h = 0; h < horizon; h++) {
    weight *= kept;
    if (form.trend !== "none") base += weight * run.trend;
    const figure = run.season.length ? run.season[h % run.season.length]! : 0;
    path.push(
      form.season === "additive"
        ? base + figure
        : form.season === "multiplicative"
          ? base * figure
          : base,
    );
  }
  return path;
}
