import { bracketedRoot } from "../numeric/roots.ts";
import { positionsOf } from "./inventory-position.ts";
import type { Exposure } from "./network-stock.ts";
import { stockAt } from "./network-stock.ts";
import type { StageStock, StochasticNetwork } from "./stochastic-network.ts";

/** What customers of a stage are promised: a share of units, or of periods without a unit owed. */
export interface ServiceTarget {
  readonly measure: "fillRate" | "cycleService";
  readonly target: number;
}

/** The least stock that keeps a target. */
export function leastStock(
  problem: StochasticNetwork,
  stage: number,
  exposure: Exposure,
  { measure, target }: ServiceTarget,
): StageStock {
  const whole = problem.whole[stage]!;
  const position = positionsOf(problem, stage).mean;
  const least = whole ? -Math.floor(position) : -position;
  const none = stockAt(problem, stage, exposure, least);
  if (none[measure] >= target) return none;
  const { mean, variance } = exposure.exposed;
  if (whole) {
    return leastWhole(
      (stock) => stockAt(problem, stage, exposure, stock),
      ({ [measure]: reached }) => reached >= target,
      least,
    );
  }
  let low = least;
  let high = mean + Math.sqrt(variance) + 1e-9;
  while (stockAt(problem, stage, exposure, high)[measure] < target) {
    low = high;
    high = high * 2 + Math.sqrt(variance);
  }
  const miss = (stock: number) =>
    stockAt(problem, stage, exposure, stock)[measure] - target;
  const tolerance = 1e-7 * Math.max(Math.sqrt(variance), 1e-3);
  const root = bracketedRoot(miss, { low, high, tolerance });
  // Not below the target by the last bits.
  return stockAt(problem, stage, exposure, root + tolerance);
}

/** The least whole stock that keeps a target; `below` does not. */
function leastWhole(
  stockOf: (units: number) => StageStock,
  isKept: (stock: StageStock) => boolean,
  below: number,
): StageStock {
  let [low, high] = [below, below + 1];
  while (!isKept(stockOf(high))) [low, high] = [high, 2 * high - below];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isKept(stockOf(middle))) high = middle;
    else low = middle;
  }
  return stockOf(high);
}
