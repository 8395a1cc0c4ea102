import type { LinkRecord } from "../contracts/index.ts";
import { pooledDemand } from "../network/pooled-demand.ts";
import { stageGraph } from "../network/stage-graph.ts";
import type { Moments } from "../numeric/moments.ts";

/** Independent demand of one stage, and the safety factor its customers ask for. */
export interface IndependentDemand {
  /** Units per period. */
  readonly rate: Moments;
  /** Standard deviations to cover. */
  readonly safetyFactor: number;
}

/** Demand of one stage over everything it feeds. */
export interface NetworkDemand {
  readonly rate: Moments;
  readonly safetyFactor: number;
  /** Whether any of it comes from other stages. */
  readonly dependent: boolean;
}

/**
 * Demand that reaches each stage through the network, pooled by bill-of-material paths.
 *
 * @param ids - stage ids, in the order of `demands`
 * @param demands - independent demand, one for each id
 * @param links - who supplies whom
 * @throws InputError when the links form a cycle, naming it
 */
export function networkDemand(
  ids: readonly string[],
  demands: readonly IndependentDemand[],
  links: readonly LinkRecord[],
): readonly NetworkDemand[] {
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const graph = stageGraph(
    ids,
    links.map(({ from, to, units }) => ({
      from: indexOf.get(from)!,
      to: indexOf.get(to)!,
      units,
    })),
  );
  const pooled = pooledDemand(graph, {
    mean: demands.map(({ rate }) => rate.mean),
    deviation: demands.map(({ rate }) => rate.deviation),
    safetyFactor: demands.map(({ safetyFactor }) => safetyFactor),
  });
  const drawn = new Set(
    links
      .filter(({ to }) => pooled.mean[indexOf.get(to)!]! > 0)
      .map(({ from }) => from),
  );
  return ids.map((id, index) => ({
    rate: { mean: pooled.mean[index]!, deviation: pooled.deviation[index]! },
    safetyFactor: pooled.safetyFactor[index]!,
    dependent: drawn.has(id),
  }));
}
