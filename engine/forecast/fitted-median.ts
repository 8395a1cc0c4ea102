import { etsForecast, ets } from "./ets.ts";
import { fitEts } from "./ets-fit.ts";
import { seasonalNaivePath } from "./naive.ts";
import { shrunkSeason } from "./shrunk-season.ts";
import { thetaPath } from "./theta.ts";

/** Demand that stands still more often than this has no level to fit. */
const mostZeros = 0.1;

/**
 * Whether a history is long and regular enough for methods that fit their parameters:
 * a season seen twice, and demand in almost every period.
 */
export function isFittable(units: Float64Array, season: number): boolean {
  if (season < 2 || units.length < 2 * season + 1) return false;
  let zeros = 0;
  for (const size of units) if (size === 0) zeros++;
  return zeros <= mostZeros * units.length;
}

/**
 * The median, period by period, of four fitted forecasts: the last season again, theta,
 * damped trend and ETS, the latter two on demand without its shrunk season. Each errs its
 * own way, and a median forgives the one that errs most.
 *
 * @param units - units by period that `isFittable`
 * @param season - periods in a season
 *
 * @see Petropoulos and Svetunkov (2020), A simple combination of univariate models,
 * IJF 36(1), 110-115, on medians of a few methods.
 */
export function fittedMedian(
  units: Float64Array,
  season: number,
  steps: number,
): Float64Array {
  const n = units.length;
  const figures = shrunkSeason(units, n, season);
  const clean = figures
    ? units.map((size, t) => size / figures[t % season]!)
    : units;
  const seasonal = (path: readonly number[]) =>
    path.map((figure, h) => figure * (figures?.[(n + h) % season] ?? 1));
  const error = clean.every((size) => size > 0) ? "multiplicative" : "additive";
  const form = { error, trend: "damped", season: "none" } as const;
  const damped = fitEts(clean, form, 1, true);
  const chosen = ets(clean, 1, true);
  const paths = [
    seasonalNaivePath(units, steps, season),
    thetaPath(units, steps, season),
    ...(damped === undefined ? [] : [seasonal(etsForecast(damped, steps))]),
    ...(chosen === undefined ? [] : [seasonal(etsForecast(chosen, steps))]),
  ];
  return Float64Array.from({ length: steps }, (_, h) =>
    Math.max(0, median(paths.map((path) => path[h]!))),
  );
}

function median(figures: number[]): number {
  figures.sort((a, b) => a - b);
  const half = figures.length / 2;
  return (figures[Math.ceil(half) - 1]! + figures[Math.floor(half)]!) / 2;
}
