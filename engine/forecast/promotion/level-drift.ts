import type { Dispersion } from "./effects-fit.ts";

/** Share of what was known of a level that each period forgets; candidates, steadiest first. */
const rates = [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3];
/** Information that the level of the whole history is worth at the start. */
const startWorth = 1;

/** How levels move beside the effects, and what is uncertain about whole windows. */
export interface Drift {
  /** Forgotten per period. */
  readonly rate: number;
  /** Relative variance that all periods of a window share. */
  readonly shared: number;
}

/** Units by period (NaN: not recorded) with the means that effects give them. */
export interface Fitted {
  readonly units: Float64Array;
  readonly means: Float64Array;
}

/** Where the level stands now, as a factor of the fitted means: recent periods count most. */
export function levelFactor(
  { units, means }: Fitted,
  dispersion: Dispersion,
  rate: number,
): number {
  let seen = startWorth;
  let fitted = startWorth;
  units.forEach((y, t) => {
    ({ seen, fitted } = next({ seen, fitted }, y, means[t]!, dispersion, rate));
  });
  return seen / fitted;
}

/** What windows of the past say of each rate, to be added up over groups. */
export interface DriftLesson {
  /** Squared errors of windows by their variance, rate by rate. */
  readonly losses: Float64Array;
  /** Squared errors beyond the variance of single periods, and squared forecasts. */
  readonly excess: Float64Array;
  readonly squares: Float64Array;
}

/**
 * Errors of whole windows at each rate, all series together.
 *
 * @param window - periods ahead that a level must serve
 * @param from - first period that may be forecast
 */
export function driftLesson(
  all: readonly Fitted[],
  dispersion: Dispersion,
  window: number,
  from: number,
): DriftLesson {
  const losses = new Float64Array(rates.length);
  const excess = new Float64Array(rates.length);
  const squares = new Float64Array(rates.length);
  rates.forEach((rate, r) => {
    for (const fit of all) {
      const n = fit.units.length;
      let state = { seen: startWorth, fitted: startWorth };
      for (let t = 0; t < n; t++) {
        if (t >= from && t + window <= n && (n - t) % window === 0) {
          const at = windowAt(fit, t, window, dispersion);
          const told = (at.mean * state.seen) / state.fitted;
          const scale = at.variance + at.mean * at.mean;
          if (scale > 0) {
            const square = Math.min((at.actual - told) ** 2, 25 * scale);
            losses[r]! += square / scale;
            excess[r]! += (square - at.variance) / scale;
            squares[r]! += told ** 2 / scale;
          }
        }
        state = next(state, fit.units[t]!, fit.means[t]!, dispersion, rate);
      }
    }
  });
  return { losses, excess, squares };
}

/** The best rate of some lessons; what windows share lies half way to that of all. */
export function driftOf(
  some: readonly DriftLesson[],
  all: readonly DriftLesson[],
): Drift {
  const sum = (
    lessons: readonly DriftLesson[],
    field: keyof DriftLesson,
    r: number,
  ) => lessons.reduce((total, lesson) => total + lesson[field][r]!, 0);
  let best = 0;
  rates.forEach((_, r) => {
    if (sum(some, "losses", r) < sum(some, "losses", best)) best = r;
  });
  const shared = (lessons: readonly DriftLesson[]) =>
    sum(lessons, "excess", best) /
    Math.max(sum(lessons, "squares", best), 1e-9);
  const between = (shared(some) + shared(all)) / 2;
  return { rate: rates[best]!, shared: Math.max(0, between) };
}

function next(
  { seen, fitted }: { readonly seen: number; readonly fitted: number },
  y: number,
  mean: number,
  { poisson, square }: Dispersion,
  rate: number,
): { seen: number; fitted: number } {
  const kept = 1 - rate;
  // What is forgotten gives way to the level of the whole history, not to nothing.
  const worth = Number.isNaN(y) ? 0 : 1 / (poisson + square * mean);
  return {
    seen: startWorth + kept * (seen - startWorth) + (worth > 0 ? worth * y : 0),
    fitted: startWorth + kept * (fitted - startWorth) + worth * mean,
  };
}

function windowAt(
  { units, means }: Fitted,
  from: number,
  window: number,
  { poisson, square }: Dispersion,
): {
  readonly actual: number;
  readonly mean: number;
  readonly variance: number;
} {
  let actual = 0;
  let mean = 0;
  let variance = 0;
  for (let t = from; t < from + window; t++) {
    if (Number.isNaN(units[t]!)) continue;
    const m = means[t]!;
    actual += units[t]!;
    mean += m;
    variance += poisson * m + square * m * m;
  }
  return { actual, mean, variance };
}
