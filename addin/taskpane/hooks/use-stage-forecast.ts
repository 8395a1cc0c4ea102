import type { StageForecast } from "../../../engine/contracts/index.ts";
import { isOffline } from "../../client/index.ts";
import type { Query } from "./query-cache.ts";
import { useForecastJob } from "./use-forecast-job.ts";
import type { WatchedJob } from "./use-job.ts";
import { usePane } from "./use-pane.ts";
import { useQuery } from "./use-query.ts";

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
  const { client } = usePane();
  const forecast = useQuery(
    `stage-forecast/${snapshotId}/${stageId}`,
    (signal) => client.stageForecast(snapshotId, stageId, { signal }),
  );
  const { data, error } = forecast;
  const waits = data ? data.learntFrom === "stage" : error !== null;
  const job = useForecastJob(waits && !isOffline(error) ? snapshotId : null);
  return { forecast, job };
}
