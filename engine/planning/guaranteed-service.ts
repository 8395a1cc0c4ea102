import type { Progress } from "../contracts/job.ts";
import { spanningForest } from "../network/spanning-forest.ts";
import type {
  PlacementProblem,
  StockPlacement,
} from "./guaranteed-service-problem.ts";
import { prepareProblem, treesOnly } from "./guaranteed-service-problem.ts";
import { solveTrees } from "./guaranteed-service-tree.ts";

export type {
  PlacementProblem,
  PlacementProblemStage,
  StockPlacement,
} from "./guaranteed-service-problem.ts";

/**
 * Where to hold stock so that every stage keeps its guaranteed service time at least cost.
 *
 * Minimises Σ cost_j(SI_j + T_j - S_j) over whole service times with S_i ≤ SI_j on
 * each link, S_j ≤ SI_j + T_j and S_j within its limit. Exact for trees and for
 * several trees side by side; the costs may have any shape.
 *
 * @param problem - stages with their cost tables, and links
 * @returns progress in stages, then service times and cost
 * @throws InputError when a stage or link is wrong, or links do not form trees
 *
 * @see Graves and Willems (2000), M&SOM 2(1), 68-83.
 */
export function* placeStock(
  problem: PlacementProblem,
): Generator<Progress, StockPlacement> {
  const prepared = prepareProblem(problem);
  const forest = treesOnly(prepared, spanningForest(prepared.graph));
  return yield* solveTrees(prepared, forest);
}

/** Runs a long calculation to its end, without a look at its progress. */
export function drain<Result>(calculation: Generator<unknown, Result>): Result {
  let step = calculation.next();
  while (step.done !== true) step = calculation.next();
  return step.value;
}
