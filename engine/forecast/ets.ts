import type { History } from "../demand/history-check.ts";
import { atLeastOnePeriod } from "../demand/history-check.ts";
import type { EtsFit, EtsTask } from "./ets-fit.ts";
import { aiccOf, bestStart, etsTask, fitOf } from "./ets-fit.ts";
import type { EtsSearch } from "./ets-search.ts";
import { etsSearch, pursue } from "./ets-search.ts";
import type { EtsForm } from "./ets-model.ts";
import { etsPath } from "./ets-model.ts";
import { etsSpace } from "./ets-space.ts";
import { etsSquares } from "./ets-squares.ts";

/** Longest season with a figure of its own for each period, as in R forecast. */
const longestSeason = 24;
/** Steps before a form is first judged, and steps more before it is judged again. */
const firstSteps = 2;
/** A form this much behind the best AICc by then will not catch up. */
const hopeless = 12;
const behind = 4;
const mostSteps = 60;
const trends = ["none", "additive", "damped"] as const;
const seasons = ["none", "additive", "multiplicative"] as const;

/**
 * The exponential smoothing model with the least AICc, among those R forecast tries.
 *
 * Additive and relative errors, no trend, a trend or a damped one, no season or
 * either kind; no multiplicative trend, no multiplicative season with additive
 * errors; multiplicative forms only when every period is above 0; seasonal forms
 * from two seasons on and for seasons up to 24 periods. Likelihood and count of
 * parameters are R's, so AICc compares with it; the optimizer is ours, and the form
 * chosen may differ where two are close.
 *
 * @param history - units by period, oldest first
 * @param season - periods in a season; 1 for none
 * @param quick - from few starts, as `fitEts`
 * @returns the fit, `undefined` when no form can be fitted (nothing but zeros, or too few periods)
 * @throws InputError when the history is empty
 *
 * @see Hyndman and Khandakar (2008), Automatic time series forecasting: the forecast
 * package for R, Journal of Statistical Software 27(3).
 */
export function ets(
  history: History,
  season = 1,
  quick = false,
): EtsFit | undefined {
  const near = nearForms(history, season, quick);
  if (near === undefined) return undefined;
  const { task, searches } = near;
  let best: EtsSearch | undefined;
  let least = Infinity;
  for (const search of searches) {
    const aicc = aiccOf(task, search);
    if (!(aicc < least)) continue;
    best = search;
    least = aicc;
  }
  return best && fitOf(task, best);
}

/**
 * Mean of the forecasts of all forms near the best, weighed by their AICc: a form
 * that is 2 behind counts e^-1 of the best.
 *
 * Forecasts better than the best form alone, and does not jump when two forms change
 * places.
 *
 * @param history - units by period, oldest first
 * @param season - periods in a season; 1 for none
 * @returns one figure for each period to come; `undefined` as `ets`
 * @throws InputError when the history is empty
 *
 * @see Kolassa (2011), Combining exponential smoothing forecasts using Akaike weights,
 * International Journal of Forecasting 27(2), 238-251.
 */
export function etsAveragePath(
  history: History,
  horizon: number,
  season = 1,
): number[] | undefined {
  const near = nearForms(history, season, false);
  if (near === undefined) return undefined;
  const { task, searches } = near;
  const aiccs = searches.map((search) => aiccOf(task, search));
  const least = Math.min(...aiccs);
  if (!(least < Infinity)) return undefined;
  const path = new Array<number>(horizon).fill(0);
  let weights = 0;
  searches.forEach((search, i) => {
    const weight = Math.exp((least - aiccs[i]!) / 2);
    const one = etsForecast(fitOf(task, search), horizon);
    for (let h = 0; h < horizon; h++) path[h]! += weight * one[h]!;
    weights += weight;
  });
  return path.map((sum) => sum / weights);
}

/** Searches at their ends, for the forms near the best. */
function nearForms(
  history: History,
  season: number,
  quick: boolean,
): { task: EtsTask; searches: EtsSearch[] } | undefined {
  const forms = etsForms(history, season);
  const seasonal = forms.at(-1)!.season !== "none";
  const task = etsTask(history, season, seasonal);
  if (task === undefined) return undefined;
  let searches = startedForms(task, forms, quick);
  for (const [margin, steps] of [
    [hopeless, firstSteps],
    [behind, mostSteps],
  ] as const) {
    const aiccs = searches.map((search) => aiccOf(task, search));
    const least = Math.min(...aiccs);
    searches = searches.filter((_, i) => aiccs[i]! <= least + margin);
    for (const search of searches) {
      pursue(search, task.y, task.scratch, steps);
    }
  }
  return { task, searches };
}

/** The additive twin's best point is where a form with relative errors starts. */
function startedForms(
  task: EtsTask,
  forms: readonly EtsForm[],
  quick: boolean,
): EtsSearch[] {
  const { y, scratch, season } = task;
  const searches: EtsSearch[] = [];
  for (const form of forms) {
    const twin = searches.at(-1);
    const like = twin?.space.form;
    let search: EtsSearch | undefined;
    if (like?.trend === form.trend && like.season === form.season) {
      const point = Float64Array.from(twin!.point);
      const space = etsSpace(form, season);
      const sum = etsSquares(space, point, y, scratch);
      search = etsSearch(space, point, sum);
    }
    if (search === undefined || search.sum === Infinity) {
      search = bestStart(task, form, quick);
    }
    if (search === undefined) continue;
    pursue(search, y, scratch, firstSteps);
    searches.push(search);
  }
  return searches;
}

/** The forms that this history allows, the simple ones first. */
export function etsForms(history: History, season = 1): EtsForm[] {
  const n = atLeastOnePeriod(history).length;
  let positive = true;
  for (let i = 0; i < n; i++) {
    if (!((history[i] as number) > 0)) positive = false;
  }
  const seasonal = season > 1 && season <= longestSeason && n >= 2 * season;
  const forms: EtsForm[] = [];
  for (const kind of seasonal ? seasons : (["none"] as const)) {
    for (const trend of trends) {
      if (kind !== "multiplicative") {
        forms.push({ error: "additive", trend, season: kind });
      }
      if (positive)
        forms.push({ error: "multiplicative", trend, season: kind });
    }
  }
  return forms;
}

/** Forecasts of a fitted model, one for each period to come. */
export function etsForecast(fit: EtsFit, horizon: number): number[] {
  return etsPath(fit.form, fit.parameters.damping, fit.run, horizon);
}
