import type { CatalogFrontier, Run } from "../../../engine/contracts/index.ts";
import { ClientError } from "../../client/index.ts";
import { useAction, type Action } from "./use-action.ts";
import { usePane } from "./use-pane.ts";
import type { Query } from "./query-cache.ts";
import { useQuery } from "./use-query.ts";
import { useStepJob, type StepJob } from "./use-step-job.ts";

/** The frontier of a run, and the job that works it out. */
export interface RunFrontier {
  /** `null` when nobody has worked it out yet. */
  readonly found: Query<CatalogFrontier | null>;
  readonly start: Action<readonly []>;
  readonly job: StepJob;
  /** Whether the job under way is this run's. */
  readonly running: boolean;
}

/** Service against working capital for a run. */
export function useFrontier(run: Run): RunFrontier {
  const { client, cache, dispatch, announce } = usePane();
  const found = useQuery(`frontier/${run.id}`, async (signal) => {
    try {
      return await client.frontier(run.id, { signal });
    } catch (error) {
      if (error instanceof ClientError && error.status === 404) return null;
      throw error;
    }
  });
  const job = useStepJob("frontier", (finished) => {
    cache.refresh("frontier/");
    if (finished.state === "done") announce("The frontier is there");
  });
  const start = useAction(async (signal) => {
    const { jobId } = await client.startFrontier(run.id, { signal });
    dispatch({ kind: "watch", step: "frontier", jobId });
    announce("Working out the frontier");
  });
  const subject = job.watched.job?.subjectId;
  return {
    found,
    start,
    job,
    running: job.running && (subject === undefined || subject === run.id),
  };
}
