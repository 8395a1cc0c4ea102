import { disjointSets, membersBySet } from "../network/disjoint-sets.ts";
import { hangingTrees } from "../network/hanging-trees.ts";
import { rootPatience, tighten } from "./guaranteed-service-bounding.ts";
import { settle } from "./guaranteed-service-closing-in.ts";
import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";
import { allTimes, partOf } from "./guaranteed-service-labels.ts";
import type { Part } from "./guaranteed-service-part.ts";
import {
  follow,
  isProven,
  partWith,
  raise,
} from "./guaranteed-service-part.ts";
import { atOnceSolution, costOf } from "./guaranteed-service-primal.ts";
import type {
  PlacementProgress,
  PreparedProblem,
  StockPlacement,
} from "./guaranteed-service-problem.ts";
import { placementOf } from "./guaranteed-service-problem.ts";
import { offer } from "./guaranteed-service-search.ts";
import { foldStages, unfoldStages } from "./guaranteed-service-tree.ts";

/** When to stop looking: the engine has no clock. */
export interface PlacementLimits {
  /** Asked some times a second or more often; `true` ends the search with what there is. */
  readonly shouldStop?: () => boolean;
  /** Rounds of the search at most: a limit that gives the same answer on every machine. */
  readonly rounds?: number;
}

/**
 * Least-cost service times on any network without directed cycles, with proof.
 *
 * Trees that hang on the rest are folded into it (`foldStages`): exact. What is left
 * has several ways round. `tighten` bounds its cost from below and removes what cannot be
 * part of a better solution, `improve` finds solutions, and where the two do not meet,
 * what still hangs together is divided (`branch`). The costs may have any shape.
 *
 * @param problem - checked and bounded
 * @param limits - when to stop; then the best placement comes with its gap
 * @returns progress with cost and bound, then the service times
 *
 * @see Humair and Willems (2011), Optimizing strategic safety stock placement in
 * general acyclic networks, Operations Research 59(3), 781-787, for the problem.
 */
export function* solveAcyclic(
  problem: PreparedProblem,
  { shouldStop = () => false, rounds = Infinity }: PlacementLimits,
): Generator<PlacementProgress, StockPlacement> {
  const walk = hangingTrees(problem.graph);
  const folded = yield* foldStages(problem, walk);
  let trees = 0;
  for (const stage of walk.order.subarray(walk.kept)) {
    if (walk.parentLink[stage] !== -1) continue;
    trees += folded.behindOut[stage]!.reduce((a, b) => Math.min(a, b));
  }
  const kept = walk.order.slice(0, walk.kept);
  const parts = connected(problem, kept, walk.keptLinks).map((stages) => {
    const within = new Set(stages);
    const links = walk.keptLinks.filter((link) =>
      within.has(problem.graph.from[link]!),
    );
    const { graph, labels } = allTimes(problem, folded, stages, links);
    return partWith(graph, labels, atOnceSolution(graph));
  });

  const steps = proveAll(parts);
  let asked = 0;
  for (let step = steps.next(); step.done !== true; step = steps.next()) {
    const cost = trees + sum(parts, ({ search }) => search.best.cost);
    const bound = trees + sum(parts, (part) => part.bound);
    yield { step: "Proving the placement", ...step.value, cost, bound };
    if (shouldStop() || ++asked >= rounds) break;
  }

  const serviceTimeIn = new Int32Array(problem.graph.size);
  const serviceTimeOut = new Int32Array(problem.graph.size);
  for (const { search } of parts) {
    search.graph.stages.forEach((stage, at) => {
      serviceTimeIn[stage] = search.best.value[2 * at]!;
      serviceTimeOut[stage] = search.best.value[2 * at + 1]!;
    });
  }
  unfoldStages(problem, walk, folded, serviceTimeIn, serviceTimeOut);
  const bound = trees + sum(parts, (part) => part.bound);
  return placementOf(problem, serviceTimeIn, serviceTimeOut, bound);
}

/** Sweeps every part, then divides what is not proven: so that a stop finds all of them bounded. */
function* proveAll(
  parts: readonly Part[],
): Generator<{ readonly done: number; readonly total: number }, void> {
  const total = 2 * parts.length;
  let done = 0;
  for (const part of parts) {
    const steps = tighten(part.search, part.labels, -Infinity, rootPatience);
    for (const _ of follow(part, steps)) yield { done, total };
    done++;
  }
  for (const part of parts) {
    if (!isProven(part)) {
      for (const _ of divide(part)) yield { done, total };
    }
    done++;
  }
}

/** Searches the pieces of a part that still hang together, each alone. */
function* divide(part: Part): Generator<undefined, void> {
  const { graph, best } = part.search;
  const pieces = piecesOf(graph, part.labels).map((places) => {
    const piece = partOf(graph, part.labels, places);
    const value = new Int32Array(2 * places.length);
    places.forEach((at, index) => {
      value.set(best.value.subarray(2 * at, 2 * at + 2), 2 * index);
    });
    const known = { value, cost: costOf(piece.graph, value) };
    return { places, ...partWith(piece.graph, piece.labels, known) };
  });
  const gather = (): void => {
    const value = new Int32Array(best.value.length);
    for (const { places, search } of pieces) {
      places.forEach((at, index) => {
        const one = search.best.value.subarray(2 * index, 2 * index + 2);
        value.set(one, 2 * at);
      });
    }
    offer(part.search, { value, cost: costOf(graph, value) });
    const proven = sum(pieces, (piece) => piece.bound);
    raise(part, proven);
  };
  for (const piece of pieces) {
    for (const _ of settle(piece)) {
      gather();
      yield undefined;
    }
  }
  gather();
}

/** Stages that links join, suppliers before customers within each group. */
function connected(
  { graph }: PreparedProblem,
  stages: Int32Array,
  links: readonly number[],
): readonly Int32Array[] {
  const place = new Int32Array(graph.size);
  stages.forEach((stage, at) => {
    place[stage] = at;
  });
  const sets = disjointSets(stages.length);
  for (const link of links) {
    sets.join(place[graph.from[link]!]!, place[graph.to[link]!]!);
  }
  return membersBySet(stages.length, sets).map((members) =>
    Int32Array.from(members, (at) => stages[at]!),
  );
}

function piecesOf(
  { stages, tail, head }: TimeGraph,
  { active }: Labels,
): readonly (readonly number[])[] {
  const sets = disjointSets(stages.length);
  for (let edge = stages.length; edge < tail.length; edge++) {
    if (active[edge] === 1) sets.join(tail[edge]! >> 1, head[edge]! >> 1);
  }
  return membersBySet(stages.length, sets);
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
