import type { Delivery } from "../../../worker/queue/queue.ts";
import { jobHandler } from "../../../worker/jobs/run-job.ts";
import { planSource } from "../../../worker/jobs/plan-source.ts";
import { plannerInProcess } from "../../../worker/threads/chunk-planner.ts";
import { parseProfile } from "../../../connectors/profiles/profile.ts";
import { sample } from "../../../connectors/profiles/sample.ts";
import { cancelJob } from "../../../worker/jobs/settle.ts";
import type { Started } from "../../../engine/contracts/index.ts";
import { openApi } from "./api-harness.ts";
import type { ApiHarness } from "./api-harness.ts";
import { stepsOver } from "./loop-steps.ts";

const now = () => new Date().toISOString();

describe("a job that is delivered once more", () => {
  let api: ApiHarness;
  beforeAll(async () => {
    api = await openApi();
  });
  beforeEach(() => api.erp.reset());
  afterAll(() => api.close());
  const { imported, optimized, planned, approve } = stepsOver(() => api);

  const handler = () =>
    jobHandler({
      store: api.store,
      connect: api.erp.connect,
      profileOf: () => parseProfile(sample),
      planner: plannerInProcess(),
      plans: planSource(api.store),
      now,
      nudge: () => undefined,
    });
  /** What a worker killed before its last word leaves: work done, job open. */
  const again = async (
    jobId: string,
    payload: { readonly kind: string; readonly runId?: string },
  ) => {
    await api.store.jobs.update(jobId, { state: "running", finishedAt: null });
    const signal = new AbortController().signal;
    const { kind } = payload;
    const delivery: Delivery = { jobId, kind, payload, attempt: 2, signal };
    await handler().handle(delivery);
    return api.store.jobs.find(jobId);
  };

  it("ends well when its write-back had written everything", async () => {
    const run = await optimized(await imported());
    const { changeSet } = await planned(run.id);
    await approve(changeSet);
    const writing = await api.answer<Started>(
      `/change-sets/${changeSet.id}/write-back`,
      { body: {} },
    );
    await api.ended(writing);
    const writes = new Map(api.erp.writes);
    const job = await again(writing.jobId, {
      kind: "write-back",
      ...{ changeSetId: changeSet.id, dryRun: false },
    });

    expect(job).toMatchObject({ state: "done", error: null });
    expect(api.erp.writes).toEqual(writes);
    expect(await api.store.changeSets.find(changeSet.id)).toMatchObject({
      state: "written",
    });
  });

  it("adds up a run whose chunks were kept before they told what they come to", async () => {
    const { id, resultDigest, totals } = await optimized(await imported());
    const { rows } = await api.pglite.query(
      "update stockwright.run_chunk set summary = null where run_id = $1 returning chunk",
      [id],
    );
    expect(rows).toEqual([{ chunk: 0 }]);
    const run = (await api.store.runs.find(id))!;
    await api.store.runs.update(id, {
      ...{ state: "running", resultDigest: null, totals: null },
    });
    const job = await again(run.jobId, { kind: "optimize-gather", runId: id });

    expect(job).toMatchObject({ state: "done", error: null });
    expect(await api.store.runs.find(id)).toMatchObject({
      ...{ state: "done", resultDigest, totals },
    });
  });

  it("leaves a snapshot alone that others build on already", async () => {
    const snapshotId = await imported();
    const before = await api.store.snapshots.summary(snapshotId);
    const [job] = (await api.store.jobs.list()).filter(
      ({ subjectId, kind }) => subjectId === snapshotId && kind === "import",
    );
    const ended = await again(job!.id, {
      kind: "import",
      ...{ snapshotId, connectionId: "erp" },
    });

    expect(ended).toMatchObject({ state: "done", error: null });
    expect(await api.store.snapshots.summary(snapshotId)).toEqual(before);
  });

  it("writes nothing after its cancellation was told, however late it comes", async () => {
    const run = await optimized(await imported());
    const { changeSet } = await planned(run.id);
    await approve(changeSet);
    const task = {
      kind: "write-back",
      changeSetId: changeSet.id,
      dryRun: false,
    } as const;
    const job = {
      id: "late",
      kind: "write-back",
      state: "queued",
      subjectId: changeSet.id,
      author: "pat",
      progress: null,
      createdAt: now(),
      startedAt: null,
      finishedAt: null,
      attempts: 0,
      error: null,
    } as const;
    // A second process looks at the job while it is queued, and begins it after the cancellation.
    await api.store.jobs.enqueue(job, task);
    await api.store.jobs.sent(["late"]);
    expect(await cancelJob(api.store, job, "pat", now())).toBe(true);
    expect(await api.store.jobs.begin("late", { at: now(), attempts: 1 })).toBe(
      false,
    );
    const signal = new AbortController().signal;
    await handler().handle({
      jobId: "late",
      kind: "write-back",
      payload: task,
      attempt: 1,
      signal,
    });

    expect(api.erp.writes.size).toBe(0);
    expect(await api.store.jobs.find("late")).toMatchObject({
      state: "cancelled",
    });
    expect(await api.store.changeSets.find(changeSet.id)).toMatchObject({
      state: "approved",
    });
  });
});
