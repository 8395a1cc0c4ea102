import type { Exposure } from "./common-demand.ts";

/** Smoothing constants whose levels are compared with the one at 0.1. */
const alphas = [0.05, 0.2, 0.4];
/** Steady or continuous demand is counted in units this fine: so many in the time covered. */
const fine = 2000;
/** Ratios beyond this say no more. */
const farthest = 4;

/** What the mean and the scatter of a window's demand are regressed on. */
export const meanFeatures = 10;
export const scatterFeatures = 18;
/** The place among the scatter's of what is believed beforehand: that of the chosen forecast's errors. */
export const ownScatter = 1;

/** A window of demand to come as the regression of laws sees it. */
export interface LawRow {
  /** Features of the mean, then of the scatter. */
  readonly features: Float64Array;
  /** Logarithm of the forecast chosen, in the row's units. */
  readonly start: number;
  /** How well the total is known beforehand: its squared mean by its variance. */
  readonly grip: number;
  /** The row's units in one of the demand's. */
  readonly scale: number;
}

/** What is known of a series at an origin. */
export interface Known {
  /** Units by period; the first `origin` are known. */
  readonly units: Float64Array;
  readonly origin: number;
  readonly covered: number;
  /** Whether all demand is in whole units. */
  readonly whole: boolean;
  readonly exposure: Exposure | undefined;
  /** The forecast chosen of the total. */
  readonly total: number;
  /** The variance of its error. */
  readonly variance: number;
}

/**
 * The features of a window: logarithms of ratios between levels quick and slow, of how rare,
 * uneven and recent demand was, and of how its totals scattered. The first of each half is 1.
 */
export function lawRow(known: Known): LawRow | undefined {
  const { origin: n, covered, total, variance } = known;
  const told = describe(known);
  if (told.demands === 0 || n === 0) return undefined;
  const { whole, exposure } = known;
  const least = 0.5 / n;
  const counted = whole;
  const scale = counted ? 1 : fine / (covered * (told.level + least));
  const level = told.level * scale + least;
  const ratio = (a: number, b: number) =>
    Math.max(-farthest, Math.min(Math.log(a / b), farthest));
  let weight = covered;
  if (exposure !== undefined) {
    weight = exposure.ahead(n, covered).reduce((sum, e) => sum + e, 0);
  }
  const chosen = total * scale + least * weight;
  const start = Math.log(chosen);
  const near = (other: number) =>
    ratio((other * scale + least) * weight, chosen);
  const rare = Math.log(n / told.demands);
  const often = Math.log(told.demands);
  const size = told.size * scale;
  const ratios = [near(told.level), near(told.mean), ...told.levels.map(near)];
  const since = Math.log1p(told.since);
  const mean = Math.max(total * scale, 1e-6);
  const excess = Math.max((variance * scale * scale) / mean - 1, 0.05);
  const scatter = Math.log(excess);
  const features = Float64Array.of(
    1,
    Math.log(level),
    ...ratios,
    since,
    often,
    rare,
    // The scatter's.
    1,
    scatter,
    Math.log((told.variance * scale * scale) / level + 0.1),
    Math.log((told.spread * scale * scale) / level + 0.1),
    Math.log(level * covered),
    often,
    rare,
    Math.log(size),
    Math.log(told.largest / told.size),
    Math.log((told.square / told.size) * scale),
    Math.log(n),
    counted ? 0 : 1,
    since,
    ...ratios,
  );
  return { features, start, grip: mean / (1 + excess), scale };
}

/** Moments of a history, every period counted by its exposure. */
function describe({ units, origin: n, covered, exposure }: Known) {
  const past = exposure?.past;
  const levels = new Array<number>(alphas.length).fill(0);
  let level = 0;
  let seen = 0;
  let sum = 0;
  let squares = 0;
  let largest = 0;
  let demands = 0;
  let since = 0;
  let errors = 0;
  let counted = 0;
  const warm = Math.min(4, n / 3);
  for (let t = 0; t < n; t++) {
    const size = units[t]!;
    const share = past === undefined ? 1 : past[t]!;
    seen += share;
    if (t === 0) {
      level = size / Math.max(share, 0.3);
      levels.fill(level);
    } else {
      const error = size - share * level;
      if (t >= warm) {
        errors += error * error;
        counted++;
      }
      level = Math.max(0, level + Math.max(0.1, 1 / Math.max(seen, 1)) * error);
      for (let k = 0; k < alphas.length; k++) {
        const step = Math.max(alphas[k]!, 1 / Math.max(seen, 1));
        levels[k] = Math.max(
          0,
          levels[k]! + step * (size - share * levels[k]!),
        );
      }
    }
    sum += size;
    since += share;
    if (size === 0) continue;
    demands++;
    squares += size * size;
    largest = Math.max(largest, size);
    since = 0;
  }
  const size = sum / Math.max(demands, 1);
  const variance = counted > 0 ? errors / counted : size * size;
  return {
    level,
    levels,
    mean: sum / seen,
    demands,
    since,
    size,
    largest,
    square: squares / Math.max(demands, 1),
    variance,
    spread: n >= 2 * covered ? spreadOf(units, n, covered) : variance,
  };
}

/** Variance of past totals over as many periods, per period. */
function spreadOf(units: Float64Array, n: number, covered: number): number {
  let total = 0;
  let sum = 0;
  let squares = 0;
  const shift = (units[0]! + units[n - 1]!) * 0.5 * covered;
  for (let t = 0; t < n; t++) {
    total += units[t]!;
    if (t >= covered) total -= units[t - covered]!;
    if (t < covered - 1) continue;
    const from = total - shift;
    sum += from;
    squares += from * from;
  }
  const count = n - covered + 1;
  return Math.max(squares / count - (sum / count) ** 2, 0) / covered;
}
