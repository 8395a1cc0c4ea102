import type { StageGraph } from "./stage-graph.ts";

/** Calls `visit` once for each stage that one unit of demand at a stage draws on. */
export type PathWalk = (
  demandStage: number,
  visit: (stage: number, units: number) => void,
) => void;

/**
 * Units of each stage in one unit of demand: the Φ of pooled demand.
 *
 * Units multiply along a path of the bill of material and add up over paths.
 * Only the stages above the demand are walked, so a walk is as cheap as they are few.
 *
 * @param graph - the network's links
 * @returns the walk, to be used for one demand stage after the other
 *
 * @see Humair and Willems (2011), Optimizing strategic safety stock placement in
 * general acyclic networks, Operations Research 59(3), 781-787.
 */
export function pathUnits(graph: StageGraph): PathWalk {
  const { size, order, from, firstSupplier, supplierLink } = graph;
  const rank = new Int32Array(size);
  order.forEach((stage, place) => {
    rank[stage] = place;
  });
  const units = new Float64Array(size);
  const ranks = new Int32Array(size);
  const seen = new Uint8Array(size);

  return (demandStage, visit) => {
    let known = 1;
    ranks[0] = rank[demandStage]!;
    seen[demandStage] = 1;
    for (let done = 0; done < known; done++) {
      const stage = order[ranks[done]!]!;
      const end = firstSupplier[stage + 1]!;
      for (let at = firstSupplier[stage]!; at < end; at++) {
        const supplier = from[supplierLink[at]!]!;
        if (seen[supplier] === 1) continue;
        seen[supplier] = 1;
        ranks[known++] = rank[supplier]!;
      }
    }
    // Customers first: all that a stage must deliver is known before it is passed on.
    const upward = ranks.subarray(0, known).sort();
    units[demandStage] = 1;
    for (let place = known - 1; place >= 0; place--) {
      const stage = order[upward[place]!]!;
      const needed = units[stage]!;
      visit(stage, needed);
      units[stage] = 0;
      seen[stage] = 0;
      const end = firstSupplier[stage + 1]!;
      for (let at = firstSupplier[stage]!; at < end; at++) {
        const link = supplierLink[at]!;
        units[from[link]!]! += needed * graph.units[link]!;
      }
    }
  };
}
