import type { StageTimeLaw } from "../network/network.ts";
import {
  normalDensity,
  normalLoss,
  normalSurvival,
} from "../numeric/normal-tail.ts";

/** What one stage's stock must cover. */
export interface PooledStage {
  /** Units per period, pooled. */
  readonly mean: number;
  /** Safety stock for one period: standard deviations covered, pooled. */
  readonly safety: number;
  /** Standard deviations covered. */
  readonly safetyFactor: number;
  /** Whole periods of the stage. */
  readonly time: number;
}

/** Stock that a net replenishment time asks for, in units. */
export interface CoveringStock {
  /** Held on average against uncertainty, with what arrives early. */
  readonly safetyStock: number;
  /** Mean demand over the time covered, and the safety stock against it. */
  readonly baseStock: number;
}

/**
 * Stock that covers a net replenishment time of `netTime` whole periods.
 *
 * Constant stage time: k·√τ. Random stage time L, with b = τ - T the periods by which
 * supplies come later than is quoted: the time covered is (b + L)⁺ with mean m₁ and
 * variance v, so √(k²·m₁ + (z·μ)²·v), plus μ·E[(-b - L)⁺] that arrives before it is due.
 * A normal stage time is not truncated.
 *
 * @param demand - pooled demand of the stage
 * @param law - the stage time's law
 * @param netTime - inbound service time + stage time - outbound service time
 * @returns units
 *
 * @see Humair, Ruark, Tomlin and Willems (2013), Incorporating stochastic lead times
 * into the guaranteed service model of safety stock optimization, Interfaces 43(5).
 */
export function coveringStock(
  demand: PooledStage,
  law: StageTimeLaw,
  netTime: number,
): CoveringStock {
  if (law.kind === "constant") {
    const safetyStock = demand.safety * Math.sqrt(netTime);
    return { safetyStock, baseStock: demand.mean * netTime + safetyStock };
  }
  const late = netTime - demand.time;
  const exposed =
    law.kind === "discrete"
      ? discreteExposure(law.periods, law.probability, late)
      : normalExposure(law.mean + late, law.deviation);
  const against = Math.sqrt(
    demand.safety ** 2 * exposed.mean +
      (demand.safetyFactor * demand.mean) ** 2 * exposed.variance,
  );
  return {
    safetyStock: against + demand.mean * exposed.early,
    baseStock: against + demand.mean * exposed.mean,
  };
}

/** Of X = b + L: mean and variance of X⁺, and the mean of (-X)⁺. */
interface Exposure {
  readonly mean: number;
  readonly variance: number;
  readonly early: number;
}

function discreteExposure(
  periods: Float64Array,
  probability: Float64Array,
  late: number,
): Exposure {
  let mean = 0;
  let early = 0;
  for (let at = 0; at < periods.length; at++) {
    const time = late + periods[at]!;
    if (time > 0) mean += probability[at]! * time;
    else early -= probability[at]! * time;
  }
  let variance = 0;
  for (let at = 0; at < periods.length; at++) {
    const time = Math.max(0, late + periods[at]!);
    variance += probability[at]! * (time - mean) ** 2;
  }
  return { mean, variance, early };
}

function normalExposure(center: number, deviation: number): Exposure {
  const x = center / deviation;
  const mean = deviation * normalLoss(-x);
  const square =
    (center ** 2 + deviation ** 2) * normalSurvival(-x) +
    center * deviation * normalDensity(x);
  return {
    mean,
    variance: Math.max(0, square - mean ** 2),
    early: deviation * normalLoss(x),
  };
}
