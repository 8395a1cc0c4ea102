import { useEffect } from "react";
import type { StageForecast } from "../../../engine/contracts/index.ts";
import { isOffline } from "../../client/index.ts";
import type { Query } from "./query-cache.ts";
import { useForecastJob } from "./use-forecast-job.ts";
import type { WatchedJob } from "./use-job.ts";
import { usePane } from "./use-pane.ts";
import { useQuery } from "./use-query.ts";

/** Milliseconds between two questions whether all stages are forecast by now. */
const askAgainAfter = 10_000;

/**
 * The forecast of a stage, and the forecast of all stages while that is under way: the first may
 * wait for it, or be better after it.
 */
export function useStageForecast(
  snapshotId: string,
  stageId: string,
): {
  readonly forecast: Query<StageForecast>;
  readonly job: WatchedJob | null;
} {
  const { client, cache } = usePane();
  const forecast = useQuery(
    `stage-forecast/${snapshotId}/${stageId}`,
    (signal) => client.stageForecast(snapshotId, stageId, { signal }),
  );
  const { data, error } = forecast;
  const better = data ? data.learntFrom === "stage" : error !== null;
  const waits = better && !isOffline(error);
  const job = useForecastJob(waits ? snapshotId : null);
  const unwatched = waits && job === null;
  useEffect(() => {
    if (!unwatched) return;
    const timer = setInterval(() => {
      cache.refresh(`forecast-job/${snapshotId}`);
      cache.refresh(`stage-forecast/${snapshotId}/${stageId}`);
    }, askAgainAfter);
    return () => clearInterval(timer);
  }, [unwatched, cache, snapshotId, stageId]);
  return { forecast, job };
}
