import type {
  CatalogForecast,
  ForecastPage,
  Job,
  StageForecast,
  Started,
} from "../../../engine/contracts/index.ts";
import type { Forecaster } from "../../../worker/threads/forecaster.ts";
import { forecasterInProcess } from "../../../worker/threads/forecaster.ts";
import { openApi } from "./api-harness.ts";
import type { ApiHarness } from "./api-harness.ts";
import { stepsOver } from "./loop-steps.ts";

describe("forecasting a catalog", () => {
  let api: ApiHarness;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());
  const { imported } = stepsOver(() => api);

  it("follows an import, and again gives the same to the last bit", async () => {
    const id = await imported();
    const path = `/snapshots/${id}/forecast`;
    const first = await api.answer<CatalogForecast>(path);
    // Two shops sell; only they order at the plant.
    expect(first).toMatchObject({ snapshotId: id, stages: 2 });
    expect(first.classes).toEqual({ smooth: 2 });

    const started = await api.answer<Started>(path, { body: {} });
    expect(await api.ended(started)).toMatchObject({
      kind: "forecast",
      state: "done",
      progress: { step: "Forecast", done: 3, total: 3 },
    });
    const again = await api.answer<CatalogForecast>(path);
    expect(again.digest).toBe(first.digest);
    expect(again.finishedAt >= first.finishedAt).toBe(true);
  });

  it("tells of one stage what is kept of it, and why", async () => {
    const id = await imported();
    const stageId = "PUMP@SHOP-B";
    const told = await api.answer<StageForecast>(
      `/snapshots/${id}/stages/${stageId}/forecast`,
    );
    const page = await api.answer<ForecastPage>(
      `/snapshots/${id}/forecasts?offset=1&limit=1`,
    );

    expect(page.total).toBe(2);
    const [row] = page.rows;
    expect(row).toMatchObject({
      stageId,
      method: told.method,
      leadTimeDemand: told.leadTimeDemand,
      forecast: told.forecast.map(({ mean }) => mean),
    });
    expect(told.learntFrom).toBe("catalog");
    expect(told.history).toHaveLength(40);
    expect(told.parts.map(({ name }) => name)).toContain("Method");
  });

  it("refuses what is not there by name", async () => {
    const id = await imported();
    const stage = await api.ask(`/snapshots/${id}/stages/NO@WHERE/forecast`);
    expect(stage.status).toBe(404);
    expect(await stage.text()).toContain("there is no stage NO@WHERE");
    const none = await api.ask("/snapshots/none/forecast", { body: {} });
    expect(none.status).toBe(404);
  });

  it("is not for who may only look", async () => {
    const id = await imported();
    const refused = await api.ask(`/snapshots/${id}/forecast`, {
      body: {},
      person: "alex",
    });
    expect(refused.status).toBe(403);
  });
});

describe("a catalog that is still being learnt from", () => {
  const waiting: Forecaster = {
    ...forecasterInProcess,
    learn: (_catalog, _pages, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      }),
  };
  let api: ApiHarness;
  beforeAll(async () => {
    api = await openApi({ forecaster: waiting });
  });
  afterAll(() => api.close());

  it("has forecasts all the same, from each stage's own record", async () => {
    const { jobId, subjectId: id } = await api.answer<Started>("/imports", {
      body: { connectionId: "erp" },
    });
    const learning = await startedJob(api, `${jobId}-forecast`);
    const told = await api.answer<StageForecast>(
      `/snapshots/${id}/stages/PUMP@SHOP-A/forecast`,
    );
    expect(told).toMatchObject({ learntFrom: "stage", class: "smooth" });

    const whole = await api.ask(`/snapshots/${id}/forecast`);
    expect(whole.status).toBe(409);
    expect(await whole.text()).toContain("is not forecast yet");
    await api.answer(`/jobs/${learning.id}/cancel`, { body: {} });
    await api.ended({ jobId: learning.id, subjectId: id });
  });
});

describe("cancelling a forecast", () => {
  /** Learns, and then forecasts for ever until it is told to stop. */
  const endless: Forecaster = {
    learn: forecasterInProcess.learn,
    forecast: async function* (_catalog, _lesson, _pages, signal) {
      yield [];
      await new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    },
  };
  let api: ApiHarness;
  beforeAll(async () => {
    api = await openApi({ forecaster: endless });
  });
  afterAll(() => api.close());

  it("ends the job, and keeps nothing half done", async () => {
    const importing = await api.answer<Started>("/imports", {
      body: { connectionId: "erp" },
    });
    const jobId = `${importing.jobId}-forecast`;
    await startedJob(api, jobId, "Forecasting");
    await api.answer(`/jobs/${jobId}/cancel`, { body: {} });

    expect(await api.ended({ jobId, subjectId: "" })).toMatchObject({
      state: "cancelled",
    });
    expect(await api.store.forecasts.find(importing.subjectId)).toBeNull();
    // The snapshot itself is none the worse.
    expect(
      await api.store.snapshots.summary(importing.subjectId),
    ).toMatchObject({ state: "ready" });
  });
});

/** Waits until a job has told a step. */
async function startedJob(
  { store }: ApiHarness,
  id: string,
  step = "Learning from histories",
): Promise<Job> {
  for (;;) {
    const job = await store.jobs.find(id);
    if (job?.progress?.step === step) return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
