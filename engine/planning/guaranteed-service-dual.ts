import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";
import { keepLabels } from "./guaranteed-service-labels.ts";
import { sendToHead, sendToTail } from "./guaranteed-service-messages.ts";

/** Room that sweeps share, for the widest variable of a graph. */
export interface SweepRoom {
  readonly total: Float64Array;
  readonly share: Float64Array;
  readonly out: Float64Array;
  readonly keep: Uint8Array;
  /** Messages before the last sweeps, for `pushOn`. */
  readonly before: Float64Array;
}

/** Room of its own for one line of sweeps. */
export function sweepRoom({ widest, messages }: TimeGraph): SweepRoom {
  return {
    total: new Float64Array(widest),
    share: new Float64Array(widest),
    out: new Float64Array(widest),
    keep: new Uint8Array(widest),
    before: new Float64Array(messages),
  };
}

/**
 * One sweep of sequential tree-reweighted message passing: a lower bound.
 *
 * The graph's edges are covered by chains that follow the order of the variables; a
 * variable's cost is shared evenly among the chains through it. When a sweep comes to a
 * variable, each chain's best cost by label of that variable is known, and their sum
 * above its least value is what the label adds to the bound. So a label goes when that
 * is more than the `slack`: a known cost less the bound of the sweep before, the other
 * way. Labels with no partner over some edge cost infinitely much and go in any case.
 *
 * @returns the bound; infinite when no combination of labels is left
 *
 * @see Kolmogorov (2006), Convergent tree-reweighted message passing for energy
 * minimization, IEEE PAMI 28(10), 1568-1583.
 */
export function sweep(
  graph: TimeGraph,
  labels: Labels,
  room: SweepRoom,
  forward: boolean,
  slack: number,
): number {
  const { firstIn, inEdge, firstOut, outEdge, firstLabel, toHead, toTail } =
    graph;
  const { count, marginal, message, active } = labels;
  const { total, share, out, keep } = room;
  const variables = count.length;
  let bound = 0;
  for (let step = 0; step < variables; step++) {
    const v = forward ? step : variables - 1 - step;
    const first = firstLabel[v]!;
    const size = count[v]!;
    const chains = gather(graph, labels, v, total);
    let least = Infinity;
    for (let k = 0; k < size; k++) if (total[k]! < least) least = total[k]!;
    if (least === Infinity) return Infinity;
    bound += least;
    let kept = 0;
    for (let k = 0; k < size; k++) {
      const above = total[k]! - least;
      marginal[first + k] = above;
      keep[k] = above <= slack && above < Infinity ? 1 : 0;
      if (keep[k] === 1) total[kept++] = above;
    }
    if (kept < size) keepLabels(graph, labels, v, keep, room.before);

    const start = forward ? firstOut[v]! : firstIn[v]!;
    const end = forward ? firstOut[v + 1]! : firstIn[v + 1]!;
    for (let at = start; at < end; at++) {
      const edge = forward ? outEdge[at]! : inEdge[at]!;
      if (active[edge] === 0) continue;
      const back = forward ? toTail[edge]! : toHead[edge]!;
      for (let k = 0; k < kept; k++) {
        share[k] = total[k]! / chains - message[back + k]!;
      }
      const other = forward ? graph.head[edge]! : graph.tail[edge]!;
      if (forward) sendToHead(graph, labels, edge, share, out);
      else sendToTail(graph, labels, edge, share, out);
      const others = count[other]!;
      let base = Infinity;
      for (let k = 0; k < others; k++) if (out[k]! < base) base = out[k]!;
      if (base === Infinity) return Infinity;
      bound += base;
      const to = forward ? toHead[edge]! : toTail[edge]!;
      for (let k = 0; k < others; k++) message[to + k] = out[k]! - base;
    }
  }
  return bound;
}

/**
 * What each label of a variable costs, with all that the messages say of it.
 *
 * @param total - receives it
 * @returns chains through the variable
 */
export function gather(
  { firstIn, inEdge, firstOut, outEdge, firstLabel, toHead, toTail }: TimeGraph,
  { count, unary, message, active }: Labels,
  v: number,
  total: Float64Array,
): number {
  const first = firstLabel[v]!;
  const size = count[v]!;
  let ins = 0;
  let outs = 0;
  for (let k = 0; k < size; k++) total[k] = unary[first + k]!;
  for (let at = firstIn[v]!; at < firstIn[v + 1]!; at++) {
    if (active[inEdge[at]!] === 0) continue;
    const start = toHead[inEdge[at]!]!;
    ins++;
    for (let k = 0; k < size; k++) total[k]! += message[start + k]!;
  }
  for (let at = firstOut[v]!; at < firstOut[v + 1]!; at++) {
    if (active[outEdge[at]!] === 0) continue;
    const start = toTail[outEdge[at]!]!;
    outs++;
    for (let k = 0; k < size; k++) total[k]! += message[start + k]!;
  }
  return Math.max(ins, outs);
}

/**
 * Pushes messages on in the direction in which the last sweeps moved them.
 *
 * Sweeps climb to the best bound in ever smaller steps; with momentum they need a small
 * part of the steps. Any messages give a true bound, so nothing is at risk.
 *
 * @param share - of the last move; 0 to begin anew
 * @see Nesterov (1983), A method for solving the convex programming problem with
 * convergence rate O(1/k²), Soviet Mathematics Doklady 27, 372-376.
 */
export function pushOn(
  { message }: Labels,
  { before }: SweepRoom,
  share: number,
): void {
  for (let at = 0; at < message.length; at++) {
    const now = message[at]!;
    message[at] = share === 0 ? now : now + share * (now - before[at]!);
    before[at] = now;
  }
}

/** Lets go of the links that no combination of labels can break. @returns how many */
export function dropLinks(graph: TimeGraph, labels: Labels): number {
  const { count, value, active } = labels;
  const { tail, head, firstLabel } = graph;
  let dropped = 0;
  for (let edge = graph.stages.length; edge < tail.length; edge++) {
    if (active[edge] === 0) continue;
    const longest = firstLabel[tail[edge]!]! + count[tail[edge]!]! - 1;
    if (value[longest]! <= value[firstLabel[head[edge]!]!]!) {
      active[edge] = 0;
      dropped++;
    }
  }
  return dropped;
}
