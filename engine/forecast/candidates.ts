import type { Levels } from "./candidate-levels.ts";
import {
  alphas,
  damped,
  levelsRoom,
  smoothLevels,
} from "./candidate-levels.ts";

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
  /** What rare demand adds to that: figures of its season are mostly chance. */
  readonly usualRare: number;
}

/** What smoothing adds to the variance of noise: α / (2 - α). */
const noise = (alpha: number) => 1 + alpha / (2 - alpha);

const levels: readonly Candidate[] = [
  { method: "mean", detail: "mean", handicap: 0, usual: 1, usualRare: 0 },
  ...alphas.flatMap((alpha) => [
    {
      method: "ses",
      detail: `ses ${alpha}`,
      handicap: 0,
      usual: noise(alpha),
      usualRare: 0,
    },
    {
      method: "theta",
      detail: `theta ${alpha}`,
      handicap: 0.02,
      usual: noise(alpha) + 0.05,
      usualRare: 0,
    },
  ]),
  ...damped.map(({ alpha }) => ({
    method: "damped",
    detail: `damped ${alpha}`,
    handicap: 0.02,
    usual: noise(alpha) + 0.1,
    usualRare: 0,
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
    usualRare: 0.2,
  })),
  {
    method: "sba",
    detail: "sba 0.1",
    handicap: 0,
    usual: noise(0.1),
    usualRare: 0,
  },
  {
    method: "tsb",
    detail: "tsb 0.1 0.05",
    handicap: 0,
    usual: noise(0.1),
    usualRare: 0,
  },
  {
    method: "seasonal-naive",
    detail: "seasonal-naive",
    handicap: 0,
    usual: 2,
    usualRare: 0,
  },
];

/** Room that forecasts from many origins share. */
export interface CandidateRoom {
  readonly levels: Levels;
  readonly clean: Float64Array;
  paths: Float64Array;
}

/** Room for histories of up to `periods`. */
export function candidateRoom(periods: number): CandidateRoom {
  return {
    levels: levelsRoom(),
    clean: new Float64Array(periods),
    paths: new Float64Array(0),
  };
}

/**
 * Forecasts of every candidate from one origin, candidate after candidate. Never negative.
 *
 * @param y - units by period; the first `origin` of them are known
 * @param season - periods in a season; 1 for none
 * @param steps - periods to forecast
 * @param figures - the season's at the origin (`shrunkSeason`)
 * @param room - where the answer is kept until the next one
 * @returns `steps` figures for each candidate
 */
export function candidatePaths(
  y: Float64Array,
  origin: number,
  season: number,
  steps: number,
  figures: Float64Array | undefined,
  room: CandidateRoom,
): Float64Array {
  const length = candidates.length * steps;
  if (room.paths.length !== length) room.paths = new Float64Array(length);
  const { paths, clean, levels: found } = room;
  const share = levels.length * steps;
  smoothLevels(y, origin, found);
  levelPaths(found, origin, steps, paths, 0);
  if (figures === undefined) {
    paths.copyWithin(share, 0, share);
  } else {
    let place = 0;
    for (let t = 0; t < origin; t++) {
      clean[t] = y[t]! / figures[place]!;
      if (++place === season) place = 0;
    }
    smoothLevels(clean, origin, found);
    levelPaths(found, origin, steps, paths, share);
    for (let h = 0; h < steps; h++) {
      const figure = figures[(origin + h) % season]!;
      for (let at = share + h; at < 2 * share; at += steps) {
        paths[at]! *= figure;
      }
    }
  }
  const others = 2 * share;
  paths.fill(biasReduced(y, origin), others, others + steps);
  paths.fill(fading(y, origin), others + steps, others + 2 * steps);
  const lag = season > 1 && season <= origin ? season : 1;
  for (let h = 0; h < steps; h++) {
    paths[others + 2 * steps + h] = y[origin - lag + (h % lag)]!;
  }
  return paths;
}

/** Writes the paths that start at levels after `n` periods, from `at` on. */
function levelPaths(
  found: Levels,
  n: number,
  steps: number,
  paths: Float64Array,
  at: number,
): void {
  const { mean, drift, smoothed, damped: trends } = found;
  paths.fill(mean, at, (at += steps));
  for (let k = 0; k < alphas.length; k++) {
    const alpha = alphas[k]!;
    const level = smoothed[k]!;
    paths.fill(level, at, (at += steps));
    const lag = (1 - (1 - alpha) ** n) / alpha;
    for (let h = 0; h < steps; h++) {
      paths[at++] = Math.max(0, level + drift * (h + lag));
    }
  }
  for (let k = 0; k < damped.length; k++) {
    const { damping } = damped[k]!;
    const level = trends[2 * k]!;
    const trend = trends[2 * k + 1]!;
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
function biasReduced(x: Float64Array, n: number): number {
  let size = 0;
  let interval = 0;
  let last = -1;
  let demands = 0;
  for (let t = 0; t < n; t++) {
    const units = x[t]!;
    if (units === 0) continue;
    const even = 1 / ++demands;
    const share = even > 0.1 ? even : 0.1;
    size += share * (units - size);
    interval += share * (t - last - interval);
    last = t;
  }
  return demands === 0 ? 0 : (size / interval) * 0.95;
}

/** TSB at 0.1 for the size and 0.05 for the probability, averages first. */
function fading(x: Float64Array, n: number): number {
  let size = 0;
  let probability = 0;
  let demands = 0;
  for (let t = 0; t < n; t++) {
    const units = x[t]!;
    const even = 1 / (t + 1);
    const step = even > 0.05 ? even : 0.05;
    if (units > 0) {
      probability += step * (1 - probability);
      const first = 1 / ++demands;
      size += (first > 0.1 ? first : 0.1) * (units - size);
    } else {
      probability -= step * probability;
    }
  }
  return probability * size;
}
