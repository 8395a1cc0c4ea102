import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";

/**
 * Least cost of each label of an edge's head, over the labels of its tail.
 *
 * @param from - cost by label of the tail
 * @param out - receives the cost by label of the head; infinite where no label fits
 */
export function sendToHead(
  graph: TimeGraph,
  labels: Labels,
  edge: number,
  from: Float64Array,
  out: Float64Array,
): void {
  const { count, value } = labels;
  const tail = graph.tail[edge]!;
  const head = graph.head[edge]!;
  const tailAt = graph.firstLabel[tail]!;
  const headAt = graph.firstLabel[head]!;
  const tails = count[tail]!;
  const heads = count[head]!;
  const costAt = graph.costAt[edge]!;
  if (costAt < 0) {
    // The customer may count on any time from what the supplier quotes.
    let best = Infinity;
    let k = 0;
    for (let h = 0; h < heads; h++) {
      const most = value[headAt + h]!;
      for (; k < tails && value[tailAt + k]! <= most; k++) {
        if (from[k]! < best) best = from[k]!;
      }
      out[h] = best;
    }
    return;
  }
  const { cost } = graph.problem;
  const time = costAt - graph.problem.firstCost[graph.stages[tail >> 1]!]!;
  let start = 0;
  for (let h = 0; h < heads; h++) {
    const outbound = value[headAt + h]!;
    while (start < tails && value[tailAt + start]! + time < outbound) start++;
    const at = costAt - outbound;
    let best = Infinity;
    for (let k = start; k < tails; k++) {
      const total = from[k]! + cost[at + value[tailAt + k]!]!;
      if (total < best) best = total;
    }
    out[h] = best;
  }
}

/** Least cost of each label of an edge's tail, over the labels of its head. */
export function sendToTail(
  graph: TimeGraph,
  labels: Labels,
  edge: number,
  from: Float64Array,
  out: Float64Array,
): void {
  const { count, value } = labels;
  const tail = graph.tail[edge]!;
  const head = graph.head[edge]!;
  const tailAt = graph.firstLabel[tail]!;
  const headAt = graph.firstLabel[head]!;
  const tails = count[tail]!;
  const heads = count[head]!;
  const costAt = graph.costAt[edge]!;
  if (costAt < 0) {
    let best = Infinity;
    let h = heads - 1;
    for (let k = tails - 1; k >= 0; k--) {
      const least = value[tailAt + k]!;
      for (; h >= 0 && value[headAt + h]! >= least; h--) {
        if (from[h]! < best) best = from[h]!;
      }
      out[k] = best;
    }
    return;
  }
  const { cost } = graph.problem;
  const time = costAt - graph.problem.firstCost[graph.stages[tail >> 1]!]!;
  let end = 0;
  for (let k = 0; k < tails; k++) {
    const inbound = value[tailAt + k]!;
    while (end < heads && value[headAt + end]! <= inbound + time) end++;
    const at = costAt + inbound;
    let best = Infinity;
    for (let h = 0; h < end; h++) {
      const total = from[h]! + cost[at - value[headAt + h]!]!;
      if (total < best) best = total;
    }
    out[k] = best;
  }
}
