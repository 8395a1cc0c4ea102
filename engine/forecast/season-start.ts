import type { History } from "../demand/history-check.ts";

/** How season and level combine. */
export type SeasonKind = "additive" | "multiplicative";

/** A first look at level, trend and season. */
export interface SeasonStart {
  /** Level before the first period. */
  readonly level: number;
  readonly trend: number;
  /** One figure per period of the season; sum 0, or mean 1 when multiplicative. */
  readonly season: Float64Array;
}

/**
 * Level, trend and season by classical decomposition of the first seasons.
 *
 * Centred moving average, figures averaged by place in the season and normed,
 * then a straight line through what is left.
 *
 * @param y - at least two seasons
 * @param season - periods in a season, at least 2
 * @param used - how many periods to look at
 */
export function seasonStart(
  y: History,
  season: number,
  kind: SeasonKind,
  used = y.length,
): SeasonStart {
  const figures = seasonFigures(y, season, kind, used);
  const clean = Float64Array.from({ length: used }, (_, period) => {
    const figure = figures[period % season]!;
    const units = y[period] as number;
    return kind === "additive" ? units - figure : units / figure;
  });
  const { level, slope } = straightLine(clean);
  return { level, trend: slope, season: figures };
}

/** Figures of the season by classical decomposition, as R's `decompose`. */
export function seasonFigures(
  y: History,
  season: number,
  kind: SeasonKind,
  used = y.length,
): Float64Array {
  const smooth = centredAverage(y, season, used);
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let period = 0; period < used; period++) {
    const around = smooth[period]!;
    if (Number.isNaN(around)) continue;
    const units = y[period] as number;
    const seen = kind === "additive" ? units - around : units / around;
    if (!Number.isFinite(seen)) continue;
    sums[period % season]! += seen;
    counts[period % season]! += 1;
  }
  const neutral = kind === "additive" ? 0 : 1;
  const figures = sums.map((sum, i) =>
    counts[i]! > 0 ? sum / counts[i]! : neutral,
  );
  const mean = figures.reduce((sum, figure) => sum + figure, 0) / season;
  if (kind === "additive") return figures.map((figure) => figure - mean);
  return mean > 0 ? figures.map((figure) => figure / mean) : figures.fill(1);
}

/** Centred moving average over one season; `NaN` at both ends. */
export function centredAverage(
  y: History,
  season: number,
  used = y.length,
): Float64Array {
  const average = new Float64Array(used).fill(NaN);
  const half = Math.floor(season / 2);
  const ends = season % 2 === 0 ? 0.5 : 1;
  for (let period = half; period + half < used; period++) {
    let sum =
      ends * ((y[period - half] as number) + (y[period + half] as number));
    for (let near = period - half + 1; near < period + half; near++) {
      sum += y[near] as number;
    }
    average[period] = sum / season;
  }
  return average;
}

/** Least-squares line; `level` is its value one period before the first. */
export function straightLine(y: History): {
  readonly level: number;
  readonly slope: number;
} {
  const n = y.length;
  const middle = (n + 1) / 2;
  let sum = 0;
  let cross = 0;
  let squares = 0;
  for (let period = 1; period <= n; period++) {
    sum += y[period - 1] as number;
    cross += (period - middle) * (y[period - 1] as number);
    squares += (period - middle) ** 2;
  }
  const slope = n > 1 ? cross / squares : 0;
  return { level: sum / n - slope * middle, slope };
}
