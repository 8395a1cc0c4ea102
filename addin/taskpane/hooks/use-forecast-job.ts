import { isFinished } from "../../client/index.ts";
import { useJob, type WatchedJob } from "./use-job.ts";
import { usePane } from "./use-pane.ts";
import { useQuery } from "./use-query.ts";

/**
 * The forecast of all stages of a snapshot, while it is under way; `null` when it is not.
 * When it ends, what was forecast before it is asked again.
 *
 * @param snapshotId - `null` looks for nothing
 */
export function useForecastJob(snapshotId: string | null): WatchedJob | null {
  const { client, cache } = usePane();
  const running = useQuery(
    snapshotId === null ? null : `forecast-job/${snapshotId}`,
    async (signal) => {
      const jobs = await client.jobs({ signal });
      const open = jobs.find(
        (job) =>
          job.kind === "forecast" &&
          job.subjectId === snapshotId &&
          !isFinished(job),
      );
      return open?.id ?? null;
    },
  );
  const jobId = running.data ?? null;
  const watched = useJob(jobId, () => {
    cache.refresh(`forecast-job/${snapshotId ?? ""}`);
    cache.refresh("stage-forecast/");
  });
  return jobId === null ? null : watched;
}
