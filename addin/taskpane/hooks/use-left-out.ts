import type { Run } from "../../../engine/contracts/index.ts";
import { usePane } from "./use-pane.ts";
import { useQuery } from "./use-query.ts";

/**
 * Stages that a run has no numbers for: asked once for each run, because the list of runs,
 * which is asked again and again, only counts them.
 */
export function useLeftOut(run: Run | null): Run["leftOut"] {
  const { client } = usePane();
  const whole = useQuery(
    run && run.leftOutCount !== 0 ? `left-out/${run.id}` : null,
    async (signal) => (await client.run(run!.id, { signal })).leftOut,
  );
  return whole.data ?? none;
}

const none: Run["leftOut"] = [];
