import {
  forecastPool,
  forecastSeries,
  learnSeries,
  lessons,
  learnUplift,
  promotionForecast,
} from "../../engine/index.ts";
import type { PromotionSet } from "./promotion-data.ts";
import { orangeJuice, pasta } from "./promotion-data.ts";

/** Sums of absolute errors of each forecast, and where the quantiles fell. */
interface Score {
  demand: number;
  ours: number;
  median: number;
  bias: number;
  blind: number;
  blindSmoothed: number;
  blindSes: number;
  windows: number;
  below95: number;
  within95: number;
}

/**
 * Promotions against the promotion-blind forecast, rolling origins. Known at an origin:
 * demand before it, and flags and prices of the periods to come (they are planned).
 * Blind: this engine's own choice, its smoothing with a season, and SES, of the same history.
 */
export function run(): object[] {
  return [orangeJuice(), pasta()].flatMap((set) => {
    const score = scoreOf(set);
    const wape = (errors: number) => errors / score.demand;
    const row = (name: string, ours: number, blind: number, which: string) => ({
      name: `${set.name}: ${name}`,
      ours: wape(ours),
      unit: "WAPE",
      baseline: wape(blind),
      baselineName: which,
      ratio: ours / blind,
    });
    const auto = "promotion-blind, auto";
    const smoothed = "promotion-blind, smoothing with season";
    const coverage = (share: number) => (100 * share) / score.windows;
    return [
      row("expected demand", score.ours, score.blind, auto),
      row("expected demand", score.ours, score.blindSmoothed, smoothed),
      row(
        "expected demand",
        score.ours,
        score.blindSes,
        "promotion-blind, SES by least squares",
      ),
      row("median", score.median, score.blind, auto),
      {
        name: `${set.name}: bias of the volume`,
        ours: (100 * score.bias) / score.demand,
        unit: "%",
        baseline: 0,
        baselineName: "none",
      },
      {
        name: `${set.name}: totals below, and within, their 95 % quantile`,
        ours: coverage(score.within95),
        unit: "%",
        baseline: coverage(score.below95),
        baselineName: "strictly below",
      },
    ];
  });
}

function scoreOf(set: PromotionSet): Score {
  const score: Score = {
    demand: 0,
    ours: 0,
    median: 0,
    bias: 0,
    blind: 0,
    blindSmoothed: 0,
    blindSes: 0,
    windows: 0,
    below95: 0,
    within95: 0,
  };
  for (const origin of set.origins) addOrigin(set, origin, score);
  return score;
}

function addOrigin(set: PromotionSet, origin: number, score: Score): void {
  const { season, horizon, drivers } = set;
  const known = set.series.map((series) => ({
    ...series,
    units: Array.from(series.units).slice(0, origin),
    drivers: Object.fromEntries(
      Object.entries(series.drivers).map(([name, values]) => [
        name,
        values.slice(0, origin + horizon),
      ]),
    ),
  }));
  const learned = learnUplift(known, { drivers, season, horizon });
  const pool = forecastPool();
  const options = { horizon, season };
  for (const lesson of lessons) {
    for (const { units } of known) learnSeries(pool, units, options, lesson);
  }
  known.forEach((series, i) => {
    const actual = Array.from(set.series[i]!.units).slice(
      origin,
      origin + horizon,
    );
    if (!series.units.some((units) => units !== null)) return;
    const ours = promotionForecast(series, learned, { horizon });
    const blind = forecastSeries(series.units, options, pool).forecast;
    const smoothed = forecastSeries(series.units, {
      ...options,
      method: "seasonal-ses",
    }).forecast;
    const ses = forecastSeries(series.units, {
      ...options,
      method: "ses",
    }).forecast;
    let total = 0;
    let complete = true;
    actual.forEach((units, h) => {
      if (units === null) {
        complete = false;
        return;
      }
      total += units;
      score.demand += units;
      score.ours += Math.abs(ours.forecast[h]! - units);
      score.bias += ours.forecast[h]! - units;
      score.median += Math.abs(ours.median[h]! - units);
      score.blind += Math.abs(blind[h]! - units);
      score.blindSmoothed += Math.abs(smoothed[h]! - units);
      score.blindSes += Math.abs(ses[h]! - units);
    });
    if (!complete) return;
    const stays = ours.leadTimeDemand.quantiles["0.95"]!;
    score.windows++;
    if (total < stays) score.below95++;
    if (total <= stays) score.within95++;
  });
}
