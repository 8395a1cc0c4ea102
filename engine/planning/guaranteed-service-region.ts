import type { SweepRoom } from "./guaranteed-service-dual.ts";
import { sweep, sweepRoom } from "./guaranteed-service-dual.ts";
import type { Labels, TimeGraph } from "./guaranteed-service-labels.ts";
import { copyOf, partOf } from "./guaranteed-service-labels.ts";
import { sendToHead } from "./guaranteed-service-messages.ts";
import { openStages } from "./guaranteed-service-open-stages.ts";
import type { Solution } from "./guaranteed-service-primal.ts";
import { costOf } from "./guaranteed-service-primal.ts";
import type { Search } from "./guaranteed-service-search.ts";

/** Some stages of a network alone: every link that leaves them is a price on each of its two times. */
export interface Region {
  readonly graph: TimeGraph;
  readonly labels: Labels;
  /** The best solution, as far as it lies in here. */
  readonly known: Solution;
  /** What all other stages cost at least, at the same prices. */
  readonly elsewhere: number;
}

/** Sweeps without momentum, after which the messages are of one time. */
const settling = 4;

/**
 * The densest part of a network, cut out so that what is proven of it counts for the whole.
 *
 * A link that is cut asks the supplier for a price by its time out and gives the customer
 * one by its time in; as no pair of times that the link allows gets more than it pays, the
 * least costs of the pieces add up to a bound on the whole. The prices are read off the
 * messages, so that nothing of the bound of the sweeps is lost; what divisions prove of
 * the region beyond it is gained, and a sweep of the region costs a small part of one of
 * the whole.
 *
 * @param labels - swept; left as they are
 * @param size - open stages in the region
 * @returns null when some stage has no time left
 *
 * @see Johnson, Malioutov and Willsky (2007), Lagrangian relaxation for MAP estimation in
 * graphical models, 45th Allerton Conference, for bounds from pieces.
 */
export function densestRegion(
  { graph, best }: Search,
  labels: Labels,
  size: number,
): Region | null {
  const apart = copyOf(labels);
  const room = sweepRoom(graph);
  for (let round = 0; round < settling; round++) {
    for (const forward of [true, false]) {
      if (sweep(graph, apart, room, forward, Infinity) === Infinity)
        return null;
    }
  }
  const within = closers(graph, apart, densest(graph, apart, size));
  cutLinks(graph, apart, within);

  const places = Array.from(within.keys()).filter((at) => within[at] === 1);
  const priced = { ...graph, folded: pricedTables(graph, apart, best.cost) };
  const part = partOf(priced, apart, places);
  const value = new Int32Array(2 * places.length);
  places.forEach((at, index) => {
    value.set(best.value.subarray(2 * at, 2 * at + 2), 2 * index);
  });
  let elsewhere = 0;
  within.forEach((inside, at) => {
    if (inside === 0) elsewhere += leastAlone(graph, apart, at, room);
  });
  const known = { value, cost: costOf(part.graph, value) };
  return { ...part, known, elsewhere };
}

/**
 * So many open stages with many links among them: again and again the one with fewest goes.
 *
 * @see Charikar (2000), Greedy approximation algorithms for finding dense components in a
 * graph, APPROX 2000, 84-95.
 */
function densest(graph: TimeGraph, labels: Labels, size: number): Uint8Array {
  const within = new Uint8Array(graph.stages.length);
  const open = new Set(openStages(labels));
  for (const at of open) within[at] = 1;
  const near = neighbours(graph, labels, within);
  const degree = near.map((others) => others.length);
  while (open.size > size) {
    let loosest = -1;
    for (const at of open) {
      if (loosest < 0 || degree[at]! < degree[loosest]!) loosest = at;
    }
    open.delete(loosest);
    within[loosest] = 0;
    for (const other of near[loosest]!) degree[other]!--;
  }
  return within;
}

/** With those stages that close a way round through them and have most of their links there. */
function closers(
  graph: TimeGraph,
  labels: Labels,
  core: Uint8Array,
): Uint8Array {
  const within = core.slice();
  const all = neighbours(graph, labels, new Uint8Array(core.length).fill(1));
  all.forEach((others, at) => {
    const inside = others.filter((other) => core[other] === 1).length;
    if (inside >= 2 && 2 * inside >= others.length) within[at] = 1;
  });
  return within;
}

/** Those that links which still count join, among the ones within. */
function neighbours(
  { stages, tail, head }: TimeGraph,
  { active }: Labels,
  within: Uint8Array,
): readonly (readonly number[])[] {
  const near: number[][] = Array.from({ length: stages.length }, () => []);
  for (let edge = stages.length; edge < tail.length; edge++) {
    const [from, to] = [tail[edge]! >> 1, head[edge]! >> 1];
    if (active[edge] === 0 || within[from] === 0 || within[to] === 0) continue;
    near[from]!.push(to);
    near[to]!.push(from);
  }
  return near;
}

/** Puts the price of every link that is not wholly within on its two times, and lets go of it. */
function cutLinks(graph: TimeGraph, labels: Labels, within: Uint8Array): void {
  const { tail, head, firstLabel, toTail } = graph;
  const { count, value, unary, message, active } = labels;
  for (let edge = graph.stages.length; edge < tail.length; edge++) {
    const [supplier, customer] = [tail[edge]!, head[edge]!];
    const inside = within[supplier >> 1] === 1 && within[customer >> 1] === 1;
    if (active[edge] === 0 || inside) continue;
    active[edge] = 0;
    const [from, to] = [firstLabel[supplier]!, firstLabel[customer]!];
    let most = -Infinity;
    let k = 0;
    for (let h = 0; h < count[customer]!; h++) {
      for (; k < count[supplier]!; k++) {
        if (value[from + k]! > value[to + h]!) break;
        const price = message[toTail[edge]! + k]!;
        if (price < Infinity) most = Math.max(most, price);
      }
      // Never more than any supplier's time that the link allows pays for.
      unary[to + h]! -= most;
    }
    for (let at = 0; at < count[supplier]!; at++) {
      unary[from + at]! += message[toTail[edge]! + at]!;
    }
  }
}

/** The priced costs by time; a time that was ruled out costs more than the whole network. */
function pricedTables(
  graph: TimeGraph,
  { count, value, unary }: Labels,
  cost: number,
): TimeGraph["folded"] {
  const behindIn = [...graph.folded.behindIn];
  const behindOut = [...graph.folded.behindOut];
  graph.stages.forEach((stage, at) => {
    [behindIn, behindOut].forEach((tables, side) => {
      const v = 2 * at + side;
      const first = graph.firstLabel[v]!;
      const table = new Float64Array(tables[stage]!.length);
      let dearest = Math.abs(cost);
      for (let k = first; k < first + count[v]!; k++) {
        if (unary[k]! < Infinity) dearest += Math.abs(unary[k]!);
      }
      table.fill(dearest);
      for (let k = first; k < first + count[v]!; k++) {
        if (unary[k]! < Infinity) table[value[k]!] = unary[k]!;
      }
      tables[stage] = table;
    });
  });
  return { behindIn, behindOut };
}

/** Least cost of a stage that no link ties. */
function leastAlone(
  graph: TimeGraph,
  labels: Labels,
  at: number,
  { total, out }: SweepRoom,
): number {
  const { firstLabel } = graph;
  const { count, unary } = labels;
  const inbound = firstLabel[2 * at]!;
  total.set(unary.subarray(inbound, inbound + count[2 * at]!));
  sendToHead(graph, labels, at, total, out);
  let least = Infinity;
  for (let h = 0; h < count[2 * at + 1]!; h++) {
    const cost = out[h]! + unary[firstLabel[2 * at + 1]! + h]!;
    if (cost < least) least = cost;
  }
  return least;
}
