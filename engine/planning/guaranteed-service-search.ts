import type { Random } from "../numeric/random.ts";
import { seededRandom } from "../numeric/random.ts";
import type { SweepRoom } from "./guaranteed-service-dual.ts";
import { sweepRoom } from "./guaranteed-service-dual.ts";
import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";
import type { Solution } from "./guaranteed-service-primal.ts";
import { decode, treeMove } from "./guaranteed-service-primal.ts";

/** One connected part of a network under search. */
export interface Search {
  readonly graph: TimeGraph;
  readonly room: SweepRoom;
  readonly random: Random;
  /** What rounding may do to a bound. */
  readonly rounding: number;
  best: Solution;
  /** Share of the open stages that `refine` holds. */
  held: number;
}

/** A search that starts from a solution; its random numbers are the same every time. */
export function searchOf(graph: TimeGraph, best: Solution): Search {
  const { problem, stages } = graph;
  let rounding = 0;
  for (const stage of stages) {
    const first = problem.firstCost[stage]!;
    const last = problem.firstCost[stage + 1]! - 1;
    const ends = Math.abs(problem.cost[first]!) + Math.abs(problem.cost[last]!);
    rounding += 1e-14 * ends;
  }
  return {
    graph,
    room: sweepRoom(graph),
    random: seededRandom(1),
    rounding,
    best,
    held: 0.25,
  };
}

/** Share of the best cost within which nothing is sought any more: below `optimalGap`. */
const closeEnough = 5e-8;

/** A cost from which on a solution is of no interest. */
export function target({ best, rounding }: Search): number {
  return best.cost - closeEnough * Math.abs(best.cost) - rounding;
}

/** What a bound proves: at the target, all but the share that is not sought; rounding is forgiven. */
export function proves(search: Search, bound: number): number {
  if (bound < target(search)) return bound;
  const { cost } = search.best;
  const least = cost - closeEnough * Math.abs(cost);
  return Math.max(least, Math.min(bound, target(search)));
}

/** Takes a solution that is better than the best. @returns whether it was */
export function offer(search: Search, solution: Solution | null): boolean {
  if (solution === null || !(solution.cost < search.best.cost)) return false;
  search.best = solution;
  return true;
}

/** Tries to better the best solution: what the messages say, and trees around it. */
export function improve(search: Search, labels: Labels, moves: number): void {
  const { graph, room, random } = search;
  let from = decode(graph, labels);
  offer(search, from);
  for (let move = 0; move < moves; move++) {
    if (from === null || move % 2 === 1) from = search.best;
    const next = treeMove(graph, labels, room, from, random);
    offer(search, next);
    from = next;
  }
}
