import { useMemo } from "react";
import type { LinkRecord, Run } from "../../../engine/contracts/index.ts";
import {
  networkGraph,
  networkParts,
  type NetworkGraph,
} from "../network-graph.ts";
import { networkStage, type NetworkStage } from "../network-stage.ts";
import type { ReviewRow } from "../review-rows.ts";
import { usePane } from "./use-pane.ts";
import { useQuery } from "./use-query.ts";
import {
  useRecommendations,
  type Recommendations,
} from "./use-recommendations.ts";

/** The networks of a run, the one that ties up most first. */
export interface RunNetworks {
  readonly all: Recommendations;
  readonly rows: readonly ReviewRow[];
  /** One for each row. */
  readonly stages: readonly NetworkStage[];
  readonly graph: NetworkGraph;
  readonly parts: readonly NetworkPartOfRun[];
  /** Part of each row. */
  readonly partOf: Int32Array;
  readonly ready: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

export interface NetworkPartOfRun {
  readonly members: readonly number[];
  /** Money in safety stock. */
  readonly value: number;
}

/** The networks of a run with their figures. */
export function useNetworks(run: Run, period: string): RunNetworks {
  const { client } = usePane();
  const all = useRecommendations(run);
  const links = useQuery<readonly LinkRecord[]>(`links/${run.id}`, (signal) =>
    client.runLinks(run.id, { signal }),
  );
  const complete = all.total !== null && all.rows.length >= all.total;
  const { rows } = all;
  const found = links.data;
  const networks = useMemo(() => {
    const stages = rows.map(({ stage }) => networkStage(stage, period));
    const graph = networkGraph(
      stages.map(({ id }) => id),
      found ?? [],
    );
    const parts = networkParts(graph)
      .map(({ members }) => ({
        members,
        value: members.reduce((sum, at) => sum + stages[at]!.value, 0),
      }))
      .sort((a, b) => b.value - a.value);
    const partOf = new Int32Array(rows.length);
    parts.forEach(({ members }, part) => {
      for (const member of members) partOf[member] = part;
    });
    return { stages, graph, parts, partOf };
  }, [rows, found, period]);
  return {
    all,
    rows,
    ...networks,
    ready: complete && found !== undefined,
    error: all.error ?? links.error,
    retry: all.error ? all.retry : links.retry,
  };
}
