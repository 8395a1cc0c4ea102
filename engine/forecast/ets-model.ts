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
  readonly season: Float64Array;
}

/** What a model leaves behind: its states after the last period. */
export interface EtsRun {
  readonly level: number;
  readonly trend: number;
  /** Figures of the season, that of the next period first. */
  readonly season: Float64Array;
}

/**
 * Runs a model through a history in the form of recurrences that R forecast uses.
 *
 * Errors, additive or relative, make no difference to the states.
 *
 * @param y - units by period, oldest first
 *
 * @see Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential
 * Smoothing, tables 2.2 and 2.3.
 */
export function runEts(
  form: EtsForm,
  parameters: EtsParameters,
  y: Float64Array,
): EtsRun {
  const { alpha, beta, gamma, damping } = parameters;
  const multiplied = form.season === "multiplicative";
  const season = Float64Array.from(parameters.season);
  const length = season.length;
  let { level, trend } = parameters;
  let place = 0;
  for (const units of y) {
    const slope = damping * trend;
    const base = level + slope;
    const figure = length > 0 ? season[place]! : 0;
    const missed = multiplied ? units / figure - base : units - base - figure;
    level = base + alpha * missed;
    trend = slope + beta * missed;
    if (length > 0) {
      const seen = multiplied ? units / base - figure : missed;
      season[place] = figure + gamma * seen;
      place = place + 1 === length ? 0 : place + 1;
    }
  }
  return { level, trend, season: rotated(season, place) };
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
