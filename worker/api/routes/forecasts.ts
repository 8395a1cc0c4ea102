import { z } from "zod";
import {
  catalogForecastSchema,
  forecastPageSchema,
  stageForecastSchema,
  startedSchema,
} from "../../../engine/contracts/index.ts";
import type {
  SnapshotSummary,
  StageForecast,
} from "../../../engine/contracts/index.ts";
import { catalogLearner, drain, stageForecast } from "../../../engine/index.ts";
import { catalogSize, keptLesson } from "../../jobs/catalog-lesson.ts";
import type { Store } from "../../store/store.ts";
import { endpoint, idParams } from "../endpoint.ts";
import { pageQuery } from "../page-query.ts";
import { notFound, notNow } from "../problem.ts";
import { startForecast } from "../start.ts";

export const forecastRoutes = [
  endpoint({
    method: "post",
    path: "/snapshots/{id}/forecast",
    summary: "Forecast a snapshot's whole catalog; an import does so by itself",
    roles: ["planner", "integrator"],
    params: idParams,
    answer: startedSchema,
    status: 202,
    handle: async ({ params, person, api }) => {
      const { id } = await ready(api.store, params.id);
      return startForecast(api, id, person.id);
    },
  }),
  endpoint({
    method: "get",
    path: "/snapshots/{id}/forecast",
    summary: "How the forecast of the whole catalog went",
    params: idParams,
    answer: catalogForecastSchema,
    status: 200,
    handle: async ({ params, api }) => {
      await ready(api.store, params.id);
      const found = await api.store.forecasts.find(params.id);
      if (!found) {
        throw notNow(
          `snapshot ${params.id} is not forecast yet: wait for its job, or start one`,
        );
      }
      return found;
    },
  }),
  endpoint({
    method: "get",
    path: "/snapshots/{id}/forecasts",
    summary:
      "Forecasts in stage order, in figures; complete once the job is done",
    params: idParams,
    query: pageQuery,
    answer: forecastPageSchema,
    status: 200,
    handle: async ({ params, query, api }) => {
      await ready(api.store, params.id);
      const { offset, limit } = query;
      const page = await api.store.forecasts.page(params.id, offset, limit);
      return { total: page.total, offset, rows: [...page.rows] };
    },
  }),
  endpoint({
    method: "get",
    path: "/snapshots/{id}/stages/{stageId}/forecast",
    summary: "Demand of one stage, past and to come, and why",
    params: idParams.extend({ stageId: z.string() }),
    answer: stageForecastSchema,
    status: 200,
    handle: async ({ params: { id, stageId }, api }) =>
      forecastOf(api.store, await ready(api.store, id), stageId),
  }),
];

/**
 * What the job keeps of a stage and more, from what the catalog taught; while it has not been
 * learnt from, from the stage's own record.
 */
async function forecastOf(
  store: Store,
  snapshot: SnapshotSummary,
  stageId: string,
): Promise<StageForecast> {
  const stage = await store.snapshots.stage(snapshot.id, stageId);
  if (!stage) throw notFound("stage", stageId);
  const size = catalogSize(snapshot);
  const lesson = await keptLesson(store, snapshot.id);
  if (lesson) return stageForecast(stage, { ...size, ...lesson });
  const alone = catalogLearner({ ...size, stages: 1 });
  alone.add([stage]);
  const { vendors } = drain(alone.learn());
  return stageForecast(stage, { ...size, vendors });
}

async function ready(store: Store, id: string): Promise<SnapshotSummary> {
  const found = await store.snapshots.summary(id);
  if (!found) throw notFound("snapshot", id);
  if (found.state === "ready") return found;
  throw notNow(
    `snapshot ${id} is ${found.state}: forecast it once it is ready`,
  );
}
