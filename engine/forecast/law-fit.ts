import { solvePositive } from "../numeric/cholesky.ts";
import { meanFeatures } from "./law-features.ts";
import type { LawLessons, LearntLaw } from "./law-lessons.ts";
import { column, features as size, width } from "./law-lessons.ts";
import { leafAt } from "./law-tree.ts";
import type { LawScore } from "./negative-binomial-score.ts";
import { scoreOutcome } from "./negative-binomial-score.ts";

/** Squared doubt about a coefficient's first belief, inverted: rows that it is worth. */
const belief = 1;
const mostSteps = 40;
/** Least gain of a step worth another, in shares of the likelihood. */
const leastGain = 1e-6;
/** Scores that are multiplied out at once: each entry of the matrix is written a quarter as often. */
const batch = 4;
/** Share of the trees' mean that is followed: the level of all may not stay as trees saw it. */
const followed = 0.75;
/** Cells by the grip on the mean, up to each of these. */
export const grips = [1, 5, 25, Infinity];

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
export function fitted(
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
  const scores = new Float64Array(batch * size);
  const score: LawScore = { likelihood: 0, byMean: 0, byScatter: 0 };
  let likelihood = 0;
  let start = 0;
  for (let at = 0; at < kept * width; at += width) {
    if (rows[at + column.origin]! < from) continue;
    const weight = rows[at + column.weight]! * law.worth;
    const { mean, scatter } = predictRow(law, rows, at);
    scoreOutcome(rows[at + column.learnt]!, mean, scatter, score);
    likelihood += weight * score.likelihood;
    const root = Math.sqrt(weight);
    const trusted = law.trust[cellOf(rows[at + column.grip]!)]!;
    const byMean = root * score.byMean * trusted;
    const byScatter = root * score.byScatter;
    for (let k = first; k < size; k++) {
      const one = (k < meanFeatures ? byMean : byScatter) * rows[at + k]!;
      scores[start + k] = one;
      slope[k]! += root * one;
    }
    start += size;
    if (start < scores.length) continue;
    addProducts(information, scores, first);
    start = 0;
  }
  addProducts(information, scores.fill(0, start), first);
  for (let k = 0; k < size; k++) {
    const off = law.coefficients[k]! - prior[k]!;
    likelihood -= belief * off * off;
    slope[k]! -= 2 * belief * off;
    information[k * size + k]! += 2 * belief;
  }
  return { likelihood, slope, information };
}

/** Adds the outer products of a batch of scores to the lower half of a matrix. */
function addProducts(
  matrix: Float64Array,
  scores: Float64Array,
  first: number,
): void {
  for (let k = first; k < size; k++) {
    const row = k * size;
    const a = scores[k]!;
    const b = scores[size + k]!;
    const c = scores[2 * size + k]!;
    const d = scores[3 * size + k]!;
    for (let j = first; j <= k; j++) {
      matrix[row + j]! +=
        a * scores[j]! +
        b * scores[size + j]! +
        c * scores[2 * size + j]! +
        d * scores[3 * size + j]!;
    }
  }
}

/** What a law says of a row that is kept. */
export function predictRow(law: LearntLaw, rows: Float64Array, at: number) {
  return predict(
    law,
    rows,
    at,
    rows[at + column.start]!,
    rows[at + column.grip]!,
  );
}

/** Mean and scatter of a window, from its features at a place; and the level a forecast takes from it. */
export function predict(
  { coefficients, trust, level, trees }: LearntLaw,
  rows: Float64Array,
  at: number,
  start: number,
  grip: number,
): {
  readonly expected: number;
  readonly mean: number;
  readonly scatter: number;
} {
  let change = 0;
  let scatter = 0;
  for (let k = 0; k < meanFeatures; k++) {
    change += coefficients[k]! * rows[at + k]!;
  }
  for (let k = meanFeatures; k < size; k++) {
    scatter += coefficients[k]! * rows[at + k]!;
  }
  const cell = cellOf(grip);
  let mean = start + trust[cell]! * change;
  for (const tree of trees) {
    const leaf = leafAt(tree, rows, at);
    mean += followed * tree.mean[leaf]!;
    scatter += tree.scatter[leaf]!;
  }
  return {
    expected: bounded(start + level[cell]! * change),
    mean: bounded(mean),
    scatter: Math.exp(Math.min(Math.max(scatter, -8), 25)),
  };
}

function bounded(log: number): number {
  return Math.exp(Math.min(Math.max(log, -20), 30));
}

/** The cell of a grip. */
export function cellOf(grip: number): number {
  let cell = 0;
  while (cell < grips.length - 1 && grip >= grips[cell]!) cell++;
  return cell;
}
