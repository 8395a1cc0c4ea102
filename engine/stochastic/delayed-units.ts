import { poissonDistribution } from "../numeric/poisson.ts";
import { poissonDensity } from "../numeric/special.ts";
import type { OneWarehouse } from "./one-warehouse-system.ts";

/**
 * Law of the units that a retailer has on order, at one base stock of the warehouse.
 * To be asked before the sweep goes on: it shares its memory with the next.
 */
export interface DelayedUnits {
  /** Whole units; at and above the first of the sweep nothing is delayed. */
  readonly warehouseStock: number;
  readonly mean: number;
  /** P(X ≤ x). */
  readonly cdf: (x: number) => number;
  /** E[(X - x)⁺]. */
  readonly loss: (x: number) => number;
  /** Smallest x with P(X ≤ x) ≥ p. */
  readonly quantile: (p: number) => number;
}

/** Mass beyond which neither the warehouse's demand nor a retailer's is looked at. */
const unlooked = 1e-17;

/**
 * A retailer's units on order for every base stock of the warehouse, from one at which
 * nothing is ever delayed down to 0.
 *
 * With r_s(k) = P(warehouse demand ≥ s and k of its last demand - s units are the
 * retailer's), a unit less of stock delays one more unit, the retailer's with chance p:
 * r_(s-1) = r_s ⊗ (1 - p, p) + P(demand = s - 1)·δ_0. Only sums of positive terms, and
 * as many steps as there are units.
 *
 * @see Graves (1985), Management Science 31(10), 1247-1256, for the binomial split.
 */
export function* delayedUnits(
  { rates, transportTimes, warehouseLeadTime }: OneWarehouse,
  retailer: number,
): Generator<DelayedUnits, void> {
  const rate = rates[retailer]!;
  const all = rates.reduce((sum, one) => sum + one, 0);
  const p = rate / all;
  const warehouse = poissonDistribution(all * warehouseLeadTime);
  const moving = rate * transportTimes[retailer]!;
  const top = furthest(warehouse);
  const movingMass = poissonMasses(moving);

  // split[k]: r_s(k). Beyond `size` the retailer has no units at all.
  const split = new Float64Array(top + 2);
  let size = 1;
  split[0] = warehouse.survival(top - 1);
  for (let stock = top; stock >= 0; stock--) {
    const onTime = stock === 0 ? 0 : warehouse.cdf(stock - 1);
    yield onOrder(stock, split.subarray(0, size), onTime, movingMass, {
      mean: moving + p * warehouse.loss(stock),
    });
    if (stock === 0) return;
    for (let k = size; k > 0; k--) {
      split[k] = (1 - p) * split[k]! + p * split[k - 1]!;
    }
    split[0] = (1 - p) * split[0]! + poissonDensity(stock - 1, warehouse.mean);
    size++;
    while (size > 1 && split[size - 1]! < unlooked) split[--size] = 0;
  }
}

function onOrder(
  warehouseStock: number,
  split: Float64Array,
  onTime: number,
  moving: Float64Array,
  { mean }: { readonly mean: number },
): DelayedUnits {
  let below: Float64Array | null = null;
  let short: Float64Array | null = null;
  /** P(X ≤ x), made when first asked for. */
  const cumulative = (): Float64Array => {
    if (below) return below;
    below = new Float64Array(split.length + moving.length - 1);
    for (let k = 0; k < split.length; k++) {
      const mass = split[k]! + (k === 0 ? onTime : 0);
      for (let m = 0; m < moving.length; m++) {
        below[k + m]! += mass * moving[m]!;
      }
    }
    for (let x = 1; x < below.length; x++) below[x]! += below[x - 1]!;
    return below;
  };
  const losses = (): Float64Array => {
    if (short) return short;
    const cdf = cumulative();
    const size = cdf.length;
    // P(X > x) from the right, so that far tails keep their digits.
    let tail = 0;
    let loss = 0;
    short = new Float64Array(size + 1);
    for (let x = size - 1; x > 0; x--) {
      tail += cdf[x]! - cdf[x - 1]!;
      loss += tail;
      short[x - 1] = loss;
    }
    return short;
  };
  return {
    warehouseStock,
    mean,
    cdf: (x) => {
      const cdf = cumulative();
      return x < 0 ? 0 : Math.min(cdf[Math.min(x, cdf.length - 1)]!, 1);
    },
    loss: (x) => {
      const table = losses();
      return x < 0 ? mean - x : (table[Math.min(x, table.length - 1)] ?? 0);
    },
    quantile: (level) => {
      const cdf = cumulative();
      const at = cdf.findIndex((value) => value >= level);
      return at < 0 ? cdf.length - 1 : at;
    },
  };
}

function poissonMasses(mean: number): Float64Array {
  if (mean === 0) return Float64Array.of(1);
  const last = furthest(poissonDistribution(mean));
  return Float64Array.from({ length: last + 1 }, (_, k) =>
    poissonDensity(k, mean),
  );
}

/** First unit above the mean that demand never passes, as far as a double can tell. */
function furthest(law: {
  readonly mean: number;
  readonly survival: (x: number) => number;
}): number {
  let step = 1;
  const start = Math.ceil(law.mean);
  while (law.survival(start + step) >= unlooked) step *= 2;
  let low = start + Math.floor(step / 2) - 1;
  let high = start + step;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (law.survival(middle) < unlooked) high = middle;
    else low = middle;
  }
  return high + 1;
}
