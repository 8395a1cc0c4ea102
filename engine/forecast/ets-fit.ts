import type { History } from "../demand/history-check.ts";
import type { EtsForm, EtsParameters, EtsRun } from "./ets-model.ts";
import { runEts } from "./ets-model.ts";
import type { EtsSearch } from "./ets-search.ts";
import { etsSearch, pursue } from "./ets-search.ts";
import type { EtsSpace } from "./ets-space.ts";
import { etsSpace, parametersAt } from "./ets-space.ts";
import type { EtsScratch } from "./ets-squares.ts";
import { etsScratch, etsSquares } from "./ets-squares.ts";
import { seasonStart, straightLine } from "./season-start.ts";

/** A model fitted by maximum likelihood. */
export interface EtsFit {
  readonly form: EtsForm;
  readonly parameters: EtsParameters;
  /** States after the last period. */
  readonly run: EtsRun;
  readonly logLikelihood: number;
  /** Akaike's criterion corrected for few periods; infinite when there are too few. */
  readonly aicc: number;
}

/** A history made ready for all its forms: brought to a mean size of 1. */
export interface EtsTask {
  readonly y: Float64Array;
  readonly scale: number;
  readonly season: number;
  readonly scratch: EtsScratch;
}

/** Where searches may start: from slow to learn to quick, the trend kept or learnt, damping between. */
interface Starts {
  readonly alpha: readonly number[];
  readonly beta: readonly number[];
  readonly gamma: readonly number[];
  readonly damping: readonly number[];
}

const fewStarts: Starts = {
  alpha: [0.05, 0.2, 0.5, 0.85],
  beta: [0.01, 0.2],
  gamma: [0.02, 0.2],
  damping: [0.95],
};
/** Of a form that is asked for by itself: a sum of squares may have several bottoms. */
const manyStarts: Starts = {
  alpha: fewStarts.alpha,
  beta: [0.01, 0.2, 0.7],
  gamma: [0.001, 0.2, 0.6],
  damping: [0.95, 0.85],
};
/** Steps before many searches are compared, and how many of them go on. */
const firstSteps = 12;
const finalists = 3;
/** Steps before starts of a form with a trend and no season are compared. */
const stepsOfPlain = 4;
const mostSteps = 60;
const noFigures = new Float64Array(0);

/**
 * @param seasonal - whether forms with a season will be tried
 * @returns the history made ready; `undefined` when there is nothing but zeros
 */
export function etsTask(
  y: History,
  season: number,
  seasonal: boolean,
): EtsTask | undefined {
  const n = y.length;
  let scale = 0;
  for (let i = 0; i < n; i++) scale += Math.abs(y[i] as number) / n;
  if (!(scale > 0)) return undefined;
  const unit = new Float64Array(n);
  for (let i = 0; i < n; i++) unit[i] = (y[i] as number) / scale;
  return {
    y: unit,
    scale,
    season,
    scratch: etsScratch(n, seasonal ? season : 0),
  };
}

/**
 * Fits one form by maximum likelihood over its constants and its first states.
 *
 * The likelihood is that of R forecast: n·log Σe², plus 2·Σ log of the forecasts
 * when errors are relative; written as a sum of squares, for both are one.
 *
 * @param y - units by period, all above 0 for a multiplicative form
 * @param season - periods in a season; 1 for none
 * @param quick - from few starts: a third of the time, and now and then another bottom
 * @returns the fit, or `undefined` when the form has no likelihood here
 */
export function fitEts(
  y: History,
  form: EtsForm,
  season: number,
  quick = false,
): EtsFit | undefined {
  const task = etsTask(y, season, form.season !== "none");
  if (task === undefined) return undefined;
  const searches = quick
    ? startedSearches(task, form, fewStarts)
    : bestAfter(firstSteps, task, startedSearches(task, form, manyStarts));
  const [best] = bestAfter(mostSteps, task, searches);
  return best && fitOf(task, best);
}

/** The few searches that are furthest after some steps, the best one first. */
function bestAfter(
  steps: number,
  { y, scratch }: EtsTask,
  searches: readonly EtsSearch[],
): EtsSearch[] {
  for (const search of searches) pursue(search, y, scratch, steps);
  return [...searches].sort((a, b) => a.sum - b.sum).slice(0, finalists);
}

/**
 * Searches for the best point of a form, one for each way its trend and its season may
 * start (kept or learnt), each from the best constant of the level.
 */
function startedSearches(
  task: EtsTask,
  form: EtsForm,
  starts: Starts,
): EtsSearch[] {
  const { y, season } = task;
  const space = etsSpace(form, season);
  const states = new Float64Array(space.size);
  statesAtStart(y, space, season, states);
  const searches: EtsSearch[] = [];
  for (const damping of space.damping < 0 ? [1] : starts.damping) {
    if (space.damping >= 0) states[space.damping] = damping;
    for (const beta of space.beta < 0 ? [0] : starts.beta) {
      if (space.beta >= 0) states[space.beta] = beta;
      for (const gamma of space.gamma < 0 ? [0] : starts.gamma) {
        if (space.gamma >= 0) states[space.gamma] = gamma;
        const search = bestLevel(space, states, task, starts.alpha);
        if (search !== undefined) searches.push(search);
      }
    }
  }
  return searches;
}
/** A search from the states given and the constant of the level that suits them best. */
function bestLevel(
  space: EtsSpace,
  states: Float64Array,
  { y, scratch }: EtsTask,
  alphas: readonly number[],
): EtsSearch | undefined {
  let best = Infinity;
  let level = NaN;
  for (const alpha of alphas) {
    states[0] = alpha;
    const sum = etsSquares(space, states, y, scratch);
    if (!(sum < best)) continue;
    best = sum;
    level = alpha;
  }
  if (!(best < Infinity)) return undefined;
  states[0] = level;
  return etsSearch(space, Float64Array.from(states), best);
}

/**
 * The best start for a search; `undefined` when the form has no likelihood here. Forms
 * without a season have several bottoms and quick steps, so starts are compared after some.
 */
export function bestStart(
  task: EtsTask,
  form: EtsForm,
  quick: boolean,
): EtsSearch | undefined {
  const plain = form.season === "none" && form.trend !== "none" && !quick;
  const starts = plain ? manyStarts : fewStarts;
  const steps = plain ? stepsOfPlain : 0;
  return bestAfter(steps, task, startedSearches(task, form, starts))[0];
}

/** AICc of the best point of a search. */
export function aiccOf(
  { y, scale }: EtsTask,
  { space, sum }: EtsSearch,
): number {
  const n = y.length;
  const counted = space.size + 1;
  const room = n - counted - 1;
  return room > 0
    ? devianceOf(n, sum, scale) +
        2 * counted +
        (2 * counted * (counted + 1)) / room
    : Infinity;
}

function devianceOf(n: number, sum: number, scale: number): number {
  // A perfect fit would have an infinite likelihood; rounding is as near as data come.
  return n * Math.log(Math.max(sum, 1e-20) * scale * scale);
}

/** The fit that a search has come to, in units of the history. */
export function fitOf(task: EtsTask, search: EtsSearch): EtsFit {
  const { y, scale } = task;
  const { space, point, sum } = search;
  const { form } = space;
  const units = parametersAt(space, point);
  const run = runEts(form, units, y);
  const scaled = (figure: number) => figure * scale;
  const seasonOf = (figures: Float64Array) =>
    form.season === "additive" ? figures.map(scaled) : figures;
  return {
    form,
    parameters: {
      ...units,
      level: units.level * scale,
      trend: units.trend * scale,
      season: seasonOf(units.season),
    },
    run: {
      level: run.level * scale,
      trend: run.trend * scale,
      season: seasonOf(run.season),
    },
    logLikelihood: -devianceOf(y.length, sum, scale) / 2,
    aicc: aiccOf(task, search),
  };
}

/** Writes first states from a look at the first periods: level, trend, season. */
function statesAtStart(
  y: Float64Array,
  space: EtsSpace,
  season: number,
  point: Float64Array,
): void {
  const { form } = space;
  let level: number;
  let trend = 0;
  let figures: Float64Array = noFigures;
  if (form.season !== "none") {
    const used = Math.min(y.length, 4 * season);
    const start = seasonStart(y, season, form.season, used);
    ({ level, trend, season: figures } = start);
  } else {
    const line = straightLine(
      y.subarray(0, Math.min(Math.max(10, season), y.length)),
    );
    ({ level, slope: trend } = line);
    if (form.trend === "none" || !(level > 0)) {
      const few = Math.min(10, y.length);
      level = 0;
      for (let i = 0; i < few; i++) level += y[i]! / few;
      trend = 0;
    }
  }
  point[space.level] = level;
  if (space.trend >= 0) point[space.trend] = trend;
  const least = form.season === "multiplicative" ? 0.05 : -Infinity;
  for (let i = 0; i + 1 < figures.length; i++) {
    point[space.figures + i] = Math.max(figures[i]!, least);
  }
}
