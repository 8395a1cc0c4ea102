import type { Run } from "../../../engine/contracts/index.ts";
import { usePane } from "./use-pane.ts";
import { useQuery } from "./use-query.ts";
import { recommendationPages } from "./use-recommendations.ts";

/** Every location that a run has a stage at, in order; none before they are read, or without a run. */
export function useLocations(run: Run | null): readonly string[] {
  const { client } = usePane();
  const found = useQuery(run ? `locations/${run.id}` : null, async (signal) => {
    const names = new Set<string>();
    for await (const { rows } of recommendationPages(
      client,
      run?.id ?? "",
      signal,
    )) {
      for (const { location } of rows) names.add(location);
    }
    return [...names].sort();
  });
  return found.data ?? [];
}
