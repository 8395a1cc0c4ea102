import type { StageGraph } from "./stage-graph.ts";

/** A graph's components, each walked from its first stage outwards along links in either direction. */
export interface SpanningForest {
  /** How many components. */
  readonly components: number;
  /** Component of each stage, counted from 0 in the order of the stages. */
  readonly component: Int32Array;
  /** All stages, each after the one it was reached from. */
  readonly order: Int32Array;
  /** Link over which each stage was reached; -1 for the first of a component. */
  readonly parentLink: Int32Array;
  /** Stages of one undirected cycle, in order; `null` when every component is a tree. */
  readonly cycle: readonly number[] | null;
}

/**
 * Components of a network, and whether each is a tree.
 *
 * @param graph - the network's links
 * @returns a breadth-first walk, with one cycle as the proof when there is any
 */
export function spanningForest(graph: StageGraph): SpanningForest {
  const { size } = graph;
  const component = new Int32Array(size).fill(-1);
  const order = new Int32Array(size);
  const parentLink = new Int32Array(size).fill(-1);
  let cycle: readonly number[] | null = null;
  let components = 0;
  let known = 0;
  let done = 0;

  const reach = (link: number, stage: number, neighbour: number): void => {
    if (link === parentLink[stage]) return;
    if (component[neighbour]! >= 0) {
      cycle ??= cycleThrough(graph, parentLink, stage, neighbour);
      return;
    }
    component[neighbour] = component[stage]!;
    parentLink[neighbour] = link;
    order[known++] = neighbour;
  };

  for (let start = 0; start < size; start++) {
    if (component[start]! >= 0) continue;
    component[start] = components++;
    order[known++] = start;
    while (done < known) {
      const stage = order[done++]!;
      const { firstSupplier, supplierLink, firstCustomer, customerLink } =
        graph;
      const suppliersEnd = firstSupplier[stage + 1]!;
      for (let at = firstSupplier[stage]!; at < suppliersEnd; at++) {
        const link = supplierLink[at]!;
        reach(link, stage, graph.from[link]!);
      }
      const customersEnd = firstCustomer[stage + 1]!;
      for (let at = firstCustomer[stage]!; at < customersEnd; at++) {
        const link = customerLink[at]!;
        reach(link, stage, graph.to[link]!);
      }
    }
  }
  return { components, component, order, parentLink, cycle };
}

/** The stage at the other end of a stage's parent link; -1 for the first of a component. */
function parentOf(
  { from, to }: StageGraph,
  parentLink: Int32Array,
  stage: number,
): number {
  const link = parentLink[stage]!;
  if (link < 0) return -1;
  return from[link] === stage ? to[link]! : from[link]!;
}

/** The two ways from where they part to both ends of a link that is not in the tree. */
function cycleThrough(
  graph: StageGraph,
  parentLink: Int32Array,
  one: number,
  other: number,
): number[] {
  const fromOne: number[] = [];
  for (let at = one; at >= 0; at = parentOf(graph, parentLink, at)) {
    fromOne.push(at);
  }
  const fromOther: number[] = [];
  let meeting = other;
  while (!fromOne.includes(meeting)) {
    fromOther.push(meeting);
    meeting = parentOf(graph, parentLink, meeting);
  }
  const upward = fromOne.slice(0, fromOne.indexOf(meeting) + 1);
  return [...upward, ...fromOther.reverse()];
}
