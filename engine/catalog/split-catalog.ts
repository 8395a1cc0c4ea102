import type { LinkRecord, StageRecord } from "../contracts/index.ts";

/** All that a split looks at. */
type Identified = Pick<StageRecord, "id">;

/** A part of the catalog that can be planned without the rest. */
export interface PlanningChunk<S extends Identified = StageRecord> {
  readonly index: number;
  readonly stages: readonly S[];
  readonly links: readonly LinkRecord[];
}

/**
 * Splits a catalog into chunks of whole networks: stages joined by links stay together.
 *
 * The split depends on the stages alone, not on their order, so that a run can be repeated.
 * Links to stages that are not in the catalog are left out: the audit reports them.
 *
 * @param stages - the catalog, each id once; their ids are enough
 * @param links - who supplies whom
 * @param maxStages - a chunk closes when the next network would take it above this
 */
export function splitCatalog<S extends Identified>(
  stages: readonly S[],
  links: readonly LinkRecord[],
  maxStages: number,
): readonly PlanningChunk<S>[] {
  const chunks: Mutable<S>[] = [];
  for (const network of networksOf(stages, links)) {
    const last = chunks.at(-1);
    if (last && last.stages.length + network.stages.length <= maxStages) {
      for (const stage of network.stages) last.stages.push(stage);
      for (const link of network.links) last.links.push(link);
    } else {
      chunks.push({ stages: [...network.stages], links: [...network.links] });
    }
  }
  return chunks.map((chunk, index) => ({ index, ...chunk }));
}

/** The independent networks of a catalog, in the order of their first stage ids. */
export function networksOf<S extends Identified>(
  stages: readonly S[],
  links: readonly LinkRecord[],
): readonly Network<S>[] {
  const ordered = [...stages].sort((a, b) => compare(a.id, b.id));
  const indexOf = new Map(ordered.map((stage, index) => [stage.id, index]));
  const parent = Int32Array.from(ordered.keys());
  const root = (index: number): number => {
    let top = index;
    while (parent[top] !== top) top = parent[top]!;
    for (let at = index; parent[at] !== top;) {
      const next = parent[at]!;
      parent[at] = top;
      at = next;
    }
    return top;
  };
  const known: LinkRecord[] = [];
  for (const link of links) {
    const from = indexOf.get(link.from);
    const to = indexOf.get(link.to);
    if (from === undefined || to === undefined) continue;
    known.push(link);
    // The smaller index leads, so that a network is named by its first stage.
    const [low, high] = [root(from), root(to)].sort((a, b) => a - b);
    parent[high!] = low!;
  }

  const networks = new Map<number, Mutable<S>>();
  const networkOf = (index: number): Mutable<S> => {
    const top = root(index);
    const found = networks.get(top);
    if (found) return found;
    const made: Mutable<S> = { stages: [], links: [] };
    networks.set(top, made);
    return made;
  };
  ordered.forEach((stage, index) => networkOf(index).stages.push(stage));
  known.sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to));
  for (const link of known) networkOf(indexOf.get(link.from)!).links.push(link);
  return [...networks.values()];
}

/** Stages joined by links, directly or through others. */
export interface Network<S extends Identified = StageRecord> {
  readonly stages: readonly S[];
  readonly links: readonly LinkRecord[];
}

interface Mutable<S> {
  readonly stages: S[];
  readonly links: LinkRecord[];
}

/** By code unit: the same everywhere, whatever the locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
