import { gather } from "./guaranteed-service-dual.ts";
import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";

/**
 * Where a solution costs more than the bound, variable by variable.
 *
 * After a sweep back the bound is the sum of each edge's least cost at its share of its
 * head's cost, and of what no edge has a share of. What all of them cost above their least
 * at the solution's times adds up to its gap; an edge's part is halved between its two
 * variables. A variable with none of it has nothing to gain from a division, however many
 * values it may still take.
 *
 * @param labels - after a sweep back
 * @param value - a solution's times; edges at which a time was ruled out count nothing
 *
 * @see Batra, Nowozin and Kohli (2011), Tighter relaxations for MAP-MRF inference: a
 * local primal-dual gap based separation algorithm, AISTATS 15, 146-154.
 */
export function gapByVariable(
  graph: TimeGraph,
  labels: Labels,
  value: Int32Array,
): Float64Array {
  const { firstIn, inEdge, firstLabel, toHead, tail, widest } = graph;
  const { count, message, active } = labels;
  const gap = new Float64Array(count.length);
  const total = new Float64Array(widest);
  const cost = new Float64Array(widest);
  const known = Uint8Array.from(count, (size, v) => {
    const first = firstLabel[v]!;
    return labels.value.subarray(first, first + size).includes(value[v]!)
      ? 1
      : 0;
  });
  for (let v = 0; v < count.length; v++) {
    if (known[v] === 0) continue;
    const size = count[v]!;
    const chains = gather(graph, labels, v, total);
    let shares = chains;
    for (let at = firstIn[v]!; at < firstIn[v + 1]!; at++) {
      const edge = inEdge[at]!;
      const from = tail[edge]!;
      if (active[edge] === 0) continue;
      shares--;
      if (known[from] === 0) continue;
      const start = toHead[edge]!;
      for (let k = 0; k < size; k++) {
        cost[k] = total[k]! / chains - message[start + k]!;
      }
      const part = aboveLeast(graph, labels, edge, cost, value) / 2;
      gap[from]! += part;
      gap[v]! += part;
    }
    if (shares > 0 || chains === 0) {
      const here = labels.value.indexOf(value[v]!, firstLabel[v]);
      const least = total.subarray(0, size).reduce((a, b) => Math.min(a, b));
      const above = total[here - firstLabel[v]!]! - least;
      gap[v]! += chains === 0 ? above : (above * shares) / chains;
    }
  }
  return gap;
}

/** What an edge costs at a solution above the least with the same time at its tail. */
function aboveLeast(
  { problem, stages, firstLabel, tail, head, costAt }: TimeGraph,
  { count, value: times }: Labels,
  edge: number,
  cost: Float64Array,
  value: Int32Array,
): number {
  const v = head[edge]!;
  const first = firstLabel[v]!;
  const early = value[tail[edge]!]!;
  const own = costAt[edge]! >= 0;
  const latest = own ? early + problem.time[stages[edge]!]! : Infinity;
  let least = Infinity;
  let here = Infinity;
  for (let k = 0; k < count[v]!; k++) {
    const late = times[first + k]!;
    if (own ? late > latest : late < early) continue;
    const all =
      cost[k]! + (own ? problem.cost[costAt[edge]! + early - late]! : 0);
    if (all < least) least = all;
    if (late === value[v]) here = all;
  }
  return here < Infinity ? here - least : 0;
}
