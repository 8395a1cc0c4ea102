import type { StoreUnderTest } from "./store-contract.ts";
import { aRun } from "./store-records.ts";

export function studyRules(current: () => StoreUnderTest): void {
  const key = { runId: "run-1", study: "frontier", jobId: "job-1" };
  const row = (stageId: string, rank: number) => ({
    stageId,
    rank,
    record: { stageId, rank },
  });
  beforeEach(async () => {
    await current().store.runs.create(aRun({ id: key.runId }));
  });

  it("keeps a part once, and its rows by falling rank", async () => {
    const { studies } = current().store;
    await studies.savePart(key, 1, { part: 1 }, [row("a@DC1", 5)]);
    await studies.savePart(key, 0, { part: "first" }, [row("b@DC1", 9)]);
    await studies.savePart(key, 0, { part: 0 }, [
      row("B@DC1", 7),
      row("b@DC1", 7),
    ]);

    expect(await studies.parts(key.jobId)).toEqual([0, 1]);
    expect(await studies.documents(key.jobId)).toEqual([
      { part: 0 },
      { part: 1 },
    ]);
    expect(await studies.page(key.jobId, 1, 5)).toEqual({
      total: 3,
      rows: [
        { stageId: "b@DC1", rank: 7 },
        { stageId: "a@DC1", rank: 5 },
      ],
    });
  });

  it("goes on showing an earlier study until a later one is finished, and then drops it", async () => {
    const { studies } = current().store;
    const later = { ...key, jobId: "job-2" };
    await studies.savePart(key, 0, {}, [row("a@DC1", 1)]);
    await studies.finish(key, { answer: 1 });
    await studies.savePart(later, 0, {}, [row("a@DC1", 2)]);

    expect(await studies.find(key.runId, key.study)).toEqual({
      jobId: "job-1",
      document: { answer: 1 },
    });
    await studies.finish(later, { answer: 0.1 + 0.2 });
    expect(await studies.find(key.runId, key.study)).toEqual({
      jobId: "job-2",
      document: { answer: 0.1 + 0.2 },
    });
    expect(await studies.parts("job-1")).toEqual([]);
    expect((await studies.page("job-1", 0, 5)).total).toBe(0);
    expect(await studies.find(key.runId, "simulation current")).toBeNull();
  });
}
