import type { LawRow } from "./law-features.ts";
import { cellOf, fitted, grips, predict, predictRow } from "./law-fit.ts";
import { meanFeatures, ownScatter, tellingFeatures } from "./law-features.ts";
import { mostOrigins } from "./backtest.ts";
import { boostedTrees } from "./law-boosting.ts";
import type { LawLessons, LearntLaw } from "./law-lessons.ts";
import { column, features as size, width } from "./law-lessons.ts";
import type { LawTree } from "./law-tree.ts";
import type { LawScore } from "./negative-binomial-score.ts";
import { scoreOutcome } from "./negative-binomial-score.ts";

/** Origins that the first window after them does not overlap with. */
const apart = 2;
/** Shares that a change is tried at. */
const shares = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** Of the best share for a level, so much is followed: the latest windows are few times. */
const cautious = 0.75;

/** Mean and variance of a window's demand, in units of the demand. */
export interface WindowMoments {
  /** The level of the forecast: the mean as far as following it kept errors small. */
  readonly expected: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * What the lessons say of a window. With none, the mean is the forecast chosen and the
 * variance that of its errors.
 */
export function windowMoments(lessons: LawLessons, row: LawRow): WindowMoments {
  const { start, grip, scale } = row;
  const { expected, mean, scatter } = predict(
    learntLaw(lessons),
    row.features,
    0,
    start,
    grip,
  );
  return {
    expected: expected / scale,
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
  const trusted = trustIn(lessons, older);
  // The scatter once more, around the mean as it will be.
  const law = fitted(lessons, { ...all, ...trusted }, 0, meanFeatures);
  return { ...law, trees: treesOn(lessons, law) };
}

/** What refines a regression where windows went otherwise than it says. */
function treesOn({ rows, kept: count }: LawLessons, law: LearntLaw): LawTree[] {
  const said = Array.from({ length: count }, (_, i) =>
    predictRow(law, rows, i * width),
  );
  const each = (place: number) =>
    Float64Array.from(said, (_, i) => rows[i * width + place]!);
  return boostedTrees({
    rows,
    width,
    count,
    columns: tellingFeatures,
    means: Float64Array.from(said, ({ mean }) => Math.log(mean)),
    scatters: Float64Array.from(said, ({ scatter }) => Math.log(scatter)),
    outcomes: each(column.learnt),
    weights: each(column.weight),
  });
}

function believed(): LearntLaw {
  const coefficients = new Float64Array(size);
  coefficients[meanFeatures + ownScatter] = 1;
  const trust = new Float64Array(grips.length).fill(1);
  return { coefficients, trust, level: trust, worth: 1, trees: [] };
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
    const error = rows[at + column.learnt]! - mean;
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

/**
 * The shares of the mean's change that would have served the latest windows best, by grip:
 * the law's by how likely they were, the level's by how far they were missed.
 */
function trustIn(
  { rows, kept }: LawLessons,
  older: LearntLaw,
): Pick<LearntLaw, "trust" | "level"> {
  const likelihoods = grips.map(() => new Float64Array(shares.length));
  const misses = grips.map(() => new Float64Array(shares.length));
  const trials = shares.map((share) => ({
    ...older,
    trust: new Float64Array(grips.length).fill(share),
  }));
  const score: LawScore = { likelihood: 0, byMean: 0, byScatter: 0 };
  for (let at = 0; at < kept * width; at += width) {
    if (rows[at + column.origin]! >= apart) continue;
    const cell = cellOf(rows[at + column.grip]!);
    const outcome = rows[at + column.learnt]!;
    const excess = Math.exp(rows[at + meanFeatures + ownScatter]!);
    const start = Math.exp(rows[at + column.start]!);
    const deviation = Math.sqrt(start * (1 + excess));
    trials.forEach((law, i) => {
      const { mean, scatter } = predictRow(law, rows, at);
      scoreOutcome(outcome, mean, scatter, score);
      likelihoods[cell]![i]! += score.likelihood;
      misses[cell]![i]! -= Math.abs(outcome - mean) / deviation;
    });
  }
  return {
    trust: Float64Array.from(likelihoods, bestShare),
    level: Float64Array.from(misses, (gains) => cautious * bestShare(gains)),
  };
}

/** The share that gained most, the least of them where several did. */
function bestShare(gains: Float64Array): number {
  let best = 0;
  gains.forEach((gain, i) => {
    if (gain > gains[best]!) best = i;
  });
  return shares[best]!;
}
