import {
  catalogFrontierSchema,
  catalogSimulationSchema,
  simulatedPolicySchema,
  simulationRequestSchema,
  startedSchema,
} from "../../../engine/contracts/index.ts";
import type {
  CatalogFrontier,
  CatalogSimulation,
  Started,
} from "../../../engine/contracts/index.ts";
import { frontierName } from "../../jobs/frontier.ts";
import { replayName } from "../../jobs/simulate.ts";
import type { SimulationSummary } from "../../jobs/simulate.ts";
import { startJob } from "../../jobs/start-job.ts";
import type { JobRequest } from "../../jobs/start-job.ts";
import type { ApiDependencies } from "../endpoint.ts";
import { endpoint, idParams } from "../endpoint.ts";
import { notFound, notNow } from "../problem.ts";
import { pageQuery } from "../page-query.ts";

export const studyRoutes = [
  endpoint({
    method: "post",
    path: "/runs/{id}/frontier",
    summary: "Work out service against working capital for a run",
    roles: ["planner", "approver"],
    params: idParams,
    answer: startedSchema,
    status: 202,
    handle: ({ params, person, api }) =>
      start(api, params.id, person.id, { kind: "frontier", runId: params.id }),
  }),
  endpoint({
    method: "get",
    path: "/runs/{id}/frontier",
    summary: "Service against working capital, when it is worked out",
    params: idParams,
    answer: catalogFrontierSchema,
    status: 200,
    handle: async ({ params, api }) => {
      const found = await api.store.studies.find(params.id, frontierName);
      if (!found) throw notFound("frontier of run", params.id);
      return found.document as CatalogFrontier;
    },
  }),
  endpoint({
    method: "post",
    path: "/runs/{id}/simulation",
    summary: "Replay the numbers of a run day by day",
    roles: ["planner", "approver"],
    params: idParams,
    body: simulationRequestSchema,
    answer: startedSchema,
    status: 202,
    handle: ({ params, body, person, api }) =>
      start(api, params.id, person.id, {
        kind: "simulate",
        runId: params.id,
        ...body,
      }),
  }),
  endpoint({
    method: "get",
    path: "/runs/{id}/simulation",
    summary: "What a replay found, least service against its target first",
    params: idParams,
    query: pageQuery.extend({
      policy: simulatedPolicySchema.default("recommended"),
    }),
    answer: catalogSimulationSchema,
    status: 200,
    handle: async ({ params, query, api }) => {
      const { studies } = api.store;
      const { policy, offset, limit } = query;
      const found = await studies.find(params.id, replayName(policy));
      if (!found) throw notFound(`simulation (${policy}) of run`, params.id);
      const { total, rows } = await studies.page(found.jobId, offset, limit);
      return {
        ...(found.document as SimulationSummary),
        total,
        offset,
        rows: rows as CatalogSimulation["rows"],
      };
    },
  }),
];

async function start(
  { store, now }: ApiDependencies,
  runId: string,
  author: string,
  task: JobRequest["task"],
): Promise<Started> {
  const run = await store.runs.find(runId);
  if (!run) throw notFound("run", runId);
  if (run.state !== "done") {
    throw notNow(`run ${runId} is ${run.state}: look at it once it is done`);
  }
  const job = await store.transaction((kept) =>
    startJob(kept, { task, subjectId: runId, author, now: now() }),
  );
  return { jobId: job.id, subjectId: runId };
}
