import { linkListSchema } from "../../../engine/contracts/index.ts";
import { applyScenario } from "../../../engine/index.ts";
import { endpoint, idParams } from "../endpoint.ts";
import { notFound } from "../problem.ts";

export const networkRoutes = [
  endpoint({
    method: "get",
    path: "/runs/{id}/links",
    summary: "Who supplies whom, as the run's scenario has it",
    params: idParams,
    answer: linkListSchema,
    status: 200,
    handle: async ({ params, api }) => {
      const { runs, snapshots } = api.store;
      const run = await runs.find(params.id);
      if (!run) throw notFound("run", params.id);
      const links = await snapshots.links(run.snapshotId);
      const { changes = [] } = run.scenario;
      if (!changes.some(({ kind }) => kind.endsWith("-location"))) {
        return { items: [...links] };
      }
      const snapshot = await snapshots.summary(run.snapshotId);
      if (!snapshot) throw notFound("snapshot", run.snapshotId);
      const supposed = applyScenario(
        {
          period: snapshot.period,
          stages: await snapshots.stages(run.snapshotId),
          links,
        },
        run.scenario,
      );
      return { items: [...supposed.links] };
    },
  }),
];
