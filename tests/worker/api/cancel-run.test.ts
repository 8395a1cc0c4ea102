import type {
  Run,
  Scenario,
  Started,
} from "../../../engine/contracts/index.ts";
import type { ChunkPlanner } from "../../../worker/threads/chunk-planner.ts";
import { openApi } from "./api-harness.ts";
import type { ApiHarness } from "./api-harness.ts";
import { stepsOver } from "./loop-steps.ts";

/** Plans for ever, until it is told to stop. */
const endless: ChunkPlanner = {
  plan: (_chunk, _context, { signal, progress }) =>
    new Promise((_resolve, reject) => {
      progress({ step: "Planning", done: 1, total: 2 });
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    }),
  close: async () => undefined,
};

describe("cancelling an optimization", () => {
  let api: ApiHarness;
  beforeAll(async () => {
    api = await openApi({ planner: endless });
  });
  afterAll(() => api.close());
  const { imported } = stepsOver(() => api);

  it("reaches the chunk that is being planned, and the cells hear of it", async () => {
    const snapshotId = await imported();
    const scenario = await api.answer<Scenario>("/scenarios/default");
    const started = await api.answer<Started>("/runs", {
      body: { snapshotId, scenario },
    });
    while (!(await api.store.jobs.find(started.jobId))?.progress?.done) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const cell = { requests: [{ stageId: "PUMP@SHOP-A", field: "orderUpTo" }] };
    // One of two steps of the only chunk: 1.5 of 3 stages, whole stages told.
    expect(await api.answer("/cells/policy", { body: cell })).toMatchObject({
      answers: [{ kind: "running", progress: 1 / 3 }],
      runId: started.subjectId,
    });

    await api.answer(`/jobs/${started.jobId}/cancel`, { body: {} });
    expect(await api.ended(started)).toMatchObject({ state: "cancelled" });
    expect(await api.answer<Run>(`/runs/${started.subjectId}`)).toMatchObject({
      state: "cancelled",
      totals: null,
      error: null,
    });
    expect(await api.answer("/cells/policy", { body: cell })).toMatchObject({
      answers: [{ kind: "missing" }],
    });
  });
});
