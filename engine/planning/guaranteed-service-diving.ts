import { dropLinks, sweep, sweepRoom } from "./guaranteed-service-dual.ts";
import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";
import { copyOf, keepLabels } from "./guaranteed-service-labels.ts";
import type { Search } from "./guaranteed-service-search.ts";
import { improve, target } from "./guaranteed-service-search.ts";

/**
 * Looks for a solution by deciding the clearest variables, sweeping, and so on to the end.
 *
 * A variable is the clearer the more its second value would cost. The sweeps pass a
 * decision on to all that it touches, so each next decision is made in its light.
 *
 * @param labels - swept; left as they are
 * @param share - of the open variables, decided between two sweeps: less is more careful
 * @returns progress, one for each round of decisions
 */
export function* dive(
  search: Search,
  labels: Labels,
  share: number,
): Generator<undefined, void> {
  const { graph } = search;
  const room = sweepRoom(graph);
  const trial = copyOf(labels);
  for (;;) {
    const open = openVariables(graph, trial);
    const some = Math.max(1, Math.ceil(share * open.length));
    for (const { variable, best } of open.slice(0, some)) {
      decide(graph, trial, variable, best);
    }
    for (let round = 0; round < 2; round++) {
      for (const forward of [true, false]) {
        const bound = sweep(graph, trial, room, forward, Infinity);
        if (bound >= target(search)) return;
      }
    }
    dropLinks(graph, trial);
    yield undefined;
    if (open.length === some || open.length === 0) break;
  }
  improve(search, trial, 1);
}

/**
 * Lets a variable have one value only, and takes from its neighbours what that forbids:
 * so decisions of one round cannot contradict each other.
 */
function decide(
  graph: TimeGraph,
  labels: Labels,
  v: number,
  value: number,
): void {
  const { firstIn, inEdge, firstOut, outEdge, tail, head, costAt } = graph;
  if (!hasBetween(graph, labels, v, value, value)) return;
  const reach: [number, number, number][] = [[v, value, value]];
  for (let at = firstIn[v]!; at < firstIn[v + 1]!; at++) {
    const edge = inEdge[at]!;
    if (costAt[edge]! < 0) reach.push([tail[edge]!, 0, value]);
    else {
      const time = graph.problem.time[graph.stages[edge]!]!;
      reach.push([tail[edge]!, value - time, Infinity]);
    }
  }
  for (let at = firstOut[v]!; at < firstOut[v + 1]!; at++) {
    const edge = outEdge[at]!;
    if (costAt[edge]! < 0) reach.push([head[edge]!, value, Infinity]);
    else {
      const time = graph.problem.time[graph.stages[edge]!]!;
      reach.push([head[edge]!, 0, value + time]);
    }
  }
  if (!reach.every(([w, from, to]) => hasBetween(graph, labels, w, from, to))) {
    return;
  }
  for (const [w, from, to] of reach) {
    const first = graph.firstLabel[w]!;
    const keep = new Uint8Array(labels.count[w]!);
    keep.forEach((_, k) => {
      const at = labels.value[first + k]!;
      keep[k] = at >= from && at <= to ? 1 : 0;
    });
    keepLabels(graph, labels, w, keep);
  }
}

function hasBetween(
  { firstLabel }: TimeGraph,
  { count, value }: Labels,
  v: number,
  from: number,
  to: number,
): boolean {
  for (let k = firstLabel[v]!; k < firstLabel[v]! + count[v]!; k++) {
    if (value[k]! >= from && value[k]! <= to) return true;
  }
  return false;
}

/** Variables with several values left, the clearest first. */
function openVariables(
  graph: TimeGraph,
  labels: Labels,
): { readonly variable: number; readonly best: number }[] {
  const { count, marginal } = labels;
  const open: { variable: number; best: number; margin: number }[] = [];
  for (let variable = 0; variable < count.length; variable++) {
    if (count[variable]! < 2) continue;
    const first = graph.firstLabel[variable]!;
    let best = 0;
    let margin = Infinity;
    for (let k = 1; k < count[variable]!; k++) {
      const above = marginal[first + k]! - marginal[first + best]!;
      margin = Math.min(margin, Math.abs(above));
      if (above < 0) best = k;
    }
    const value = labels.value[first + best]!;
    open.push({ variable, best: value, margin });
  }
  return open.sort((a, b) => b.margin - a.margin);
}
