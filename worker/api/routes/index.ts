import type { Endpoint } from "../endpoint.ts";
import { approvalRoutes } from "./approvals.ts";
import { cellRoutes } from "./cells.ts";
import { changeSetRoutes } from "./change-sets.ts";
import { connectionRoutes } from "./connections.ts";
import { forecastRoutes } from "./forecasts.ts";
import { jobRoutes } from "./jobs.ts";
import { logRoutes } from "./log.ts";
import { networkRoutes } from "./networks.ts";
import { recommendationRoutes } from "./recommendations.ts";
import { runRoutes } from "./runs.ts";
import { sessionRoutes } from "./session.ts";
import { snapshotRoutes } from "./snapshots.ts";
import { studyRoutes } from "./studies.ts";

/** Every route of the API, but the stream of events. */
export const routes: readonly Endpoint[] = [
  ...sessionRoutes,
  ...connectionRoutes,
  ...snapshotRoutes,
  ...forecastRoutes,
  ...runRoutes,
  ...recommendationRoutes,
  ...studyRoutes,
  ...networkRoutes,
  ...changeSetRoutes,
  ...approvalRoutes,
  ...jobRoutes,
  ...cellRoutes,
  ...logRoutes,
];
