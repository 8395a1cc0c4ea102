import type { Backtest } from "./backtest.ts";
import { mostOrigins } from "./backtest.ts";
import type { Calibration } from "./calibration.ts";
import type { BlendLosses } from "./blend.ts";
import { blendLosses, noteFittable } from "./blend.ts";
import { candidates } from "./candidates.ts";
import type { CommonDemand } from "./common-demand.ts";
import type { LawLessons } from "./law-lessons.ts";
import { lawLessons } from "./law-lessons.ts";

/** Classes that losses are pooled by: regular or not, even or not, and no demand. */
const classes = 5;
/** Largest squared loss that counts, and so many of all classes that a class starts from. */
const largestLoss = 25;
const borrowed = 20;
/** What many series say together: how candidates do by class, and where outcomes fell. */
export interface ForecastPool {
  /** Squared losses by class and candidate, and how many. */
  readonly losses: Float64Array;
  readonly counts: Float64Array;
  /** Squared errors by origin, the latest first, in variances of the windows; and how many. */
  readonly misses: Float64Array;
  readonly missed: Float64Array;
  /** What all series do together, by the periods of the season asked for. */
  readonly common: Map<number, CommonDemand>;
  readonly lessons: LawLessons;
  /** How blends of the candidates with fitted methods did. */
  readonly blend: BlendLosses;
  /** Where outcomes fell in the laws learnt; made when first asked for. */
  calibration: Calibration | undefined;
}

/** Nothing learnt yet. */
export function forecastPool(): ForecastPool {
  return {
    losses: new Float64Array(classes * candidates.length),
    counts: new Float64Array(classes),
    misses: new Float64Array(mostOrigins),
    missed: new Float64Array(mostOrigins),
    common: new Map(),
    lessons: lawLessons(),
    blend: blendLosses(),
    calibration: undefined,
  };
}

/** Adds the losses of one series to its class. */
export function learnLosses(pool: ForecastPool, tested: Backtest): void {
  noteFittable(pool.blend, tested);
  const place = classOf(tested.units);
  const size = candidates.length;
  for (let i = 0; i < tested.actual.length; i++) {
    if (tested.scale === 0) return;
    pool.counts[place]! += 1;
    let sum = 0;
    for (let k = 0; k < size; k++) {
      const loss = lossAt(tested, i, k);
      pool.losses[place * size + k]! += loss;
      sum += loss;
    }
    pool.misses[i]! += (sum / size) * (tested.scale ** 2 / tested.variance);
    pool.missed[i]! += 1;
  }
}

/** What squared errors were of the variances of their windows, by origin: 1 where few are known. */
export function usualMisses({ misses, missed }: ForecastPool): Float64Array {
  return misses.map((sum, i) => (sum + borrowed) / (missed[i]! + borrowed));
}

/** Losses by candidate in a class of series, and what they rest on. */
export interface PooledLosses {
  readonly losses: Float64Array;
  /** Origins of all classes. */
  readonly count: number;
}

/** Mean loss of each candidate in the class of a series, and how much it is worth. */
export function pooledLosses(
  pool: ForecastPool,
  units: Float64Array,
): PooledLosses {
  return lossesOf(pool, classOf(units));
}

/** The same for one history after the other: each class is summed up once. */
export function lossesByClass(
  pool: ForecastPool,
): (units: Float64Array) => PooledLosses {
  const known: PooledLosses[] = [];
  return (units) => {
    const place = classOf(units);
    return (known[place] ??= lossesOf(pool, place));
  };
}

function lossesOf(pool: ForecastPool, place: number): PooledLosses {
  const size = candidates.length;
  const all = pool.counts.reduce((sum, count) => sum + count, 0);
  const seen = pool.counts[place]! + borrowed;
  const losses = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += pool.losses[c * size + k]!;
    const { usual, usualRare } = candidates[k]!;
    const believed = place < 2 ? usual : usual + usualRare;
    const general = all > 0 ? sum / all : believed;
    losses[k] = (pool.losses[place * size + k]! + borrowed * general) / seen;
  }
  return { losses, count: all };
}

/** Losses of one series by candidate. */
export interface LossSums {
  /** Sums over an origin and all before it in time: candidates by origin, the latest first. */
  readonly sums: Float64Array;
  readonly origins: number;
  /** Whether there was anything to lose: demand moved. */
  readonly counted: boolean;
}

/** What the candidates lost at the origins of a series. */
export function lossSums(tested: Backtest): LossSums {
  const size = candidates.length;
  const origins = tested.actual.length;
  const counted = tested.scale > 0;
  const sums = new Float64Array((origins + 1) * size);
  for (let i = origins - 1; counted && i >= 0; i--) {
    for (let k = 0; k < size; k++) {
      sums[i * size + k] = sums[(i + 1) * size + k]! + lossAt(tested, i, k);
    }
  }
  return { sums, origins, counted };
}

/** Squared error of a candidate at an origin, in variances of independent periods. */
function lossAt(tested: Backtest, origin: number, k: number): number {
  const error =
    tested.forecasts[origin * candidates.length + k]! - tested.actual[origin]!;
  const loss = error / tested.scale;
  return Math.min(loss * loss, largestLoss);
}

/** The class of Syntetos, Boylan and Croston, as a number; see `demandClass`. */
function classOf(units: Float64Array): number {
  let demands = 0;
  let sum = 0;
  let squares = 0;
  for (const size of units) {
    if (size === 0) continue;
    demands++;
    sum += size;
    squares += size * size;
  }
  if (demands === 0) return 4;
  const mean = sum / demands;
  const variance =
    demands > 1 ? (squares - demands * mean * mean) / (demands - 1) : 0;
  const rare = units.length / demands >= 1.32;
  const uneven = variance / (mean * mean) >= 0.49;
  return (rare ? 2 : 0) + (uneven ? 1 : 0);
}
