import type { StageGraph } from "./stage-graph.ts";

/**
 * Cost of a unit where it stands: what its stage adds, and all that went into it.
 *
 * @param graph - the network's links, whose units weigh the suppliers' costs
 * @param addedCost - money that each stage adds to a unit
 * @returns money per unit, stage by stage
 */
export function cumulativeCost(
  graph: StageGraph,
  addedCost: ArrayLike<number>,
): Float64Array {
  const cost = Float64Array.from(addedCost);
  for (const stage of graph.order) {
    const end = graph.firstSupplier[stage + 1]!;
    for (let at = graph.firstSupplier[stage]!; at < end; at++) {
      const link = graph.supplierLink[at]!;
      cost[stage]! += graph.units[link]! * cost[graph.from[link]!]!;
    }
  }
  return cost;
}
