import type { z } from "zod";
import {
  apiPrefix,
  catalogFrontierSchema,
  catalogSimulationSchema,
  cellPolicyAnswerSchema,
  changeSetDetailSchema,
  changeSetListSchema,
  connectionCheckSchema,
  connectionListSchema,
  findingsSchema,
  jobListSchema,
  jobSchema,
  linkListSchema,
  policyOutcomeSchema,
  recommendationPageSchema,
  recommendationSchema,
  runListSchema,
  runSchema,
  scenarioSchema,
  sessionSchema,
  snapshotListSchema,
  snapshotSummarySchema,
  stageDetailSchema,
  stageForecastSchema,
  startedSchema,
} from "../../engine/contracts/index.ts";
import type { CallOptions, Client } from "./client.ts";
import { jobEvents } from "./events.ts";
import { send, sendFor, type HttpOptions } from "./http.ts";

/** The worker's API over `fetch`, every answer checked against its schema. */
export function createClient(http: HttpOptions): Client {
  const get = <T>(path: string, schema: z.ZodType<T>, options?: CallOptions) =>
    sendFor(
      http,
      { method: "GET", path: apiPrefix + path, signal: options?.signal },
      schema,
    );
  const post = <T>(
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    options?: CallOptions,
  ) =>
    sendFor(
      http,
      { method: "POST", path: apiPrefix + path, body, signal: options?.signal },
      schema,
    );
  const tell = async (
    method: "POST" | "PUT" | "DELETE",
    path: string,
    body: unknown,
    options?: CallOptions,
  ): Promise<void> => {
    const request = { method, path: apiPrefix + path, body };
    const response = await send(http, { ...request, signal: options?.signal });
    await response.body?.cancel();
  };
  const items = <T>(list: Promise<{ items: T[] }>) =>
    list.then((one) => one.items);

  return {
    session: (options) => get("/session", sessionSchema, options),
    as: (personId) => createClient({ ...http, person: personId }),

    connections: (options) =>
      items(get("/connections", connectionListSchema, options)),
    checkConnection: (id, options) =>
      post(
        `/connections/${part(id)}/check`,
        {},
        connectionCheckSchema,
        options,
      ),
    startImport: (connectionId, options) =>
      post("/imports", { connectionId }, startedSchema, options),

    snapshots: (options) =>
      items(get("/snapshots", snapshotListSchema, options)),
    snapshot: (id, options) =>
      get(`/snapshots/${part(id)}`, snapshotSummarySchema, options),
    findings: (id, options) =>
      get(`/snapshots/${part(id)}/findings`, findingsSchema, options),
    stage: (id, stageId, options) =>
      get(
        `/snapshots/${part(id)}/stages/${part(stageId)}`,
        stageDetailSchema,
        options,
      ),
    stageForecast: (id, stageId, options) =>
      get(
        `/snapshots/${part(id)}/stages/${part(stageId)}/forecast`,
        stageForecastSchema,
        options,
      ),

    defaultScenario: (options) =>
      get("/scenarios/default", scenarioSchema, options),
    startRun: (request, options) =>
      post("/runs", request, startedSchema, options),
    runs: (options) =>
      items(get("/runs?leftOut=counted", runListSchema, options)),
    run: (id, options) => get(`/runs/${part(id)}`, runSchema, options),
    runLinks: (runId, options) =>
      items(get(`/runs/${part(runId)}/links`, linkListSchema, options)),
    recommendations: (runId, { offset, limit }, options) =>
      get(
        `/runs/${part(runId)}/recommendations?offset=${offset}&limit=${limit}`,
        recommendationPageSchema,
        options,
      ),
    recommendation: (runId, stageId, options) =>
      get(
        `/runs/${part(runId)}/recommendations/${part(stageId)}`,
        recommendationSchema,
        options,
      ),
    saveOverride: (runId, stageId, request, options) =>
      tell("PUT", overridePath(runId, stageId), request, options),
    removeOverride: (runId, stageId, options) =>
      tell("DELETE", overridePath(runId, stageId), undefined, options),
    evaluate: (runId, stageId, values, options) =>
      post(
        `/runs/${part(runId)}/evaluate`,
        { stageId, values },
        policyOutcomeSchema,
        options,
      ),

    startFrontier: (runId, options) =>
      post(`/runs/${part(runId)}/frontier`, {}, startedSchema, options),
    frontier: (runId, options) =>
      get(`/runs/${part(runId)}/frontier`, catalogFrontierSchema, options),
    startSimulation: (runId, request, options) =>
      post(`/runs/${part(runId)}/simulation`, request, startedSchema, options),
    simulation: (runId, { policy, offset, limit }, options) =>
      get(
        `/runs/${part(runId)}/simulation?policy=${policy}&offset=${offset}&limit=${limit}`,
        catalogSimulationSchema,
        options,
      ),

    planChangeSet: (request, options) =>
      post("/change-sets", request, startedSchema, options),
    changeSets: (options) =>
      items(get("/change-sets", changeSetListSchema, options)),
    changeSet: (id, options) =>
      get(`/change-sets/${part(id)}`, changeSetDetailSchema, options),
    approve: (id, decision, options) =>
      tell("POST", `/change-sets/${part(id)}/approve`, decision, options),
    reject: (id, decision, options) =>
      tell("POST", `/change-sets/${part(id)}/reject`, decision, options),
    startWriteBack: (id, request, options) =>
      post(
        `/change-sets/${part(id)}/write-back`,
        request,
        startedSchema,
        options,
      ),
    startVerify: (id, options) =>
      post(`/change-sets/${part(id)}/verify`, {}, startedSchema, options),
    startUndo: (id, options) =>
      post(`/change-sets/${part(id)}/undo`, {}, startedSchema, options),

    jobs: (options) => items(get("/jobs", jobListSchema, options)),
    job: (id, options) => get(`/jobs/${part(id)}`, jobSchema, options),
    cancelJob: (id, options) =>
      tell("POST", `/jobs/${part(id)}/cancel`, {}, options),
    jobEvents: (id, options) => jobEvents(http, id, options?.signal),

    cellPolicies: (requests, options) =>
      post("/cells/policy", { requests }, cellPolicyAnswerSchema, options),
  };
}

function overridePath(runId: string, stageId: string): string {
  return `/runs/${part(runId)}/overrides/${part(stageId)}`;
}

function part(text: string): string {
  return encodeURIComponent(text);
}
