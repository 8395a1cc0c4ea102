import type { StageGraph } from "./stage-graph.ts";

/** A network's stages that lie on its undirected cycles or between them, and the trees that hang on those. */
export interface HangingTrees {
  /** All stages: the first `kept` suppliers before customers, then each after the one it hangs on. */
  readonly order: Int32Array;
  /** Stages that hang on nothing; 0 when the network has no two ways round. */
  readonly kept: number;
  /** Link by which a stage hangs on another; -1 for kept stages and the last one of a tree. */
  readonly parentLink: Int32Array;
  /** Links among the kept stages. */
  readonly keptLinks: readonly number[];
}

/**
 * Takes stages with one link off a network until there is none left.
 *
 * @param graph - the network's links
 */
export function hangingTrees(graph: StageGraph): HangingTrees {
  const { size, from, to, order } = graph;
  const degree = new Int32Array(size);
  from.forEach((supplier, link) => {
    degree[supplier]!++;
    degree[to[link]!]!++;
  });
  const parentLink = new Int32Array(size).fill(-1);
  const used = new Uint8Array(from.length);
  const hanging = new Uint8Array(size);
  const taken: number[] = [];
  const take = (stage: number): void => {
    if (hanging[stage] === 1 || degree[stage]! > 1) return;
    hanging[stage] = 1;
    taken.push(stage);
  };
  for (let stage = 0; stage < size; stage++) take(stage);
  for (let done = 0; done < taken.length; done++) {
    const stage = taken[done]!;
    const link = onlyLink(graph, used, stage);
    if (link < 0) continue;
    used[link] = 1;
    parentLink[stage] = link;
    const other = from[link] === stage ? to[link]! : from[link]!;
    degree[other]!--;
    degree[stage] = 0;
    take(other);
  }
  const kept = order.filter((stage) => hanging[stage] === 0);
  return {
    order: Int32Array.from([...kept, ...taken.reverse()]),
    kept: kept.length,
    parentLink,
    keptLinks: Array.from(from.keys()).filter((link) => used[link] === 0),
  };
}

/** The link of a stage that is not used yet; -1 when there is none. */
function onlyLink(graph: StageGraph, used: Uint8Array, stage: number): number {
  const { firstSupplier, supplierLink, firstCustomer, customerLink } = graph;
  for (let at = firstSupplier[stage]!; at < firstSupplier[stage + 1]!; at++) {
    if (used[supplierLink[at]!] === 0) return supplierLink[at]!;
  }
  for (let at = firstCustomer[stage]!; at < firstCustomer[stage + 1]!; at++) {
    if (used[customerLink[at]!] === 0) return customerLink[at]!;
  }
  return -1;
}
