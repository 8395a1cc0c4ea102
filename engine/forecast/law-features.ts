import type { Exposure } from "./common-demand.ts";

/** Smoothing constants whose levels are compared with the one at 0.1. */
const alphas = [0.05, 0.2, 0.4];
/** Steady or continuous demand is counted in units this fine: so many in the time covered. */
const fine = 2000;
/** Ratios beyond this say no more. */
const farthest = 4;

/** What the mean and the scatter of a window's demand are regressed on. */
export const meanFeatures = 12;
export const scatterFeatures = 19;
/** The place among the scatter's of what is believed beforehand: that of the chosen forecast's errors. */
export const ownScatter = 1;
/** The places that tell something each: the scatter's repeat some of the mean's. */
export const tellingFeatures = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].concat(
  [1, 2, 3, 7, 8, 9, 10].map((place) => meanFeatures + place),
);

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
 * uneven, recent and new demand was, and of how its totals scattered. The first of each half
 * is 1.
 *
 * @param features - where they are written, a new array when omitted
 */
export function lawRow(
  known: Known,
  features: Float64Array = featureRoom(),
): LawRow | undefined {
  const { origin: n, covered, total, variance } = known;
  const told = describe(known);
  if (told.demands === 0 || n === 0) return undefined;
  const { whole, exposure } = known;
  const least = 0.5 / n;
  const counted = whole;
  const scale = counted ? 1 : fine / (covered * (told.level + least));
  const level = told.level * scale + least;
  let weight = covered;
  if (exposure !== undefined) {
    weight = 0;
    for (const share of exposure.ahead(n, covered)) weight += share;
  }
  const chosen = total * scale + least * weight;
  const near = (other: number) => {
    const ratio = Math.log(((other * scale + least) * weight) / chosen);
    return Math.max(-farthest, Math.min(ratio, farthest));
  };
  const rare = Math.log(n / told.demands);
  const often = Math.log(told.demands);
  const size = told.size * scale;
  const since = Math.log1p(told.since);
  const begun = near(told.meanSince);
  const age = Math.log(n / told.age);
  const mean = Math.max(total * scale, 1e-6);
  const excess = Math.max((variance * scale * scale) / mean - 1, 0.05);
  let at = 0;
  features[at++] = 1;
  features[at++] = Math.log(level);
  const ratios = at;
  features[at++] = near(told.level);
  features[at++] = near(told.mean);
  for (const other of told.levels) features[at++] = near(other);
  const ratiosEnd = at;
  features[at++] = since;
  features[at++] = often;
  features[at++] = rare;
  features[at++] = begun;
  features[at++] = age;
  // The scatter's.
  features[at++] = 1;
  features[at++] = Math.log(excess);
  features[at++] = Math.log((told.variance * scale * scale) / level + 0.1);
  features[at++] = Math.log((told.spread * scale * scale) / level + 0.1);
  features[at++] = Math.log(level * covered);
  features[at++] = often;
  features[at++] = rare;
  features[at++] = Math.log(size);
  features[at++] = Math.log(told.largest / told.size);
  features[at++] = Math.log((told.square / told.size) * scale);
  features[at++] = counted ? 0 : 1;
  features[at++] = since;
  features[at++] = begun;
  features[at++] = age;
  features.copyWithin(at, ratios, ratiosEnd);
  return {
    features,
    start: Math.log(chosen),
    grip: mean / (1 + excess),
    scale,
  };
}

/** Room for the features of one window. */
export function featureRoom(): Float64Array {
  return new Float64Array(meanFeatures + scatterFeatures);
}

/** Moments of a history, every period counted by its exposure. */
function describe({ units, origin: n, covered, exposure }: Known) {
  const past = exposure?.past;
  const levels = new Float64Array(alphas.length);
  let level = 0;
  let seen = 0;
  let sum = 0;
  let squares = 0;
  let largest = 0;
  let demands = 0;
  let since = 0;
  let begun = n;
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
      const even = seen > 1 ? 1 / seen : 1;
      level = notBelowZero(level + (even > 0.1 ? even : 0.1) * error);
      for (let k = 0; k < levels.length; k++) {
        const alpha = alphas[k]!;
        const other = levels[k]!;
        const step = even > alpha ? even : alpha;
        levels[k] = notBelowZero(other + step * (size - share * other));
      }
    }
    since += share;
    if (size === 0) continue;
    if (demands === 0) begun = t;
    sum += size;
    demands++;
    squares += size * size;
    if (size > largest) largest = size;
    since = 0;
  }
  const size = sum / Math.max(demands, 1);
  const variance = counted > 0 ? errors / counted : size * size;
  return {
    level,
    levels,
    mean: sum / seen,
    // Since the first demand, which is one of chance: a period without any stands for it.
    meanSince: sum / (n - begun + 1),
    age: n - begun,
    demands,
    since,
    size,
    largest,
    square: squares / Math.max(demands, 1),
    variance,
    spread: n >= 2 * covered ? spreadOf(units, n, covered) : variance,
  };
}

function notBelowZero(figure: number): number {
  return figure > 0 ? figure : 0;
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
