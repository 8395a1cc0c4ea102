import { onlyLots } from "./demand-over.ts";
import type { Cumulants, Excess } from "./skew-law.ts";
import { excessOver } from "./skew-law.ts";
import type { StochasticNetwork } from "./stochastic-network.ts";
import { wholeExcess } from "./whole-units.ts";

/** Where the inventory position is after ordering, above the stock it never falls below. */
export interface Positions {
  readonly mean: number;
  /** It moves in steps of so many units; 0 when it is anywhere up to the lot. */
  readonly step: number;
  readonly lot: number;
  /** Units are counted, not measured. */
  readonly whole?: boolean;
}

/** Lots of no more units are looked at unit by unit. */
const countedLot = 30;

/**
 * Uniform over a lot; in steps where all that is asked comes in lots that it holds whole
 * numbers of, for then it never comes to lie between them.
 */
export function positionsOf(
  problem: Pick<StochasticNetwork, "lotSize" | "lots" | "mean" | "whole">,
  stage: number,
): Positions {
  const lot = problem.lotSize[stage]!;
  const whole = problem.whole[stage]!;
  const mean = whole && lot > 0 ? (lot + 1) / 2 : lot / 2;
  const anywhere = { mean, step: 0, lot, whole };
  const only = lot > 0 ? onlyLots(problem, stage) : undefined;
  if (only === undefined) return anywhere;
  const step = problem.lotSize[only.source]! * only.units;
  const steps = Math.round(lot / step);
  if (Math.abs(steps * step - lot) > 1e-9 * lot) return anywhere;
  return { mean: (lot + step) / 2, step, lot, whole };
}

/** Excess of X over the inventory position, on average over where that is. */
export function averageExcess(
  law: Cumulants,
  stock: number,
  { step, lot, whole = false }: Positions,
): Omit<Excess, "fourth"> {
  const excessAt = whole ? wholeExcess : excessOver;
  if (lot <= 1e-4 * Math.sqrt(law.variance)) {
    return excessAt(law, stock + lot / 2);
  }
  const grid = step > 0 || !whole || lot > countedLot ? step : 1;
  if (grid === 0) {
    // ∫ E[((X − s − u)⁺)ᵏ] du over the lot, from the next higher power at its two ends. Units
    // from s + 1 to s + Q lie in the middle of what is measured from s + ½ to s + Q + ½.
    const from = whole ? stock + 0.5 : stock;
    const low = excessOver(law, from);
    const high = excessOver(law, from + lot);
    return {
      chance: (low.first - high.first) / lot,
      first: (low.second - high.second) / (2 * lot),
      second: (low.third - high.third) / (3 * lot),
      third: (low.fourth - high.fourth) / (4 * lot),
    };
  }
  const sums = { chance: 0, first: 0, second: 0, third: 0 };
  const steps = Math.round(lot / grid);
  for (let k = 1; k <= steps; k++) {
    const excess = excessAt(law, stock + k * grid);
    sums.chance += excess.chance / steps;
    sums.first += excess.first / steps;
    sums.second += excess.second / steps;
    sums.third += excess.third / steps;
  }
  return sums;
}
