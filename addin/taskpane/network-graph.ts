/** Who supplies whom, by place in a list of stages. */
export interface NetworkGraph {
  /** Suppliers of each stage. */
  readonly suppliers: readonly (readonly number[])[];
  /** Stages that each one feeds. */
  readonly customers: readonly (readonly number[])[];
}

/** One network: stages joined by links, directly or through others. */
export interface NetworkPart {
  /** Places in the list of stages, ascending. */
  readonly members: readonly number[];
}

/** A link between stages by their ids. */
export interface NamedLink {
  readonly from: string;
  readonly to: string;
}

/**
 * The graph of links between stages. Links that lead elsewhere are left out: a stage that could
 * not be planned is no stage of the run.
 */
export function networkGraph(
  ids: readonly string[],
  links: readonly NamedLink[],
): NetworkGraph {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const suppliers: number[][] = ids.map(() => []);
  const customers: number[][] = ids.map(() => []);
  for (const link of links) {
    const from = indexOf.get(link.from);
    const to = indexOf.get(link.to);
    if (from === undefined || to === undefined || from === to) continue;
    suppliers[to]!.push(from);
    customers[from]!.push(to);
  }
  return { suppliers, customers };
}

/** The independent networks, in the order of their first stages. */
export function networkParts({
  suppliers,
  customers,
}: NetworkGraph): readonly NetworkPart[] {
  const partOf = new Int32Array(suppliers.length).fill(-1);
  const parts: number[][] = [];
  for (let first = 0; first < suppliers.length; first += 1) {
    if (partOf[first] !== -1) continue;
    const members = [first];
    partOf[first] = parts.length;
    for (let at = 0; at < members.length; at += 1) {
      const here = members[at]!;
      for (const next of [...suppliers[here]!, ...customers[here]!]) {
        if (partOf[next] !== -1) continue;
        partOf[next] = parts.length;
        members.push(next);
      }
    }
    parts.push(members);
  }
  return parts.map((members) => ({ members: members.sort((a, b) => a - b) }));
}

/** Stages around one: suppliers of suppliers and customers of customers, so many links far. */
export function neighbourhood(
  { suppliers, customers }: NetworkGraph,
  centre: number,
  links: number,
): readonly number[] {
  const found = new Set([centre]);
  for (const near of [suppliers, customers]) {
    let edge: readonly number[] = [centre];
    for (let step = 0; step < links; step += 1) {
      edge = edge.flatMap((stage) => near[stage]!);
      for (const stage of edge) found.add(stage);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** The graph with the links among some stages alone; the others keep their places, without links. */
export function graphAmong(
  { suppliers, customers }: NetworkGraph,
  members: readonly number[],
): NetworkGraph {
  const inside = new Set(members);
  const among = (near: NetworkGraph["suppliers"]) =>
    near.map((stages, at) =>
      inside.has(at) ? stages.filter((stage) => inside.has(stage)) : [],
    );
  return { suppliers: among(suppliers), customers: among(customers) };
}
