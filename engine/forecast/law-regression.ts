import { solvePositive } from "../numeric/cholesky.ts";
import type { LawRow } from "./law-features.ts";
import { meanFeatures, ownScatter } from "./law-features.ts";
import type { LawLessons, LearntLaw } from "./law-lessons.ts";
import { column, features as size, width } from "./law-lessons.ts";
import type { LawScore } from "./negative-binomial-score.ts";
import { scoreOutcome } from "./negative-binomial-score.ts";

/** Squared doubt about a coefficient's first belief, inverted: rows that it is worth. */
const belief = 1;
const mostSteps = 40;
/** Least gain of a step worth another, in shares of the likelihood. */
const leastGain = 1e-6;
/** Origins that the first window after them does not overlap with. */
const apart = 2;
/** Cells by the grip on the mean, up to each of these; shares that a change is tried at. */
const grips = [1, 5, 25, Infinity];
const shares = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** Windows of one series at most. */
const mostOrigins = 12;

/** Mean and variance of a window's demand, in units of the demand. */
export interface WindowMoments {
  readonly mean: number;
  readonly variance: number;
}

/**
 * What the lessons say of a window. With none, the mean is the forecast chosen and the
 * variance that of its errors.
 */
export function windowMoments(lessons: LawLessons, row: LawRow): WindowMoments {
  const { start, grip, scale } = row;
  const { mean, scatter } = predict(
    learntLaw(lessons),
    row.features,
    0,
    start,
    grip,
  );
  return {
    mean: mean / scale,
    variance: (mean * (1 + scatter)) / (scale * scale),
  };
}

/** Calls back with each window kept: the moments it is given, and what came. */
export function eachWindow(
  lessons: LawLessons,
  take: (
    moments: WindowMoments,
    outcome: number,
    weight: number,
    whole: boolean,
  ) => void,
): void {
  const { rows, kept } = lessons;
  for (let at = 0; at < kept * width; at += width) {
    const scale = rows[at + column.scale]!;
    const row = {
      features: rows.subarray(at, at + size),
      start: rows[at + column.start]!,
      grip: rows[at + column.grip]!,
      scale,
    };
    take(
      windowMoments(lessons, row),
      rows[at + column.outcome]! / scale,
      rows[at + column.weight]!,
      rows[at + column.whole] === 1,
    );
  }
}

/**
 * The regression that the lessons give, made when first asked for.
 *
 * Coefficients by maximum likelihood under a negative binomial law, drawn to the first
 * belief: that the forecast chosen is the mean, and its errors the scatter. How far the
 * mean follows the regression is what would have served the latest windows best, learnt
 * from those that were over before them; the better a series knows its own mean, the less.
 */
function learntLaw(lessons: LawLessons): LearntLaw {
  return (lessons.learnt ??= learn(lessons));
}

function learn(lessons: LawLessons): LearntLaw {
  const first = believed();
  if (lessons.kept === 0) return first;
  const worth = worthOf(lessons, first);
  const start = { ...first, worth };
  const older = fitted(lessons, start, apart, 0);
  const all = fitted(lessons, start, 0, 0);
  const trust = trustIn(lessons, older);
  // The scatter once more, around the mean as it will be.
  return fitted(lessons, { ...all, trust }, 0, meanFeatures);
}

function believed(): LearntLaw {
  const coefficients = new Float64Array(size);
  coefficients[meanFeatures + ownScatter] = 1;
  const trust = new Float64Array(grips.length).fill(1);
  return { coefficients, trust, worth: 1 };
}

/**
 * What a row is worth when windows of one time share its fortunes: 1/(1 + (m − 1)·ρ), with
 * m windows a time and ρ the share of the variance that lies between times.
 *
 * @see Kish (1965), Survey Sampling, section 5.4, on the design effect of clusters.
 */
function worthOf({ rows, kept }: LawLessons, law: LearntLaw): number {
  const sums = new Float64Array(mostOrigins);
  const counts = new Float64Array(mostOrigins);
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < kept * width; at += width) {
    const { mean, scatter } = predictRow(law, rows, at);
    const error = rows[at + column.outcome]! - mean;
    const z = error / Math.sqrt(mean * (1 + scatter));
    const cut = Math.min(Math.max(z, -3), 3);
    const origin = rows[at + column.origin]!;
    sums[origin]! += cut;
    counts[origin]! += 1;
    sum += cut;
    squares += cut * cut;
  }
  const mean = sum / kept;
  let times = 0;
  let between = 0;
  counts.forEach((count, origin) => {
    if (count === 0) return;
    times++;
    between += (sums[origin]! / count - mean) ** 2;
  });
  const variance = squares / kept - mean * mean;
  if (times < 2 || !(variance > 0)) return 1;
  const each = kept / times;
  const share = (between / (times - 1) - variance / each) / variance;
  return 1 / (1 + (each - 1) * Math.min(Math.max(share, 0), 1));
}

/** The share of the mean's change that would have served the latest windows best, by grip. */
function trustIn({ rows, kept }: LawLessons, older: LearntLaw): Float64Array {
  const gains = grips.map(() => new Float64Array(shares.length));
  const trials = shares.map((share) => ({
    ...older,
    trust: new Float64Array(grips.length).fill(share),
  }));
  const score: LawScore = { likelihood: 0, byMean: 0, byScatter: 0 };
  for (let at = 0; at < kept * width; at += width) {
    if (rows[at + column.origin]! >= apart) continue;
    const gain = gains[cellOf(rows[at + column.grip]!)]!;
    trials.forEach((law, i) => {
      const { mean, scatter } = predictRow(law, rows, at);
      scoreOutcome(rows[at + column.outcome]!, mean, scatter, score);
      gain[i]! += score.likelihood;
    });
  }
  return Float64Array.from(gains, (gain) => {
    let best = 0;
    gain.forEach((sum, i) => {
      if (sum > gain[best]!) best = i;
    });
    return shares[best]!;
  });
}

/**
 * Most likely coefficients, from those of a law on: scoring with the outer product of the
 * scores, damped.
 *
 * @param law - where to start, and what to be drawn to
 * @param from - the first origin that counts
 * @param first - the first coefficient that may change
 *
 * @see Berndt, Hall, Hall and Hausman (1974), Estimation and inference in nonlinear
 * structural models, AESM 3(4), for the outer product; Marquardt (1963) for the damping.
 */
function fitted(
  lessons: LawLessons,
  law: LearntLaw,
  from: number,
  first: number,
): LearntLaw {
  const prior = law.coefficients;
  let best = law;
  let here = scored(lessons, best, prior, from, first);
  let damping = 1e-3;
  for (let step = 0; step < mostSteps && damping < 1e6; step++) {
    const matrix = here.information.slice();
    const move = here.slope.slice();
    for (let k = 0; k < size; k++) matrix[k * size + k]! *= 1 + damping;
    if (!solvePositive(matrix, move, size)) break;
    const coefficients = best.coefficients.map((value, k) => value + move[k]!);
    const next = { ...law, coefficients };
    const there = scored(lessons, next, prior, from, first);
    if (there.likelihood > here.likelihood) {
      const gain = there.likelihood - here.likelihood;
      best = next;
      here = there;
      damping = Math.max(damping / 4, 1e-6);
      if (gain < leastGain * Math.abs(here.likelihood)) break;
    } else {
      damping *= 6;
    }
  }
  return best;
}

function scored(
  { rows, kept }: LawLessons,
  law: LearntLaw,
  prior: Float64Array,
  from: number,
  first: number,
) {
  const information = new Float64Array(size * size);
  const slope = new Float64Array(size);
  const scores = new Float64Array(size);
  const score: LawScore = { likelihood: 0, byMean: 0, byScatter: 0 };
  let likelihood = 0;
  for (let at = 0; at < kept * width; at += width) {
    if (rows[at + column.origin]! < from) continue;
    const weight = rows[at + column.weight]! * law.worth;
    const { mean, scatter } = predictRow(law, rows, at);
    scoreOutcome(rows[at + column.outcome]!, mean, scatter, score);
    likelihood += weight * score.likelihood;
    const byMean = score.byMean * law.trust[cellOf(rows[at + column.grip]!)]!;
    for (let k = first; k < size; k++) {
      scores[k] = (k < meanFeatures ? byMean : score.byScatter) * rows[at + k]!;
      slope[k]! += weight * scores[k]!;
    }
    for (let k = first; k < size; k++) {
      const share = weight * scores[k]!;
      const row = k * size;
      for (let j = first; j <= k; j++)
        information[row + j]! += share * scores[j]!;
    }
  }
  for (let k = 0; k < size; k++) {
    const off = law.coefficients[k]! - prior[k]!;
    likelihood -= belief * off * off;
    slope[k]! -= 2 * belief * off;
    information[k * size + k]! += 2 * belief;
  }
  return { likelihood, slope, information };
}

function predictRow(law: LearntLaw, rows: Float64Array, at: number) {
  return predict(
    law,
    rows,
    at,
    rows[at + column.start]!,
    rows[at + column.grip]!,
  );
}

function predict(
  { coefficients, trust }: LearntLaw,
  rows: Float64Array,
  at: number,
  start: number,
  grip: number,
): { readonly mean: number; readonly scatter: number } {
  let change = 0;
  let scatter = 0;
  for (let k = 0; k < meanFeatures; k++) {
    change += coefficients[k]! * rows[at + k]!;
  }
  for (let k = meanFeatures; k < size; k++) {
    scatter += coefficients[k]! * rows[at + k]!;
  }
  const mean = start + trust[cellOf(grip)]! * change;
  return {
    mean: Math.exp(Math.min(Math.max(mean, -20), 30)),
    scatter: Math.exp(Math.min(Math.max(scatter, -8), 25)),
  };
}

function cellOf(grip: number): number {
  let cell = 0;
  while (cell < grips.length - 1 && grip >= grips[cell]!) cell++;
  return cell;
}
