import { tighten } from "./guaranteed-service-bounding.ts";
import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";
import { copyOf, keepLabels, partOf } from "./guaranteed-service-labels.ts";
import { costOf } from "./guaranteed-service-primal.ts";
import type { Search } from "./guaranteed-service-search.ts";
import { offer, searchOf } from "./guaranteed-service-search.ts";

/** Stages that are decided anew together: few enough to be solved almost to the end. */
export const stagesAnew = 150;

const patience = { rounds: 60, window: 20, every: 10, dives: true };

/**
 * Solves the surroundings of a random stage anew, all else staying as in the best solution.
 *
 * @param labels - swept; left as they are
 * @returns progress, then whether that bettered the best solution
 */
export function* refine(
  search: Search,
  labels: Labels,
): Generator<undefined, boolean> {
  const { graph, best } = search;
  const places = surroundings(search);
  const trial = copyOf(labels);
  if (!holdOutside(graph, trial, places, best.value)) return false;
  const piece = partOf(graph, trial, places);
  const value = new Int32Array(2 * places.length);
  places.forEach((at, index) => {
    value.set(best.value.subarray(2 * at, 2 * at + 2), 2 * index);
  });
  const known = { value, cost: costOf(piece.graph, value) };
  const inner = searchOf(piece.graph, known);
  for (const _ of tighten(inner, piece.labels, -Infinity, patience)) {
    yield undefined;
  }
  if (inner.best === known) return false;
  const next = best.value.slice();
  places.forEach((at, index) => {
    next.set(inner.best.value.subarray(2 * index, 2 * index + 2), 2 * at);
  });
  return offer(search, { value: next, cost: costOf(graph, next) });
}

/** A random stage and those that few links lead to, in the order of the graph. */
function surroundings({ graph, random }: Search): number[] {
  const { stages, firstIn, inEdge, firstOut, outEdge, tail, head } = graph;
  const start = Math.floor(random.uniform() * stages.length);
  const found = [start];
  const seen = new Set(found);
  for (let done = 0; done < found.length; done++) {
    const at = found[done]!;
    const near: number[] = [];
    for (let e = firstIn[2 * at]!; e < firstIn[2 * at + 1]!; e++) {
      near.push(tail[inEdge[e]!]! >> 1);
    }
    for (let e = firstOut[2 * at + 1]!; e < firstOut[2 * at + 2]!; e++) {
      near.push(head[outEdge[e]!]! >> 1);
    }
    for (const other of near) {
      if (seen.size >= stagesAnew) break;
      // Half of them, so that no two surroundings are alike.
      if (seen.has(other) || random.uniform() < 0.5) continue;
      seen.add(other);
      found.push(other);
    }
  }
  return found.sort((a, b) => a - b);
}

/**
 * Lets the stages at these places have only times that suit the others' present ones, and
 * cuts their links to those.
 *
 * @returns whether every time still has a value
 */
function holdOutside(
  graph: TimeGraph,
  labels: Labels,
  places: readonly number[],
  now: Int32Array,
): boolean {
  const { stages, tail, head, firstLabel } = graph;
  const inside = new Uint8Array(stages.length);
  for (const at of places) inside[at] = 1;
  const least = new Int32Array(2 * stages.length);
  const most = new Int32Array(2 * stages.length).fill(2 ** 30);
  for (let edge = stages.length; edge < tail.length; edge++) {
    const [supplier, customer] = [tail[edge]!, head[edge]!];
    const [mine, theirs] = [inside[supplier >> 1], inside[customer >> 1]];
    if (mine === theirs) continue;
    labels.active[edge] = 0;
    if (mine === 1) {
      most[supplier] = Math.min(most[supplier]!, now[customer]!);
    } else {
      least[customer] = Math.max(least[customer]!, now[supplier]!);
    }
  }
  for (const at of places) {
    for (const v of [2 * at, 2 * at + 1]) {
      const keep = new Uint8Array(labels.count[v]!);
      keep.forEach((_, k) => {
        const time = labels.value[firstLabel[v]! + k]!;
        keep[k] = time >= least[v]! && time <= most[v]! ? 1 : 0;
      });
      keepLabels(graph, labels, v, keep);
      if (labels.count[v] === 0) return false;
    }
  }
  return true;
}
