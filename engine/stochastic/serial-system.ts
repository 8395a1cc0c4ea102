import { above, asManyAs, atLeast, finite } from "../checks.ts";
import { InputError } from "../errors.ts";
import { poissonDistribution } from "../numeric/poisson.ts";
import { normalDistribution } from "../numeric/normal.ts";
import type { Distribution } from "../numeric/distribution.ts";
import { continuousEchelonCost } from "./echelon-cost-continuous.ts";
import { discreteEchelonCost } from "./echelon-cost-discrete.ts";
import type { EchelonCost } from "./echelon-cost.ts";
import { customerCost } from "./echelon-cost.ts";

/** A line of stages that serve one another; every list begins at the customers. */
export interface SerialSystem {
  /** Per period: Poisson, or normal with independent increments. */
  readonly demand:
    | { readonly law: "poisson"; readonly rate: number }
    | {
        readonly law: "normal";
        readonly mean: number;
        readonly deviation: number;
      };
  /** Periods to each stage from the one above it. */
  readonly leadTimes: readonly number[];
  /** What holding a unit costs more here than one stage up, per period; above 0. */
  readonly echelonHolding: readonly number[];
  /** Per unit owed to customers and period; above 0. */
  readonly backorderCost: number;
}

/** Echelon base stocks of a line and what they cost. */
export interface SerialPolicy {
  /** Units on hand or on the way, here and all the way down, less what customers are owed. */
  readonly echelonBaseStock: readonly number[];
  /** Units of each stage alone: the same policy, as a simulation or an ERP needs it. */
  readonly localBaseStock: readonly number[];
  /** Per period: holding, on the way between stages too, and backorders. */
  readonly cost: number;
}

/**
 * The best base stocks of a serial system, exactly.
 *
 * Orders are placed as demand comes, lead times are fixed, customers wait. Stage by
 * stage from the customers: C_j(y) = E[h_j·X + C̲_{j-1}(X)] with X = y - D_j, least at
 * S_j, and C̲_j(x) = C_j(min(S_j, x)). With Poisson demand the smallest of tied base
 * stocks is answered.
 *
 * @param system - demand, lead times, costs
 * @throws InputError when a list is too short, a number out of range
 *
 * @see Clark and Scarf (1960), Management Science 6(4), 475-490; Chen and Zheng (1994),
 * Management Science 40(11), 1426-1443.
 */
export function serialPolicy(system: SerialSystem): SerialPolicy {
  return recursion(system, (cost) => cost.least());
}

/**
 * What given echelon base stocks of a serial system cost, exactly.
 *
 * A stage whose base stock exceeds that of the stage above can only fill up to that one.
 *
 * @param echelonBaseStock - of each stage, beginning at the customers
 * @throws InputError when a list is too short, a number out of range
 */
export function serialCost(
  system: SerialSystem,
  echelonBaseStock: readonly number[],
): SerialPolicy {
  asManyAs(
    "echelonBaseStock",
    echelonBaseStock,
    "leadTimes",
    system.leadTimes.length,
  );
  const whole = system.demand.law === "poisson";
  echelonBaseStock.forEach((units, stage) => {
    const field = `echelonBaseStock[${stage}]`;
    finite(field, units);
    if (whole && !Number.isInteger(units)) {
      throw new InputError(
        field,
        `${field} must be whole with Poisson demand, got ${units}`,
      );
    }
  });
  return recursion(system, (_, stage) => echelonBaseStock[stage]!);
}

function recursion(
  system: SerialSystem,
  stockAt: (cost: EchelonCost, stage: number) => number,
): SerialPolicy {
  const { demand, leadTimes, echelonHolding, backorderCost } = system;
  const size = leadTimes.length;
  if (size === 0) {
    throw new InputError("leadTimes", "leadTimes must hold at least one stage");
  }
  asManyAs("echelonHolding", echelonHolding, "leadTimes", size);
  above("backorderCost", backorderCost, 0);
  echelonHolding.forEach((cost, stage) =>
    above(`echelonHolding[${stage}]`, cost, 0),
  );
  const local = echelonHolding.reduce((sum, cost) => sum + cost, 0);

  let below = customerCost(backorderCost + local);
  const echelonBaseStock: number[] = [];
  let cost = NaN;
  for (let stage = 0; stage < size; stage++) {
    const law = lawOver(
      demand,
      atLeast(`leadTimes[${stage}]`, leadTimes[stage]!, 0),
    );
    const stageCost =
      demand.law === "poisson"
        ? discreteEchelonCost(echelonHolding[stage]!, law, below)
        : continuousEchelonCost(echelonHolding[stage]!, law, below);
    const stock = stockAt(stageCost, stage);
    echelonBaseStock.push(stock);
    cost = stageCost.at(stock);
    below = stageCost.cappedAt(stock);
  }
  return {
    echelonBaseStock,
    localBaseStock: localStocks(echelonBaseStock),
    cost,
  };
}

/** A stage's own share of its echelon, once no echelon exceeds the one above. */
function localStocks(echelon: readonly number[]): number[] {
  const reachable = [...echelon];
  for (let stage = reachable.length - 2; stage >= 0; stage--) {
    reachable[stage] = Math.min(reachable[stage]!, reachable[stage + 1]!);
  }
  return reachable.map((units, stage) => units - (reachable[stage - 1] ?? 0));
}

function lawOver(
  demand: SerialSystem["demand"],
  periods: number,
): Distribution {
  return demand.law === "poisson"
    ? poissonDistribution(atLeast("demand.rate", demand.rate, 0) * periods)
    : normalDistribution({
        mean: atLeast("demand.mean", demand.mean, 0) * periods,
        deviation:
          atLeast("demand.deviation", demand.deviation, 0) * Math.sqrt(periods),
      });
}
