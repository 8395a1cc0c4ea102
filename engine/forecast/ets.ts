import type { History } from "../demand/history-check.ts";
import { atLeastOnePeriod } from "../demand/history-check.ts";
import type { EtsFit } from "./ets-fit.ts";
import { aiccOf, etsTask, fitOf, startedSearch } from "./ets-fit.ts";
import type { EtsSearch } from "./ets-search.ts";
import { pursue } from "./ets-search.ts";
import type { EtsForm } from "./ets-model.ts";
import { etsPath } from "./ets-model.ts";

/** Longest season with a figure of its own for each period, as in R forecast. */
const longestSeason = 24;
/** A form this much behind after a few steps will not catch up. */
const pursued = 6;
const firstSteps = 3;
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
 * @returns the fit, `undefined` when no form can be fitted (nothing but zeros, or too few periods)
 * @throws InputError when the history is empty
 *
 * @see Hyndman and Khandakar (2008), Automatic time series forecasting: the forecast
 * package for R, Journal of Statistical Software 27(3).
 */
export function ets(history: History, season = 1): EtsFit | undefined {
  const forms = etsForms(history, season);
  const task = etsTask(history, season);
  if (task === undefined) return undefined;
  const { y, scratch } = task;
  let least = Infinity;
  const searches: EtsSearch[] = [];
  for (const form of forms) {
    const search = startedSearch(task, form);
    if (search === undefined) continue;
    pursue(search, y, scratch, firstSteps);
    searches.push(search);
    least = Math.min(least, aiccOf(task, search));
  }
  let best: EtsSearch | undefined;
  let bestAicc = Infinity;
  for (const search of searches) {
    if (aiccOf(task, search) > least + pursued) continue;
    pursue(search, y, scratch, mostSteps);
    const aicc = aiccOf(task, search);
    if (aicc < bestAicc) {
      best = search;
      bestAicc = aicc;
    }
  }
  return best && fitOf(task, best);
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
