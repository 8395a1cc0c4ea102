import { above } from "../checks.ts";
import { InputError } from "../errors.ts";

/** One stage supplies another; both by their place in the list of stages. */
export interface StageLink {
  readonly from: number;
  readonly to: number;
  /** Units of `from` in one unit of `to`; 1 when omitted. */
  readonly units?: number;
}

/** Who supplies whom, without directed cycles, in flat arrays. */
export interface StageGraph {
  /** How many stages. */
  readonly size: number;
  /** Supplying stage of each link. */
  readonly from: Int32Array;
  /** Supplied stage of each link. */
  readonly to: Int32Array;
  /** Units of `from` in one unit of `to`, link by link. */
  readonly units: Float64Array;
  /** Links into stage j: `supplierLink[firstSupplier[j] … firstSupplier[j + 1] - 1]`. */
  readonly firstSupplier: Int32Array;
  readonly supplierLink: Int32Array;
  /** Links out of stage j: `customerLink[firstCustomer[j] … firstCustomer[j + 1] - 1]`. */
  readonly firstCustomer: Int32Array;
  readonly customerLink: Int32Array;
  /** All stages, each after its suppliers. */
  readonly order: Int32Array;
}

/**
 * The graph of a network's links, checked.
 *
 * @param ids - the stages' names, for messages
 * @param links - who supplies whom
 * @returns the links in flat arrays, with a topological order
 * @throws InputError when a link leads nowhere, to its own stage, repeats another
 * or needs no units, and when links run in a circle
 */
export function stageGraph(
  ids: readonly string[],
  links: readonly StageLink[],
): StageGraph {
  const size = ids.length;
  const from = new Int32Array(links.length);
  const to = new Int32Array(links.length);
  const units = new Float64Array(links.length);
  links.forEach((link, index) => {
    from[index] = place(`links[${index}].from`, link.from, size);
    to[index] = place(`links[${index}].to`, link.to, size);
    const name = `${ids[link.from]} -> ${ids[link.to]}`;
    if (link.from === link.to) {
      throw new InputError(
        `links[${index}]`,
        `link ${name} must join two stages, got one and the same`,
      );
    }
    units[index] = above(`units of link ${name}`, link.units ?? 1, 0);
  });
  const [firstSupplier, supplierLink] = grouped(size, to);
  const [firstCustomer, customerLink] = grouped(size, from);
  const graph = {
    size,
    from,
    to,
    units,
    firstSupplier,
    supplierLink,
    firstCustomer,
    customerLink,
  };
  refuseRepeats(ids, graph);
  return { ...graph, order: suppliersFirst(ids, graph) };
}

type Unordered = Omit<StageGraph, "order">;

function place(field: string, index: number, size: number): number {
  if (!(Number.isInteger(index) && index >= 0 && index < size)) {
    throw new InputError(
      field,
      `${field} must be a place in the list of stages, got ${String(index)}`,
    );
  }
  return index;
}

/** Link indices grouped by one end, in the order of the links. */
function grouped(size: number, end: Int32Array): [Int32Array, Int32Array] {
  const first = new Int32Array(size + 1);
  for (const stage of end) first[stage + 1]!++;
  for (let stage = 0; stage < size; stage++) {
    first[stage + 1]! += first[stage]!;
  }
  const next = first.slice();
  const link = new Int32Array(end.length);
  end.forEach((stage, index) => {
    link[next[stage]!++] = index;
  });
  return [first, link];
}

function refuseRepeats(ids: readonly string[], graph: Unordered): void {
  const { size, to, firstCustomer, customerLink } = graph;
  const supplier = new Int32Array(size).fill(-1);
  for (let stage = 0; stage < size; stage++) {
    for (let at = firstCustomer[stage]!; at < firstCustomer[stage + 1]!; at++) {
      const index = customerLink[at]!;
      const customer = to[index]!;
      if (supplier[customer] === stage) {
        throw new InputError(
          `links[${index}]`,
          `link ${ids[stage]} -> ${ids[customer]} must be listed once, got it twice; add its units up`,
        );
      }
      supplier[customer] = stage;
    }
  }
}

/** Kahn (1962): a stage follows once all its suppliers have. */
function suppliersFirst(ids: readonly string[], graph: Unordered): Int32Array {
  const { size, to, firstSupplier, firstCustomer, customerLink } = graph;
  const waiting = new Int32Array(size);
  const order = new Int32Array(size);
  let known = 0;
  for (let stage = 0; stage < size; stage++) {
    waiting[stage] = firstSupplier[stage + 1]! - firstSupplier[stage]!;
    if (waiting[stage] === 0) order[known++] = stage;
  }
  for (let done = 0; done < known; done++) {
    const stage = order[done]!;
    for (let at = firstCustomer[stage]!; at < firstCustomer[stage + 1]!; at++) {
      const customer = to[customerLink[at]!]!;
      waiting[customer]!--;
      if (waiting[customer] === 0) order[known++] = customer;
    }
  }
  if (known < size) {
    const cycle = circle(graph, waiting).map((stage) => ids[stage]);
    throw new InputError(
      "links",
      `links must not run in a circle, got ${cycle.join(" -> ")}`,
    );
  }
  return order;
}

/** Every stage that still waits has a supplier that does: go up until one comes again. */
function circle(graph: Unordered, waiting: Int32Array): number[] {
  const { size, from, firstSupplier, supplierLink } = graph;
  const seenAt = new Int32Array(size).fill(-1);
  const path: number[] = [];
  let stage = waiting.findIndex((count) => count > 0);
  while (seenAt[stage]! < 0) {
    seenAt[stage] = path.length;
    path.push(stage);
    let at = firstSupplier[stage]!;
    while (waiting[from[supplierLink[at]!]!] === 0) at++;
    stage = from[supplierLink[at]!]!;
  }
  const downstream = path.slice(seenAt[stage]).reverse();
  return [downstream.at(-1)!, ...downstream];
}
