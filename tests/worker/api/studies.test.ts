import type {
  CatalogFrontier,
  CatalogSimulation,
  Started,
} from "../../../engine/contracts/index.ts";
import type { ChunkStudies } from "../../../worker/threads/chunk-studies.ts";
import { studiesInProcess } from "../../../worker/threads/chunk-studies.ts";
import { openApi } from "./api-harness.ts";
import type { ApiHarness } from "./api-harness.ts";
import { stepsOver } from "./loop-steps.ts";

describe("studies of a run that is done", () => {
  let api: ApiHarness;
  let runId: string;
  const { imported, optimized } = stepsOver(() => api);
  beforeAll(async () => {
    api = await openApi();
    runId = (await optimized(await imported())).id;
  });
  afterAll(() => api.close());

  it("keeps service against working capital, rising, around what the run recommends", async () => {
    const where = `/runs/${runId}/frontier`;
    expect((await api.ask(where)).status).toBe(404);
    const started = await api.answer<Started>(where, { body: {} });
    expect(await api.ended(started)).toMatchObject({
      kind: "frontier",
      state: "done",
      subjectId: runId,
      error: null,
    });
    const frontier = await api.answer<CatalogFrontier>(where);

    expect(frontier.points.length).toBeGreaterThan(5);
    frontier.points.slice(1).forEach((point, at) => {
      const before = frontier.points[at]!;
      expect(point.workingCapital).toBeGreaterThan(before.workingCapital);
      expect(point.fillRate).toBeGreaterThanOrEqual(before.fillRate!);
      expect(point.requiredReturn).toBeLessThan(before.requiredReturn);
    });
    // What costs no more than the recommendation serves no less, but for whole units.
    const { recommended } = frontier;
    const affordable = frontier.points.filter(
      ({ workingCapital }) => workingCapital >= recommended.workingCapital,
    );
    expect(affordable[0]!.fillRate).toBeGreaterThanOrEqual(
      recommended.fillRate! - 1e-3,
    );
  });

  it("replays what is recommended and what the ERP holds against the same chances", async () => {
    const replayed = async (policy: string): Promise<CatalogSimulation> => {
      const where = `/runs/${runId}/simulation`;
      const body = { policy, days: 2000 };
      const job = await api.ended(await api.answer<Started>(where, { body }));
      expect(job).toMatchObject({ kind: "simulate", state: "done" });
      return api.answer(`${where}?policy=${policy}`);
    };
    const [first, again, current] = [
      await replayed("recommended"),
      await replayed("recommended"),
      await replayed("current"),
    ];

    expect(again).toEqual(first);
    expect(first.total).toBe(first.rows.length);
    expect(first.totals.stages).toBe(
      first.totals.confirmed + first.totals.notConfirmed,
    );
    expect(current.policy).toBe("current");
    expect(current.totals.inventoryValue).not.toBe(first.totals.inventoryValue);
  });

  it("says what it cannot look at", async () => {
    const missing = await api.ask("/runs/none/frontier", { body: {} });
    expect(missing.status).toBe(404);
    const wrong = await api.ask(`/runs/${runId}/simulation`, {
      body: { policy: "hoped for" },
    });
    expect(wrong.status).toBe(400);
    expect(
      (await api.ask(`/runs/${runId}/simulation?policy=overridden`)).status,
    ).toBe(404);
  });
});

describe("cancelling a study", () => {
  let api: ApiHarness;
  const { imported, optimized } = stepsOver(() => api);
  /** Replays for ever, until it is told to stop. */
  const endless: ChunkStudies = {
    ...studiesInProcess,
    replay: (_request, { signal, progress }) =>
      new Promise((_resolve, reject) => {
        progress({ step: "Simulating", done: 1, total: 2 });
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      }),
  };
  beforeAll(async () => {
    api = await openApi({ studies: endless });
  });
  afterAll(() => api.close());

  it("reaches the piece that is being replayed, and leaves nothing to read", async () => {
    const run = await optimized(await imported());
    const where = `/runs/${run.id}/simulation`;
    const started = await api.answer<Started>(where, { body: {} });
    while (!(await api.store.jobs.find(started.jobId))?.progress) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await api.answer(`/jobs/${started.jobId}/cancel`, { body: {} });

    expect(await api.ended(started)).toMatchObject({ state: "cancelled" });
    expect((await api.ask(where)).status).toBe(404);
    expect((await api.answer<{ state: string }>(`/runs/${run.id}`)).state).toBe(
      "done",
    );
  });
});
