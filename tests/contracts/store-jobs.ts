import type { StoreUnderTest } from "./store-contract.ts";
import { aJob, noon } from "./store-records.ts";

export function jobRules(current: () => StoreUnderTest): void {
  it("puts a job and its way to the queue down together", async () => {
    const { jobs } = current().store;
    await jobs.enqueue(aJob(), { runId: "run-1", chunks: [1, 2] });
    await jobs.enqueue(aJob({ id: "job-2", kind: "audit" }), undefined);

    expect(await jobs.find("job-1")).toEqual(aJob());
    expect((await jobs.list()).map(({ id }) => id)).toEqual(["job-2", "job-1"]);
    expect(await jobs.outbox(10)).toEqual([
      {
        jobId: "job-1",
        kind: "optimize",
        payload: { runId: "run-1", chunks: [1, 2] },
      },
      { jobId: "job-2", kind: "audit", payload: null },
    ]);
  });

  it("puts neither down when the id is taken", async () => {
    const { jobs } = current().store;
    await jobs.enqueue(aJob(), 1);
    await jobs.sent(["job-1"]);

    await expect(jobs.enqueue(aJob(), 2)).rejects.toThrow();
    expect(await jobs.outbox(10)).toEqual([]);
  });

  it("hands the oldest over first and forgets what was sent", async () => {
    const { jobs } = current().store;
    for (const id of ["c", "a", "b"]) await jobs.enqueue(aJob({ id }), id);
    const first = await jobs.outbox(2);
    expect(first.map(({ jobId }) => jobId)).toEqual(["c", "a"]);

    await jobs.sent(["c", "a"]);
    await jobs.sent([]);
    expect((await jobs.outbox(2)).map(({ jobId }) => jobId)).toEqual(["b"]);
    expect(await jobs.list()).toHaveLength(3);
  });

  it("sends parts without a record of their own, each once", async () => {
    const { jobs } = current().store;
    const part = (number: number) => ({
      jobId: `job-1:${number}`,
      kind: "optimize-chunk",
      payload: { number },
    });
    await jobs.enqueueParts([part(2), part(1)]);
    await jobs.enqueueParts([part(1), part(3)]);

    expect(await jobs.outbox(10)).toEqual([part(2), part(1), part(3)]);
    expect(await jobs.list()).toEqual([]);
  });

  it("changes the named fields only", async () => {
    const { jobs } = current().store;
    await jobs.enqueue(aJob(), null);
    await jobs.update("job-1", { state: "running", startedAt: noon });
    await jobs.update("job-1", { attempts: 2, error: "no ERP" });
    await jobs.update("job-1", { error: null });
    await jobs.update("job-1", {});
    const progress = { step: "Optimizing networks", done: 1.5, total: 3 };
    await jobs.progress("job-1", progress);

    expect(await jobs.find("job-1")).toEqual(
      aJob({ state: "running", startedAt: noon, attempts: 2, progress }),
    );
    expect(await jobs.find("none")).toBeNull();
  });

  it("begins a job again after a crash, but none that was asked to stop or has ended", async () => {
    const { jobs } = current().store;
    await jobs.enqueue(aJob(), null);
    await jobs.enqueue(aJob({ id: "job-2", state: "done" }), null);

    expect(await jobs.begin("job-1", { at: noon, attempts: 1 })).toBe(true);
    const later = "2026-03-04T12:30:00.000Z";
    expect(await jobs.begin("job-1", { at: later, attempts: 2 })).toBe(true);
    expect(await jobs.find("job-1")).toEqual(
      aJob({ state: "running", startedAt: noon, attempts: 2 }),
    );
    await jobs.requestCancel("job-1");
    expect(await jobs.begin("job-1", { at: later, attempts: 3 })).toBe(false);
    expect(await jobs.begin("job-2", { at: noon, attempts: 1 })).toBe(false);
    expect(await jobs.begin("none", { at: noon, attempts: 1 })).toBe(false);
  });

  it("moves a job only from where it is said to stand", async () => {
    const { jobs } = current().store;
    await jobs.enqueue(aJob({ state: "cancelled" }), null);

    expect(await jobs.update("job-1", { state: "done" }, ["running"])).toBe(
      false,
    );
    expect(await jobs.find("job-1")).toMatchObject({ state: "cancelled" });
    expect(await jobs.update("job-1", { state: "done" })).toBe(true);
  });

  it("counts jobs by kind and state, and lists the newest", async () => {
    const { jobs } = current().store;
    for (const id of ["job-1", "job-2"]) await jobs.enqueue(aJob({ id }), null);
    await jobs.enqueue(aJob({ id: "job-3", state: "failed" }), null);
    const { kind } = aJob();

    expect(await jobs.tally()).toEqual([
      { kind, state: "failed", count: 1 },
      { kind, state: "queued", count: 2 },
    ]);
    expect((await jobs.list(2)).map(({ id }) => id)).toEqual([
      "job-3",
      "job-2",
    ]);
  });

  it("asks a job to stop as long as it has not ended", async () => {
    const { jobs } = current().store;
    await jobs.enqueue(aJob(), null);
    await jobs.enqueue(aJob({ id: "job-2", state: "done" }), null);

    expect(await jobs.cancelRequested("job-1")).toBe(false);
    expect(await jobs.requestCancel("job-1")).toBe(true);
    expect(await jobs.cancelRequested("job-1")).toBe(true);
    expect(await jobs.requestCancel("job-2")).toBe(false);
    expect(await jobs.requestCancel("none")).toBe(false);
    expect(await jobs.cancelRequested("none")).toBe(false);
  });
}
