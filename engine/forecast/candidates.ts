import { shrunkSeason } from "./shrunk-season.ts";

/** Constants from slow to quick; the selection weighs them. */
const alphas = [0.05, 0.1, 0.2, 0.35, 0.6];
/** Damped trends from slow to quick. */
const damped = [
  { alpha: 0.2, beta: 0.05, damping: 0.9 },
  { alpha: 0.5, beta: 0.1, damping: 0.9 },
];

/** A method among which the selection chooses. */
export interface Candidate {
  /** The method's name. */
  readonly method: string;
  /** What tells it apart from others of its name. */
  readonly detail: string;
  /** How much better than the plainest it must be: a share of its loss, added. */
  readonly handicap: number;
  /** Loss on demand without any pattern, that of its mean being 1: what is believed beforehand. */
  readonly usual: number;
}

/** What smoothing adds to the variance of noise: α / (2 - α). */
const noise = (alpha: number) => 1 + alpha / (2 - alpha);

const levels: readonly Candidate[] = [
  { method: "mean", detail: "mean", handicap: 0, usual: 1 },
  ...alphas.flatMap((alpha) => [
    {
      method: "ses",
      detail: `ses ${alpha}`,
      handicap: 0,
      usual: noise(alpha),
    },
    {
      method: "theta",
      detail: `theta ${alpha}`,
      handicap: 0.02,
      usual: noise(alpha) + 0.05,
    },
  ]),
  ...damped.map(({ alpha }) => ({
    method: "damped",
    detail: `damped ${alpha}`,
    handicap: 0.02,
    usual: noise(alpha) + 0.1,
  })),
];

/** Every candidate: levels and trends, the same on demand without its season, and others. */
export const candidates: readonly Candidate[] = [
  ...levels,
  ...levels.map(({ method, detail, handicap, usual }) => ({
    method: `seasonal-${method}`,
    detail: `seasonal ${detail}`,
    handicap: handicap + 0.01,
    usual: usual + 0.05,
  })),
  { method: "sba", detail: "sba 0.1", handicap: 0, usual: noise(0.1) },
  { method: "tsb", detail: "tsb 0.1 0.05", handicap: 0, usual: noise(0.1) },
  {
    method: "seasonal-naive",
    detail: "seasonal-naive",
    handicap: 0,
    usual: 2,
  },
];

/**
 * Forecasts of every candidate from one origin, candidate after candidate.
 *
 * Constants start as plain averages (1/t until the constant is larger), so that
 * the first period weighs no more than any other. Never negative.
 *
 * @param y - units by period; the first `origin` of them are known
 * @param season - periods in a season; 1 for none
 * @param steps - periods to forecast
 * @returns `steps` figures for each candidate
 */
export function candidatePaths(
  y: Float64Array,
  origin: number,
  season: number,
  steps: number,
): Float64Array {
  const paths = new Float64Array(candidates.length * steps);
  const share = levels.length * steps;
  const known = y.subarray(0, origin);
  levelPaths(known, steps, paths);
  const figures = shrunkSeason(y, origin, season);
  if (figures === undefined) {
    paths.copyWithin(share, 0, share);
  } else {
    const clean = known.map((units, t) => units / figures[t % season]!);
    const seasonal = paths.subarray(share, 2 * share);
    levelPaths(clean, steps, seasonal);
    for (let i = 0; i < share; i++) {
      seasonal[i]! *= figures[(origin + (i % steps)) % season]!;
    }
  }
  const others = 2 * share;
  paths.fill(biasReduced(known), others, others + steps);
  paths.fill(fading(known), others + steps, others + 2 * steps);
  const lag = season > 1 && season <= origin ? season : 1;
  for (let h = 0; h < steps; h++) {
    paths[others + 2 * steps + h] = known[origin - lag + (h % lag)]!;
  }
  return paths;
}

function levelPaths(x: Float64Array, steps: number, paths: Float64Array): void {
  const n = x.length;
  let sum = 0;
  let cross = 0;
  for (let t = 0; t < n; t++) {
    sum += x[t]!;
    cross += (t + 1) * x[t]!;
  }
  // Half the slope of the straight line: the trend of the theta method.
  const slope = (cross - ((n + 1) / 2) * sum) / ((n * (n * n - 1)) / 12);
  const drift = n > 2 ? slope / 2 : 0;
  let at = 0;
  paths.fill(sum / n, at, (at += steps));
  for (const alpha of alphas) {
    let level = x[0]!;
    for (let t = 1; t < n; t++) {
      level += Math.max(alpha, 1 / (t + 1)) * (x[t]! - level);
    }
    paths.fill(level, at, (at += steps));
    const lag = (1 - (1 - alpha) ** n) / alpha;
    for (let h = 0; h < steps; h++) {
      paths[at++] = Math.max(0, level + drift * (h + lag));
    }
  }
  for (const { alpha, beta, damping } of damped) {
    let level = x[0]!;
    let trend = 0;
    for (let t = 1; t < n; t++) {
      const base = level + damping * trend;
      const next = base + Math.max(alpha, 1 / (t + 1)) * (x[t]! - base);
      trend = damping * trend + beta * (next - level - damping * trend);
      level = next;
    }
    let weight = 1;
    let sum = 0;
    for (let h = 0; h < steps; h++) {
      weight *= damping;
      sum += weight;
      paths[at++] = Math.max(0, level + sum * trend);
    }
  }
}

/** Croston's forecast less its bias (SBA) at 0.1, averages first. */
function biasReduced(x: Float64Array): number {
  let size = 0;
  let interval = 0;
  let last = -1;
  let demands = 0;
  for (let t = 0; t < x.length; t++) {
    const units = x[t]!;
    if (units === 0) continue;
    const share = Math.max(0.1, 1 / ++demands);
    size += share * (units - size);
    interval += share * (t - last - interval);
    last = t;
  }
  return demands === 0 ? 0 : (size / interval) * 0.95;
}

/** TSB at 0.1 for the size and 0.05 for the probability, averages first. */
function fading(x: Float64Array): number {
  let size = 0;
  let probability = 0;
  let demands = 0;
  for (let t = 0; t < x.length; t++) {
    const units = x[t]!;
    const asked = units > 0 ? 1 : 0;
    probability += Math.max(0.05, 1 / (t + 1)) * (asked - probability);
    if (asked) size += Math.max(0.1, 1 / ++demands) * (units - size);
  }
  return probability * size;
}
