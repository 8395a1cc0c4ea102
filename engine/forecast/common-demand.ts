import type { Explanations } from "./common-outlook.ts";
import { loadingOn } from "./common-loading.ts";
import { explanationsOf, outlook } from "./common-outlook.ts";

/** Periods that are looked back over at most. */
const mostPeriods = 156;
/** Cells by the mean demand of a period: each 1.5 doublings wide. */
const cells = 6;
/** Fewer series than this have no movement that could be told from their noise. */
const fewSeries = 20;
/** Relative variance that even the steadiest series is taken to have. */
const leastVariance = 0.1;
/** A period counts at least this much, however little all sold in it. */
const leastShare = 0.02;

/** What series did together, period by period counted back from the last. */
export interface CommonDemand {
  /** Periods in a season; 1 for none. */
  readonly season: number;
  /** Demand in means of its series, weighted by how steady they are; by cell and period. */
  readonly sums: Float64Array;
  /** The weights, and how many series. */
  readonly weights: Float64Array;
  readonly counts: Float64Array;
  /** What follows from the sums; made when first asked for. */
  movements: readonly CommonMovement[] | undefined;
}

/** The movement of one cell: its level in each period, 1 on average, and what explains it. */
interface CommonMovement {
  readonly levels: Float64Array;
  readonly explanations: Explanations;
  /** What came out for an origin, once asked. */
  readonly known: Map<number, Float64Array>;
}

/** What all series do, as one of them sees it. */
export interface Exposure {
  /** How much of an ordinary period each period was. */
  readonly past: Float64Array;
  /** The same for the periods after an origin, as known there. */
  ahead(origin: number, steps: number): Float64Array;
}

/** Nothing seen yet. */
export function commonDemand(season: number): CommonDemand {
  return {
    season,
    sums: new Float64Array(cells * mostPeriods),
    weights: new Float64Array(cells * mostPeriods),
    counts: new Float64Array(mostPeriods),
    movements: undefined,
  };
}

/**
 * Adds a series to what all did.
 *
 * @param units - units by period, oldest first
 * @param ahead - periods between its last and the last of all
 */
export function noteCommon(
  common: CommonDemand,
  units: Float64Array,
  ahead: number,
): void {
  const { mean, variance, demands } = momentsOf(units);
  if (demands < 2) return;
  common.movements = undefined;
  const weight = 1 / (variance / (mean * mean) + leastVariance);
  const start = cellOf(mean) * mostPeriods;
  const n = units.length;
  for (let t = n - 1; t >= 0; t--) {
    const back = n - 1 - t + ahead;
    if (back >= mostPeriods) break;
    common.sums[start + back]! += (weight * units[t]!) / mean;
    common.weights[start + back]! += weight;
    common.counts[back]! += 1;
  }
}

/**
 * How ordinary each period was for a series, by what others did in it: a holiday that
 * stops all trade counts little, and a year in which all sell less is no one's own decline.
 * As far as the series follows the others at all.
 *
 * @returns `undefined` when too few series are known
 */
export function exposureOf(
  common: CommonDemand,
  units: Float64Array,
  ahead: number,
): Exposure | undefined {
  const movements = settleCommon(common);
  if (movements.length === 0) return undefined;
  const movement = movements[cellOf(momentsOf(units).mean)]!;
  const { levels } = movement;
  const n = units.length;
  // Where the series' first period lies among the levels; before them nothing is known.
  const shift = levels.length - ahead - n;
  const loading = loadingOn(units, levels, shift);
  return {
    past: units.map((_, t) => (levels[t + shift] ?? 1) ** loading),
    ahead: (origin, steps) => {
      const from = Math.max(origin + shift, 0);
      const path = outlookFrom(movement, common.season, from, steps);
      return loading === 1 ? path : path.map((share) => share ** loading);
    },
  };
}

function outlookFrom(
  { levels, explanations, known }: CommonMovement,
  season: number,
  origin: number,
  steps: number,
): Float64Array {
  let path = known.get(origin);
  if (path === undefined || path.length < steps) {
    path = outlook(levels.subarray(0, origin), explanations, season, steps);
    known.set(origin, path);
  }
  return path.subarray(0, steps);
}

/** Makes what follows from the series noted, unless it is made. */
export function settleCommon(common: CommonDemand): readonly CommonMovement[] {
  return (common.movements ??= movementsOf(common));
}

/** Levels by cell, each drawn towards those of all by what is only noise in them. */
function movementsOf(common: CommonDemand): CommonMovement[] {
  const { counts, sums, weights, season } = common;
  let periods = 0;
  while (periods < mostPeriods && counts[periods]! >= fewSeries) periods++;
  if (periods < 4) return [];
  const total = (of: Float64Array, back: number) => {
    let sum = 0;
    for (let c = 0; c < cells; c++) sum += of[c * mostPeriods + back]!;
    return sum;
  };
  const back = (t: number) => periods - 1 - t;
  const all = shrunk(
    periods,
    (t) => total(sums, back(t)) / total(weights, back(t)),
    (t) => 1 / total(weights, back(t)),
  );
  const explanations = explanationsOf(all, season);
  return Array.from({ length: cells }, (_, cell) => {
    const at = (t: number) => cell * mostPeriods + back(t);
    const relative = shrunk(
      periods,
      (t) => (sums[at(t)]! + all[t]!) / (weights[at(t)]! + 1) / all[t]!,
      (t) => 1 / (weights[at(t)]! + 1),
    );
    const levels = all.map((level, t) =>
      Math.max(level * relative[t]!, leastShare),
    );
    const mean = levels.reduce((a, b) => a + b, 0) / periods;
    const own = levels.map((level) => level / mean);
    return { levels: own, explanations, known: new Map() };
  });
}

/** Figures around 1, drawn to it by the share of their variance that is sampling noise. */
function shrunk(
  periods: number,
  figure: (t: number) => number,
  noise: (t: number) => number,
): Float64Array {
  const found = Float64Array.from({ length: periods }, (_, t) => figure(t));
  const mean = found.reduce((a, b) => a + b, 0) / periods;
  let spread = 0;
  let expected = 0;
  for (let t = 0; t < periods; t++) {
    spread += (found[t]! / mean - 1) ** 2;
    expected += noise(t);
  }
  const kept = spread > 0 ? Math.max(0, 1 - expected / spread) : 0;
  return found.map((value) =>
    Math.max(1 + kept * (value / mean - 1), leastShare),
  );
}

function cellOf(mean: number): number {
  const cell = Math.floor((Math.log2(Math.max(mean, 1e-9)) + 2) / 1.5);
  return Math.min(Math.max(cell, 0), cells - 1);
}

function momentsOf(units: Float64Array) {
  let sum = 0;
  let squares = 0;
  let demands = 0;
  for (const size of units) {
    sum += size;
    squares += size * size;
    if (size > 0) demands++;
  }
  const n = Math.max(units.length, 1);
  const mean = sum / n;
  return { mean, variance: Math.max(squares / n - mean * mean, 0), demands };
}
