import { z } from "zod";
import {
  findingsSchema,
  importRequestSchema,
  snapshotListSchema,
  snapshotSummarySchema,
  stageDetailSchema,
  startedSchema,
} from "../../../engine/contracts/index.ts";
import type { SnapshotSummary } from "../../../engine/contracts/index.ts";
import type { Store } from "../../store/store.ts";
import { endpoint, idParams, listLimit } from "../endpoint.ts";
import { notFound } from "../problem.ts";
import { startImport } from "../start.ts";

export const snapshotRoutes = [
  endpoint({
    method: "post",
    path: "/imports",
    summary: "Read an ERP into a snapshot; its audit follows by itself",
    roles: ["planner", "integrator"],
    body: importRequestSchema,
    answer: startedSchema,
    status: 202,
    handle: async ({ body, person, api }) => {
      const { connectionId } = body;
      if (!(await api.store.connections.find(connectionId))) {
        throw notFound("connection", connectionId);
      }
      return startImport(api, connectionId, person.id);
    },
  }),
  endpoint({
    method: "get",
    path: "/snapshots",
    summary: "Snapshots, newest first: the last 200",
    answer: snapshotListSchema,
    status: 200,
    handle: async ({ api }) => ({
      items: [...(await api.store.snapshots.list(listLimit))],
    }),
  }),
  endpoint({
    method: "get",
    path: "/snapshots/{id}",
    summary: "One snapshot in figures",
    params: idParams,
    answer: snapshotSummarySchema,
    status: 200,
    handle: ({ params, api }) => summary(api.store, params.id),
  }),
  endpoint({
    method: "get",
    path: "/snapshots/{id}/findings",
    summary: "What the audit and the import found",
    params: idParams,
    answer: findingsSchema,
    status: 200,
    handle: async ({ params, api }) => {
      await summary(api.store, params.id);
      const { snapshots } = api.store;
      return {
        findings: [...(await snapshots.findings(params.id))],
        importFindings: [...(await snapshots.importFindings(params.id))],
      };
    },
  }),
  endpoint({
    method: "get",
    path: "/snapshots/{id}/stages/{stageId}",
    summary: "What the ERP said about one item at one location",
    params: idParams.extend({ stageId: z.string() }),
    answer: stageDetailSchema,
    status: 200,
    handle: async ({ params: { id, stageId }, api }) => {
      const stage = await api.store.snapshots.stage(id, stageId);
      if (!stage) throw notFound("stage", stageId);
      const links = await api.store.snapshots.links(id);
      return {
        stage,
        links: links.filter(
          ({ from, to }) => from === stageId || to === stageId,
        ),
      };
    },
  }),
];

async function summary(store: Store, id: string): Promise<SnapshotSummary> {
  const found = await store.snapshots.summary(id);
  if (!found) throw notFound("snapshot", id);
  return found;
}
