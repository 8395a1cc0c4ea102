import { disjointSets } from "../network/disjoint-sets.ts";
import type { Random } from "../numeric/random.ts";
import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";
import type { SweepRoom } from "./guaranteed-service-dual.ts";
import { sendToHead, sendToTail } from "./guaranteed-service-messages.ts";

/** A service time for each variable of a graph, and what they cost together. */
export interface Solution {
  readonly value: Int32Array;
  readonly cost: number;
}

/** Every stage delivers at once: always possible. */
export function atOnceSolution(graph: TimeGraph): Solution {
  const value = new Int32Array(2 * graph.stages.length);
  graph.stages.forEach((stage, at) => {
    value[2 * at] = graph.problem.leastIn[stage]!;
  });
  return { value, cost: costOf(graph, value) };
}

/** Cost of service times, folded stages included. */
export function costOf(graph: TimeGraph, value: Int32Array): number {
  const { folded, problem } = graph;
  let cost = 0;
  graph.stages.forEach((stage, at) => {
    const inbound = value[2 * at]!;
    const outbound = value[2 * at + 1]!;
    cost +=
      folded.behindIn[stage]![inbound]! +
      folded.behindOut[stage]![outbound]! +
      problem.cost[graph.costAt[at]! + inbound - outbound]!;
  });
  return cost;
}

/**
 * Reads a solution off the messages: each variable in turn takes the value that is
 * cheapest given those before it and what later ones say of it.
 *
 * @returns null when the values left do not let it through
 */
export function decode(graph: TimeGraph, labels: Labels): Solution | null {
  const { firstIn, inEdge, firstOut, outEdge, firstLabel, toTail } = graph;
  const { count, unary, message, active } = labels;
  const { cost } = graph.problem;
  const value = new Int32Array(count.length);
  for (let v = 0; v < count.length; v++) {
    const first = firstLabel[v]!;
    let least = 0;
    let most = Infinity;
    let costAt = 0;
    if ((v & 1) === 1) {
      costAt = graph.costAt[v >> 1]! + value[v - 1]!;
      const stage = graph.stages[v >> 1]!;
      most = costAt - graph.problem.firstCost[stage]!;
    } else {
      for (let at = firstIn[v]!; at < firstIn[v + 1]!; at++) {
        least = Math.max(least, value[graph.tail[inEdge[at]!]!]!);
      }
    }
    let best = Infinity;
    let chosen = -1;
    for (let k = 0; k < count[v]!; k++) {
      const time = labels.value[first + k]!;
      if (time < least || time > most) continue;
      let total = unary[first + k]!;
      if ((v & 1) === 1) total += cost[costAt - time]!;
      for (let at = firstOut[v]!; at < firstOut[v + 1]!; at++) {
        const edge = outEdge[at]!;
        if (active[edge] === 1) total += message[toTail[edge]! + k]!;
      }
      if (total < best) [best, chosen] = [total, time];
    }
    if (chosen < 0) return null;
    value[v] = chosen;
  }
  return { value, cost: costOf(graph, value) };
}

/**
 * The best solution that agrees with one on some links: those outside a random
 * spanning forest keep a time between supplier and customer that both had kept; what
 * is left is a forest, and dynamic programming solves it exactly.
 *
 * @returns null when the values left do not allow any
 */
export function treeMove(
  graph: TimeGraph,
  labels: Labels,
  room: SweepRoom,
  { value: now }: Solution,
  random: Random,
): Solution | null {
  const { tail, head, firstLabel, stages } = graph;
  const { count, value, unary } = labels;
  const variables = count.length;
  const least = new Int32Array(variables);
  const most = new Int32Array(variables).fill(2 ** 30);
  const forest = randomForest(graph, labels, random);
  for (let edge = stages.length; edge < tail.length; edge++) {
    if (forest[edge] !== cut) continue;
    const [supplier, customer] = [tail[edge]!, head[edge]!];
    const between = random.uniform() < 0.5 ? now[supplier]! : now[customer]!;
    most[supplier] = Math.min(most[supplier]!, between);
    least[customer] = Math.max(least[customer]!, between);
  }
  const { order, parentEdge } = walkForest(graph, forest);

  const total = new Float64Array(value.length);
  for (let v = 0; v < variables; v++) {
    const first = firstLabel[v]!;
    for (let k = first; k < first + count[v]!; k++) {
      const fits = value[k]! >= least[v]! && value[k]! <= most[v]!;
      total[k] = fits ? unary[k]! : Infinity;
    }
  }
  const of = (v: number): Float64Array =>
    total.subarray(firstLabel[v], firstLabel[v]! + count[v]!);
  for (let at = variables - 1; at >= 0; at--) {
    const v = order[at]!;
    const edge = parentEdge[v]!;
    if (edge < 0) continue;
    const parent = tail[edge] === v ? head[edge]! : tail[edge]!;
    if (tail[edge] === v) sendToHead(graph, labels, edge, of(v), room.out);
    else sendToTail(graph, labels, edge, of(v), room.out);
    const first = firstLabel[parent]!;
    for (let k = 0; k < count[parent]!; k++) total[first + k]! += room.out[k]!;
  }

  const next = new Int32Array(variables);
  for (const v of order) {
    const edge = parentEdge[v]!;
    let best = Infinity;
    for (let k = firstLabel[v]!; k < firstLabel[v]! + count[v]!; k++) {
      const all = total[k]! + edgeCost(graph, edge, v, value[k]!, next);
      if (all < best) [best, next[v]] = [all, value[k]!];
    }
    if (best === Infinity) return null;
  }
  return { value: next, cost: costOf(graph, next) };
}

/** What an edge adds when variable v takes a time and its other end has one. */
function edgeCost(
  graph: TimeGraph,
  edge: number,
  v: number,
  time: number,
  value: Int32Array,
): number {
  if (edge < 0) return 0;
  const isTail = graph.tail[edge] === v;
  const first = isTail ? time : value[graph.tail[edge]!]!;
  const last = isTail ? value[graph.head[edge]!]! : time;
  const costAt = graph.costAt[edge]!;
  if (costAt < 0) return first <= last ? 0 : Infinity;
  const stage = graph.stages[v >> 1]!;
  const at = costAt + first - last;
  return at < graph.problem.firstCost[stage]!
    ? Infinity
    : graph.problem.cost[at]!;
}

/** What becomes of an edge in a spanning forest; an idle link forbids nothing. */
const [cut, kept, idle] = [0, 1, 2];

/** All of the stages' own edges and as many links as fit, drawn at random. */
function randomForest(
  { stages, tail, head }: TimeGraph,
  { active }: Labels,
  random: Random,
): Uint8Array {
  const forest = new Uint8Array(tail.length).fill(kept, 0, stages.length);
  const joined = disjointSets(stages.length);
  const links: number[] = [];
  for (let edge = stages.length; edge < tail.length; edge++) {
    if (active[edge] === 1) links.push(edge);
    else forest[edge] = idle;
  }
  for (let left = links.length; left > 0; left--) {
    const drawn = Math.floor(random.uniform() * left);
    const edge = links[drawn]!;
    links[drawn] = links[left - 1]!;
    if (joined.join(tail[edge]! >> 1, head[edge]! >> 1)) forest[edge] = kept;
  }
  return forest;
}

/** The variables, each after the one it hangs on. */
function walkForest(
  graph: TimeGraph,
  forest: Uint8Array,
): { readonly order: Int32Array; readonly parentEdge: Int32Array } {
  const { tail, head, firstIn, inEdge, firstOut, outEdge } = graph;
  const variables = firstIn.length - 1;
  const order = new Int32Array(variables);
  const parentEdge = new Int32Array(variables).fill(-1);
  const seen = new Uint8Array(variables);
  let known = 0;
  let done = 0;
  for (let start = 0; start < variables; start++) {
    if (seen[start] === 1) continue;
    seen[start] = 1;
    order[known++] = start;
    while (done < known) {
      const v = order[done++]!;
      const reach = (edge: number, other: number): void => {
        if (forest[edge] !== kept || seen[other] === 1) return;
        seen[other] = 1;
        parentEdge[other] = edge;
        order[known++] = other;
      };
      for (let at = firstIn[v]!; at < firstIn[v + 1]!; at++) {
        reach(inEdge[at]!, tail[inEdge[at]!]!);
      }
      for (let at = firstOut[v]!; at < firstOut[v + 1]!; at++) {
        reach(outEdge[at]!, head[outEdge[at]!]!);
      }
    }
  }
  return { order, parentEdge };
}
