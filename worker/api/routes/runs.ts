import { z } from "zod";
import {
  leftOutPageSchema,
  runListSchema,
  runRequestSchema,
  runSchema,
  scenarioSchema,
  startedSchema,
} from "../../../engine/contracts/index.ts";
import type {
  Scenario,
  SnapshotSummary,
} from "../../../engine/contracts/index.ts";
import { applyScenario, defaultScenario } from "../../../engine/index.ts";
import type { Store } from "../../store/store.ts";
import { endpoint, idParams, listLimit } from "../endpoint.ts";
import { pageQuery } from "../page-query.ts";
import { notFound, notNow } from "../problem.ts";
import { startRun } from "../start.ts";

export const runRoutes = [
  endpoint({
    method: "get",
    path: "/scenarios/default",
    summary: "The scenario to begin with",
    answer: scenarioSchema,
    status: 200,
    handle: async () => defaultScenario(),
  }),
  endpoint({
    method: "post",
    path: "/runs",
    summary: "Optimize a snapshot under a scenario",
    roles: ["planner"],
    body: runRequestSchema,
    answer: startedSchema,
    status: 202,
    handle: async ({ body, person, api }) => {
      const snapshot = await api.store.snapshots.summary(body.snapshotId);
      if (!snapshot) throw notFound("snapshot", body.snapshotId);
      if (snapshot.state !== "ready") {
        throw notNow(
          `snapshot ${snapshot.id} is ${snapshot.state}: optimize once it is ready`,
        );
      }
      await checkChanges(api.store, snapshot, body.scenario);
      return startRun(api, snapshot, body.scenario, person.id);
    },
  }),
  endpoint({
    method: "get",
    path: "/runs",
    summary:
      "Runs, newest first: the last 200; what they left out whole, or counted",
    query: z.object({
      leftOut: z.enum(["whole", "counted"]).default("whole"),
    }),
    answer: runListSchema,
    status: 200,
    handle: async ({ query, api }) => ({
      items: [...(await api.store.runs.list(listLimit, query.leftOut))],
    }),
  }),
  endpoint({
    method: "get",
    path: "/runs/{id}",
    summary: "One run",
    params: idParams,
    answer: runSchema,
    status: 200,
    handle: async ({ params, api }) => {
      const run = await api.store.runs.find(params.id);
      if (!run) throw notFound("run", params.id);
      return run;
    },
  }),
  endpoint({
    method: "get",
    path: "/runs/{id}/left-out",
    summary: "Stages that a run has no numbers for, and why, in stage order",
    params: idParams,
    query: pageQuery,
    answer: leftOutPageSchema,
    status: 200,
    handle: async ({ params, query: { offset, limit }, api }) => {
      const { runs } = api.store;
      if (!(await runs.find(params.id))) throw notFound("run", params.id);
      const page = await runs.leftOutPage(params.id, offset, limit);
      return { ...page, offset, rows: [...page.rows] };
    },
  }),
];

/** Refuses changes that cannot be applied before anything runs. */
async function checkChanges(
  store: Store,
  { id, period }: SnapshotSummary,
  scenario: Scenario,
): Promise<void> {
  if (!scenario.changes?.length) return;
  const stages = await store.snapshots.stages(id);
  const links = await store.snapshots.links(id);
  applyScenario({ period, stages, links }, scenario);
}
