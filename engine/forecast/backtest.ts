import { candidatePaths, candidateRoom, candidates } from "./candidates.ts";
import type { Exposure } from "./common-demand.ts";
import { shrunkSeason, shrunkSeasons } from "./shrunk-season.ts";

/** Furthest back that a backtest looks, in origins. */
export const mostOrigins = 12;
/** Demands that must be known at an origin: fewer are no pattern. */
const leastDemands = 2;
/** Periods that a level smoothed at 0.1 rests on: (2 − α)/α. */
const wellKnown = 19;
/** Demand is not blown up by more than a fifth of an ordinary period would. */
const leastShare = 0.2;

/** What the candidates would have said at past origins of one series, and what came. */
export interface Backtest {
  readonly units: Float64Array;
  /** Periods whose demand is summed. */
  readonly covered: number;
  /** Periods in a season; 1 for none. */
  readonly season: number;
  /** Whether all demand is in whole units. */
  readonly whole: boolean;
  /** What all series do together, when enough are known. */
  readonly exposure: Exposure | undefined;
  /** Where the windows start, the latest first. */
  readonly origins: readonly number[];
  /** Total over the covered periods by origin. */
  readonly actual: Float64Array;
  /** Forecasts of that total: candidate by candidate for the first origin, and so on. */
  readonly forecasts: Float64Array;
  /** Variance of the total were periods independent: one-step errors, times the periods. */
  readonly variance: number;
  /** What losses are divided by; 0 when demand never moved. */
  readonly scale: number;
}

/**
 * Origins of a rolling backtest, latest first, half a window apart.
 *
 * @param units - units by period, oldest first
 * @param covered - periods whose demand is summed
 */
export function backtestOrigins(
  units: Float64Array,
  covered: number,
): number[] {
  const n = units.length;
  let demands = 0;
  let earliest = n;
  for (let period = 0; period < n; period++) {
    if (units[period]! > 0 && ++demands === leastDemands) {
      earliest = period + 1;
      break;
    }
  }
  const least = Math.max(earliest, Math.min(covered, 8), n / 3, 4);
  const step = Math.max(1, Math.floor(covered / 2));
  const origins: number[] = [];
  // Multiples of the step from the first period on: one period more moves none of them.
  const latest = Math.floor((n - covered) / step) * step;
  for (let origin = latest; origin >= least; origin -= step) {
    if (origins.length === mostOrigins) break;
    origins.push(origin);
  }
  return origins;
}

/**
 * Runs every candidate from every origin of a series.
 *
 * @param exposure - how ordinary each period was; without it, all were
 */
export function backtest(
  units: Float64Array,
  covered: number,
  season: number,
  exposure?: Exposure,
): Backtest {
  const origins = backtestOrigins(units, covered);
  const size = candidates.length;
  const forecasts = new Float64Array(origins.length * size);
  const ordinary = inOrdinaryPeriods(units, exposure);
  const seasons = shrunkSeasons(ordinary, origins, season);
  const room = candidateRoom(units.length);
  for (let i = 0; i < origins.length; i++) {
    const origin = origins[i]!;
    const paths = candidatePaths(
      ordinary,
      origin,
      season,
      covered,
      seasons[i],
      room,
    );
    const shares = exposure?.ahead(origin, covered);
    for (let k = 0; k < size; k++) {
      const at = k * covered;
      let sum = 0;
      if (shares === undefined) {
        for (let h = 0; h < covered; h++) sum += paths[at + h]!;
      } else {
        for (let h = 0; h < covered; h++) sum += paths[at + h]! * shares[h]!;
      }
      forecasts[i * size + k] = sum;
    }
  }
  const variance = windowVariance(units, covered);
  return {
    units,
    covered,
    season,
    whole: units.every(Number.isInteger),
    exposure,
    origins,
    actual: windowTotals(units, origins, covered),
    forecasts,
    variance,
    scale: Math.sqrt(covered * oneStepVariance(units)),
  };
}

/** Demand as it would have been had every period been ordinary. */
export function inOrdinaryPeriods(
  units: Float64Array,
  exposure: Exposure | undefined,
): Float64Array {
  if (exposure === undefined) return units;
  // A period in which all trade stood still says little of what is sold in others.
  return units.map((size, t) => size / Math.max(exposure.past[t]!, leastShare));
}

/** Forecasts of every candidate, in periods as they will be. */
export function exposedPaths(
  ordinary: Float64Array,
  origin: number,
  season: number,
  steps: number,
  exposure: Exposure | undefined,
): Float64Array {
  const figures = shrunkSeason(ordinary, origin, season);
  const room = candidateRoom(origin);
  const paths = candidatePaths(ordinary, origin, season, steps, figures, room);
  if (exposure === undefined) return paths;
  const shares = exposure.ahead(origin, steps);
  for (let at = 0; at < paths.length; at += steps) {
    for (let h = 0; h < steps; h++) paths[at + h]! *= shares[h]!;
  }
  return paths;
}

/** Demand over the covered periods after each origin. */
export function windowTotals(
  units: Float64Array,
  origins: readonly number[],
  covered: number,
): Float64Array {
  return Float64Array.from(origins, (origin) => {
    let sum = 0;
    for (let h = 0; h < covered; h++) sum += units[origin + h]!;
    return sum;
  });
}

/**
 * Variance of a total were periods independent: one-step errors, times the periods, and
 * the doubt about the level, which all of them share.
 */
export function windowVariance(units: Float64Array, covered: number): number {
  const known = Math.min(units.length, wellKnown);
  return covered * oneStepVariance(units) * (1 + covered / known);
}

/** Mean squared one-step error of simple smoothing at 0.1, once it has seen some periods. */
export function oneStepVariance(units: Float64Array): number {
  const n = units.length;
  const warm = Math.min(4, n / 3);
  let level = units[0]!;
  let squares = 0;
  let count = 0;
  for (let t = 1; t < n; t++) {
    const error = units[t]! - level;
    if (t >= warm) {
      squares += error * error;
      count++;
    }
    level += Math.max(0.1, 1 / (t + 1)) * error;
  }
  // One period alone says nothing of how demand varies: as much as it is large.
  return count > 0 ? squares / count : level * level;
}
