import { z } from "zod";
import {
  changeRowPageSchema,
  changeSetDetailSchema,
  changeSetListSchema,
  changeSetRequestSchema,
  newChangeSet,
  startedSchema,
} from "../../../engine/contracts/index.ts";
import type { ChangeSet } from "../../../engine/contracts/index.ts";
import { startJob } from "../../jobs/start-job.ts";
import type { Store } from "../../store/store.ts";
import { changeSetTotals } from "../change-set-totals.ts";
import { endpoint, idParams, listLimit } from "../endpoint.ts";
import { pageQuery } from "../page-query.ts";
import { notFound, notNow } from "../problem.ts";

export const changeSetRoutes = [
  endpoint({
    method: "post",
    path: "/change-sets",
    summary: "Compare a run's numbers with the ERP's rows of now",
    roles: ["planner"],
    body: changeSetRequestSchema,
    answer: startedSchema,
    status: 202,
    handle: async ({ body, person, api }) => {
      const run = await api.store.runs.find(body.runId);
      if (!run) throw notFound("run", body.runId);
      if (run.state !== "done") {
        throw notNow(`run ${run.id} is ${run.state}: plan once it is done`);
      }
      const snapshot = await api.store.snapshots.summary(run.snapshotId);
      if (!snapshot) throw notFound("snapshot", run.snapshotId);
      const connectionId = body.connectionId ?? snapshot.connectionId;
      const connection = await api.store.connections.find(connectionId);
      if (!connection) throw notFound("connection", connectionId);
      if (connection.connector === "csv") {
        throw notNow(
          `connection ${connectionId} is a folder of files and cannot be written to: name a connection to the ERP itself`,
        );
      }
      const changeSet = newChangeSet({
        id: api.newId(),
        runId: run.id,
        connectionId,
        author: person.id,
        createdAt: api.now(),
      });
      return plan(api.store, changeSet, {
        kind: "plan-write",
        changeSetId: changeSet.id,
        maxChange: body.maxChange,
        ...(body.stageIds && { stageIds: body.stageIds }),
      });
    },
  }),
  endpoint({
    method: "get",
    path: "/change-sets",
    summary: "Change sets, newest first: the last 200",
    answer: changeSetListSchema,
    status: 200,
    handle: async ({ api }) => ({
      items: [...(await api.store.changeSets.list(listLimit))],
    }),
  }),
  endpoint({
    method: "get",
    path: "/change-sets/{id}",
    summary: "One change set, row by row or without its rows",
    params: idParams,
    query: z.object({ rows: z.enum(["whole", "counted"]).default("whole") }),
    answer: changeSetDetailSchema,
    status: 200,
    handle: async ({ params, query, api }) => {
      const changeSet = await found(api.store, params.id);
      const rows = await api.store.changeSets.rows(params.id);
      const totals = await changeSetTotals(api.store, changeSet, rows);
      return {
        changeSet,
        rows: query.rows === "whole" ? [...rows] : [],
        totals,
      };
    },
  }),
  endpoint({
    method: "get",
    path: "/change-sets/{id}/rows",
    summary: "Rows of a change set, in the order of their plan",
    params: idParams,
    query: pageQuery,
    answer: changeRowPageSchema,
    status: 200,
    handle: async ({ params, query: { offset, limit }, api }) => {
      await found(api.store, params.id);
      const page = await api.store.changeSets.page(params.id, offset, limit);
      return { ...page, offset, rows: [...page.rows] };
    },
  }),
  endpoint({
    method: "post",
    path: "/change-sets/{id}/undo",
    summary: "Plan a new change set that takes the written values back",
    roles: ["planner", "integrator"],
    params: idParams,
    answer: startedSchema,
    status: 202,
    handle: async ({ params, person, api }) => {
      const undone = await found(api.store, params.id);
      if (!["written", "partly-written"].includes(undone.state)) {
        throw notNow(
          `change set ${undone.id} is ${undone.state}: only what was written can be undone`,
        );
      }
      const changeSet = newChangeSet({
        id: api.newId(),
        runId: undone.runId,
        undoes: undone.id,
        connectionId: undone.connectionId,
        author: person.id,
        createdAt: api.now(),
      });
      return plan(api.store, changeSet, {
        kind: "undo",
        changeSetId: changeSet.id,
        undoes: undone.id,
      });
    },
  }),
];

/** The change set of this id; a 404 problem when there is none. */
export async function found(store: Store, id: string): Promise<ChangeSet> {
  const changeSet = await store.changeSets.find(id);
  if (!changeSet) throw notFound("change set", id);
  return changeSet;
}

async function plan(
  store: Store,
  changeSet: ChangeSet,
  task: Parameters<typeof startJob>[1]["task"],
) {
  const job = await store.transaction(async (kept) => {
    await kept.changeSets.create(changeSet);
    const started = await startJob(kept, {
      task,
      subjectId: changeSet.id,
      author: changeSet.author,
      now: changeSet.createdAt,
    });
    await kept.changeSets.setJob(changeSet.id, started.id);
    return started;
  });
  return { jobId: job.id, subjectId: changeSet.id };
}
