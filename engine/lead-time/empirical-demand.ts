import { atLeast, finite } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { Distribution } from "../numeric/distribution.ts";
import {
  empiricalDistribution,
  type WeightedValues,
} from "../numeric/empirical.ts";

/**
 * Most cells of a sum: adding up takes time in proportion to their square. Whole demands that
 * need more, and demands that are not whole, are added up on a grid.
 */
const mostCells = 40_000;

/** Cells of that grid, for one period: no more than this, no fewer than that. */
const gridCells = 2048;
const fewestCells = 16;

/**
 * Demand over each possible time, as recorded.
 *
 * A history in order is cut in windows of that many periods, every start equally likely
 * and the end joined to the beginning, so that runs of high demand stay together and the
 * mean is kept. Weighted values are independent periods and are convolved exactly. A
 * fraction of a period takes that fraction of its demand; whole units stay whole, split
 * between the two neighbours with the mean kept.
 *
 * @param history - units per period, oldest first, or units with weights
 * @param times - periods to cover, with weights
 * @throws InputError when the history is empty or a number in it is none
 * @see Willemain, Smart and Schwarz (2004) on why not to assume a law here.
 */
export function empiricalLeadTimeDemand(
  history: readonly number[] | WeightedValues,
  times: WeightedValues,
): Distribution {
  const sums = new Map<number, number>();
  const add = (units: number, weight: number) => {
    if (weight > 0) sums.set(units, (sums.get(units) ?? 0) + weight);
  };
  if ("weights" in history) convolve(history, times, add);
  else cutWindows(history, times, add);
  return empiricalDistribution({
    values: [...sums.keys()],
    weights: [...sums.values()],
  });
}

type Add = (units: number, weight: number) => void;

function cutWindows(
  history: readonly number[],
  times: WeightedValues,
  add: Add,
): void {
  const n = history.length;
  if (n === 0) {
    throw new InputError("history", "history must hold at least one period");
  }
  history.forEach((units, i) => {
    if (!Number.isFinite(units)) finite(`history[${i}]`, units);
  });
  const whole = history.every(Number.isInteger);
  const before = [0];
  history.forEach((units, i) => before.push((before[i] as number) + units));
  const total = before[n] as number;
  const upTo = (i: number) =>
    Math.floor(i / n) * total + (before[i % n] as number);

  times.values.forEach((time, j) => {
    const [periods, rest] = parts(time);
    const weight = (times.weights[j] as number) / n;
    for (let start = 0; start < n; start++) {
      const sum = upTo(start + periods) - upTo(start);
      const last = rest * (history[(start + periods) % n] as number);
      if (whole) splitWhole(sum + last, weight, add);
      else add(sum + last, weight);
    }
  });
}

/** Whole periods and the fraction left, with rounding dust swept to the nearer whole. */
function parts(time: number): [number, number] {
  const whole = Math.floor(time + 1e-9);
  return [whole, Math.max(time - whole, 0) < 1e-9 ? 0 : time - whole];
}

function splitWhole(units: number, weight: number, add: Add): void {
  const low = Math.floor(units);
  const rest = units - low;
  add(low, weight * (1 - rest));
  if (rest > 0) add(low + 1, weight * rest);
}

/** Weights on the multiples of a step, from `from` steps upwards. */
interface Lattice {
  readonly from: number;
  readonly weights: Float64Array;
}

function convolve(
  period: WeightedValues,
  times: WeightedValues,
  add: Add,
): void {
  const total = period.weights.reduce(
    (sum, w, i) => sum + atLeast(`history.weights[${i}]`, w, 0),
    0,
  );
  if (!(total > 0)) {
    throw new InputError(
      "history.weights",
      `history.weights must add up to more than 0, got ${total}`,
    );
  }
  const most = times.values.reduce((a, b) => Math.max(a, b), 0);
  const step = stepOf(period.values, most);
  const share = (fraction: number) => lattice(period, total, fraction, step);
  const one = share(1);
  const order = times.values
    .map((time, j) => ({ time, weight: times.weights[j] as number }))
    .sort((a, b) => a.time - b.time);
  let sum: Lattice = { from: 0, weights: Float64Array.of(1) };
  let covered = 0;
  for (const { time, weight } of order) {
    const [periods, rest] = parts(time);
    for (; covered < periods; covered++) sum = product(sum, one);
    const all = rest > 0 ? product(sum, share(rest)) : sum;
    all.weights.forEach((w, i) => add((all.from + i) * step, w * weight));
  }
}

/** One when demand is whole and the sums are few, else the width of a grid cell. */
function stepOf(values: readonly number[], periods: number): number {
  values.forEach((v, i) => finite(`history.values[${i}]`, v));
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  const high = values.reduce((a, b) => Math.max(a, b), 0);
  const cells = (high - low) * Math.max(periods, 1);
  if (values.every(Number.isInteger) && cells <= mostCells) return 1;
  const length = Math.max(periods, 1);
  const each = Math.min(Math.max(mostCells / length, fewestCells), gridCells);
  const width = cells / (each * length);
  // Figures near the smallest that a double holds leave no width.
  return width > 0 ? width : 1;
}

/** One period's demand times a fraction, on the grid with the mean kept. */
function lattice(
  { values, weights }: WeightedValues,
  total: number,
  fraction: number,
  step: number,
): Lattice {
  const cells = values.map((v) => (v * fraction) / step);
  const from = Math.floor(cells.reduce((a, b) => Math.min(a, b), Infinity));
  const to = Math.ceil(cells.reduce((a, b) => Math.max(a, b), -Infinity));
  const result = new Float64Array(to - from + 2);
  cells.forEach((cell, i) => {
    splitWhole(cell - from, (weights[i] as number) / total, (k, w) => {
      result[k] = (result[k] as number) + w;
    });
  });
  return { from, weights: result.subarray(0, to - from + 1) };
}

function product(a: Lattice, b: Lattice): Lattice {
  const weights = new Float64Array(a.weights.length + b.weights.length - 1);
  a.weights.forEach((w, i) => {
    if (w === 0) return;
    b.weights.forEach((v, j) => {
      weights[i + j] = (weights[i + j] as number) + w * v;
    });
  });
  return { from: a.from + b.from, weights };
}
