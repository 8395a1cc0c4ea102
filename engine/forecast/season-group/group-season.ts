import type { GappedHistory } from "../../demand/recorded-history.ts";
import { wholePeriods } from "../forecast-method.ts";
import type { Dispersion, FitSeries } from "../promotion/effects-fit.ts";
import {
  dispersionOf,
  fitEffects,
  fittedMeans,
} from "../promotion/effects-fit.ts";
import { commonShocks } from "../promotion/group-effects.ts";

/** The season that series of a group have in common. */
export interface GroupSeason {
  readonly season: number;
  /** Demand at a place of the season by that of a mean one; the place of period 0 first. */
  readonly figures: Float64Array;
  /** Series learnt from. */
  readonly series: number;
}

/** Variance of the log of a figure to begin with, and rounds of learning it. */
const someSeason = 0.05;
const rounds = 8;

/**
 * Season figures pooled over a group: each series has its own level, all share the
 * figures and a trend; figures are drawn to 1 by what is only noise in them, their
 * spread learnt from the data (empirical Bayes).
 *
 * Series need not be complete: one with half a season helps with that half. What hits
 * the whole group in one period is counted once, not once per series. Two seasons of
 * the calendar must be covered, else all figures are 1: a single year cannot tell a
 * season from chance.
 *
 * @param histories - units by period on one calendar, oldest first; `null` where
 * nothing was recorded
 * @param season - periods in a season
 */
export function learnGroupSeason(
  histories: readonly GappedHistory[],
  season: number,
): GroupSeason {
  const places = wholePeriods("season", season);
  const all = histories
    .map((history) => rowsOf(history, places))
    .filter(({ units }) => units.some((y) => y > 0));
  const span = spanOf(all);
  const figures = new Float64Array(places).fill(1);
  if (places < 2 || span < 2 * places) {
    return { season: places, figures, series: all.length };
  }
  const size = places + 1;
  let dispersion: Dispersion = { poisson: 1, square: 0.3 };
  let spread = someSeason;
  let scale = 1;
  let found = new Float64Array(size);
  for (let round = 0; round < rounds; round++) {
    const precision = new Float64Array(size).fill(scale / spread);
    precision[places] = scale;
    const belief = { mean: new Float64Array(size), precision };
    const fit = fitEffects(all, belief, dispersion, found);
    found = Float64Array.from(fit.coefficients);
    const means = all.map(({ rows }, i) =>
      fittedMeans(rows, fit.coefficients, fit.levels[i]!),
    );
    dispersion = dispersionOf(all, means, dispersion);
    scale = commonShocks([all], means, dispersion);
    let squares = 0;
    for (let k = 0; k < places; k++) {
      squares += fit.coefficients[k]! ** 2 + fit.variances[k]! * scale;
    }
    spread = Math.max(squares / places, 1e-6);
  }
  let mean = 0;
  for (let k = 0; k < places; k++) mean += Math.exp(found[k]!) / places;
  return {
    season: places,
    figures: figures.map((_, k) => Math.exp(found[k]!) / mean),
    series: all.length,
  };
}

/** A row per period: its place in the season, and how many seasons in it lies. */
function rowsOf(history: GappedHistory, places: number): FitSeries {
  const units = Float64Array.from(history, (value) =>
    value === null || !Number.isFinite(value) ? NaN : Math.max(value, 0),
  );
  const size = places + 1;
  const rows = new Float64Array(units.length * size);
  for (let t = 0; t < units.length; t++) {
    rows[t * size + (t % places)] = 1;
    rows[t * size + places] = (t - units.length / 2) / places;
  }
  return { units, rows };
}

/** Periods of the calendar that any series covers. */
function spanOf(all: readonly FitSeries[]): number {
  let first = Infinity;
  let last = -1;
  for (const { units } of all) {
    units.forEach((y, t) => {
      if (Number.isNaN(y)) return;
      first = Math.min(first, t);
      last = Math.max(last, t);
    });
  }
  return last < 0 ? 0 : last - first + 1;
}
