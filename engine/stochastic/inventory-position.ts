import { onlyLots } from "./demand-over.ts";
import type { Cumulants, Excess } from "./skew-law.ts";
import { excessOver } from "./skew-law.ts";
import type { StochasticNetwork } from "./stochastic-network.ts";

/** Where the inventory position is after ordering, above the stock it never falls below. */
export interface Positions {
  readonly mean: number;
  /** It moves in steps of so many units; 0 when it is anywhere up to the lot. */
  readonly step: number;
  readonly lot: number;
}

/**
 * Uniform over a lot; in steps where all that is asked comes in lots that it holds whole
 * numbers of, for then it never comes to lie between them.
 */
export function positionsOf(
  problem: Pick<StochasticNetwork, "lotSize" | "lots" | "mean">,
  stage: number,
): Positions {
  const lot = problem.lotSize[stage]!;
  const anywhere = { mean: lot / 2, step: 0, lot };
  const only = lot > 0 ? onlyLots(problem, stage) : undefined;
  if (only === undefined) return anywhere;
  const step = problem.lotSize[only.source]! * only.units;
  const steps = Math.round(lot / step);
  if (Math.abs(steps * step - lot) > 1e-9 * lot) return anywhere;
  return { mean: (lot + step) / 2, step, lot };
}

/** Excess of X over the inventory position, on average over where that is. */
export function averageExcess(
  law: Cumulants,
  stock: number,
  { step, lot }: Positions,
): Omit<Excess, "fourth"> {
  if (lot <= 1e-4 * Math.sqrt(law.variance)) {
    return excessOver(law, stock + lot / 2);
  }
  if (step === 0) {
    // ∫ E[((X − s − u)⁺)ᵏ] du over the lot, from the next higher power at its two ends.
    const low = excessOver(law, stock);
    const high = excessOver(law, stock + lot);
    return {
      chance: (low.first - high.first) / lot,
      first: (low.second - high.second) / (2 * lot),
      second: (low.third - high.third) / (3 * lot),
      third: (low.fourth - high.fourth) / (4 * lot),
    };
  }
  const sums = { chance: 0, first: 0, second: 0, third: 0 };
  const steps = Math.round(lot / step);
  for (let k = 1; k <= steps; k++) {
    const excess = excessOver(law, stock + k * step);
    sums.chance += excess.chance / steps;
    sums.first += excess.first / steps;
    sums.second += excess.second / steps;
    sums.third += excess.third / steps;
  }
  return sums;
}
