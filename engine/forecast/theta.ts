import type { History } from "../demand/history-check.ts";
import { atLeastOnePeriod } from "../demand/history-check.ts";
import { leastSquares } from "../numeric/least-squares.ts";
import { fitEts } from "./ets-fit.ts";
import { seasonFigures, straightLine } from "./season-start.ts";

/** Standard normal quantile at 0.95: the season must show at 90 %, two-sided. */
const ninetyPercent = 1.6448536269514722;

/**
 * The theta method: simple smoothing, and half the trend of a straight line.
 *
 * As `thetaf` of R forecast: seasonal figures by multiplicative decomposition when
 * the autocorrelation at the season is clear at 90 %, smoothing constant and start
 * of the level by maximum likelihood.
 *
 * @param season - periods in a season; 1 for none
 * @throws InputError when the history is empty
 *
 * @see Assimakopoulos and Nikolopoulos (2000), IJF 16, 521-530; Hyndman and Billah
 * (2003), Unmasking the Theta method, IJF 19, 287-290.
 */
export function thetaPath(
  history: History,
  horizon: number,
  season = 1,
): number[] {
  const { clean, figures } = withoutSeason(history, season);
  const n = clean.length;
  const fit = fitEts(
    clean,
    { error: "additive", trend: "none", season: "none" },
    1,
  );
  const alpha = fit?.parameters.alpha ?? 1;
  const level = fit?.run.level ?? (clean[n - 1] as number);
  const drift = straightLine(clean).slope / 2;
  const start = (1 - (1 - alpha) ** n) / alpha;
  return Array.from(
    { length: horizon },
    (_, h) =>
      (level + drift * (h + start)) * (figures?.[(n + h) % season] ?? 1),
  );
}

/**
 * The theta method with its theta, constant and start chosen by least squares.
 *
 * The optimized theta model (OTM) of Fiorucci and others; the season as `thetaPath`.
 *
 * @see Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016), Models for
 * optimising the theta method, IJF 32(4), 1151-1161.
 */
export function optimizedThetaPath(
  history: History,
  horizon: number,
  season = 1,
): number[] {
  const { clean, figures } = withoutSeason(history, season);
  const n = clean.length;
  let scale = 0;
  for (const units of clean) scale += Math.abs(units) / n;
  if (!(scale > 0)) return new Array<number>(horizon).fill(0);
  const y = clean.map((units) => units / scale);
  const line = straightLine(y);
  const constantOf = (u: number) => 0.1 + 0.89 / (1 + Math.exp(-u));
  const shareOf = (u: number) => 1 / (1 + Math.exp(-u));
  const run = (point: Float64Array, into?: Float64Array) => {
    const alpha = constantOf(point[0]!);
    const share = shareOf(point[1]!);
    let level = point[2]!;
    let kept = 1;
    let squares = 0;
    const trendAt = () =>
      share *
      (kept * line.level + ((1 - kept * (1 - alpha)) / alpha) * line.slope);
    for (let period = 0; period < n; period++) {
      const error = y[period]! - level - trendAt();
      if (into) into[period] = error;
      squares += error * error;
      level += alpha * (y[period]! - level);
      kept *= 1 - alpha;
    }
    return { squares, level, next: trendAt(), step: share * line.slope };
  };
  const found = leastSquares(
    {
      parameters: 3,
      residuals: n,
      evaluate: (point, into) => run(point, into).squares,
    },
    Float64Array.of(0, 0, y[0]! / 2),
  );
  const { level, next, step } = run(found.point);
  return Array.from(
    { length: horizon },
    (_, h) =>
      scale * (level + next + h * step) * (figures?.[(n + h) % season] ?? 1),
  );
}

/** The history without its season, and the figures taken out when there were any. */
export function withoutSeason(
  history: History,
  season: number,
): { readonly clean: Float64Array; readonly figures?: Float64Array } {
  const n = atLeastOnePeriod(history).length;
  const clean = Float64Array.from(history);
  if (!(season > 1 && n > 2 * season && isSeasonal(clean, season))) {
    return { clean };
  }
  const figures = seasonFigures(history, season, "multiplicative");
  if (figures.some((figure) => !(Math.abs(figure) > 1e-10))) return { clean };
  return { clean: clean.map((u, i) => u / figures[i % season]!), figures };
}

/** Whether the autocorrelation at one season is clear at 90 %; Bartlett's error. */
export function isSeasonal(y: Float64Array, season: number): boolean {
  const n = y.length;
  const mean = y.reduce((sum, units) => sum + units, 0) / n;
  let variance = 0;
  for (const units of y) variance += (units - mean) ** 2;
  if (!(variance > 0)) return false;
  let squares = 0;
  for (let lag = 1; lag <= season; lag++) {
    let sum = 0;
    for (let period = lag; period < n; period++) {
      sum += (y[period]! - mean) * (y[period - lag]! - mean);
    }
    const r = sum / variance;
    if (lag < season) squares += r * r;
    else return Math.abs(r) > ninetyPercent * Math.sqrt((1 + 2 * squares) / n);
  }
  return false;
}
