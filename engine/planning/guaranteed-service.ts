import { spanningForest } from "../network/spanning-forest.ts";
import type { PlacementLimits } from "./guaranteed-service-acyclic.ts";
import { solveAcyclic } from "./guaranteed-service-acyclic.ts";
import type {
  PlacementProblem,
  PlacementProgress,
  StockPlacement,
} from "./guaranteed-service-problem.ts";
import { prepareProblem } from "./guaranteed-service-problem.ts";
import { solveTrees } from "./guaranteed-service-tree.ts";

export type { PlacementLimits } from "./guaranteed-service-acyclic.ts";
export type {
  PlacementProblem,
  PlacementProblemStage,
  PlacementProgress,
  StockPlacement,
} from "./guaranteed-service-problem.ts";

/**
 * Where to hold stock so that every stage keeps its guaranteed service time at least cost.
 *
 * Minimises Σ cost_j(SI_j + T_j - S_j) over whole service times with S_i ≤ SI_j on
 * each link, S_j ≤ SI_j + T_j and S_j within its limit; the costs may have any shape.
 * Trees are solved by dynamic programming, other networks without directed cycles by
 * bounds, dominance and branching. Either is exact: the answer is proven, unless it was
 * stopped, and says how far from the best it can be.
 *
 * @param problem - stages with their cost tables, and links
 * @param limits - when to stop; the search for a tree is too short to be stopped
 * @returns progress, then service times, cost and proven bound
 * @throws InputError when a stage or link is wrong, or links run in a circle
 *
 * @see Graves and Willems (2000), M&SOM 2(1), 68-83, for trees; Humair and Willems
 * (2011), Operations Research 59(3), 781-787, for general networks.
 */
export function* placeStock(
  problem: PlacementProblem,
  limits: PlacementLimits = {},
): Generator<PlacementProgress, StockPlacement> {
  const prepared = prepareProblem(problem);
  const forest = spanningForest(prepared.graph);
  return forest.cycle === null
    ? yield* solveTrees(prepared, forest)
    : yield* solveAcyclic(prepared, limits);
}

/** Runs a long calculation to its end, without a look at its progress. */
export function drain<Result>(calculation: Generator<unknown, Result>): Result {
  let step = calculation.next();
  while (step.done !== true) step = calculation.next();
  return step.value;
}
