import { pathUnits } from "./path-units.ts";
import type { StageGraph } from "./stage-graph.ts";

/** Independent demand, stage by stage; zeros where there is none. */
export interface IndependentDemands {
  /** Units per period. */
  readonly mean: ArrayLike<number>;
  /** Units per period. */
  readonly deviation: ArrayLike<number>;
  /** Standard deviations that customers want covered. */
  readonly safetyFactor: ArrayLike<number>;
}

/** Demand that reaches each stage over all paths, in the stage's own units. */
export interface PooledDemand {
  /** μ_j = Σ Φ_jd μ_d, per period. */
  readonly mean: Float64Array;
  /** σ_j = √Σ (Φ_jd σ_d)², per period. */
  readonly deviation: Float64Array;
  /** k_j = √Σ (Φ_jd z_d σ_d)²: safety stock for one period of demand. */
  readonly safety: Float64Array;
  /** z_j = k_j / σ_j; 0 where no demand varies, as in the published costs of random stage times. */
  readonly safetyFactor: Float64Array;
}

/**
 * Demand of every stage of a network, pooled by path: independent demands, each
 * times the units of the stage in it.
 *
 * @param graph - the network's links
 * @param demands - independent demand of each stage
 * @returns pooled demand of each stage; all 0 where no demand is drawn
 */
export function pooledDemand(
  graph: StageGraph,
  demands: IndependentDemands,
): PooledDemand {
  const { size } = graph;
  const mean = new Float64Array(size);
  const variance = new Float64Array(size);
  const safety = new Float64Array(size);
  const walk = pathUnits(graph);
  for (let source = 0; source < size; source++) {
    const mu = demands.mean[source]!;
    const sigma = demands.deviation[source]!;
    if (mu === 0 && sigma === 0) continue;
    const z = demands.safetyFactor[source]!;
    walk(source, (stage, units) => {
      mean[stage]! += units * mu;
      variance[stage]! += (units * sigma) ** 2;
      safety[stage]! += (units * z * sigma) ** 2;
    });
  }
  const safetyFactor = new Float64Array(size);
  for (let stage = 0; stage < size; stage++) {
    if (variance[stage]! > 0) {
      safetyFactor[stage] = Math.sqrt(safety[stage]! / variance[stage]!);
    }
  }
  return {
    mean,
    deviation: variance.map(Math.sqrt),
    safety: safety.map(Math.sqrt),
    safetyFactor,
  };
}
