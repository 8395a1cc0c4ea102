import { chunkSummary } from "../../worker/jobs/chunk-summary.ts";
import { packed } from "../../worker/store/packed-rows.ts";
import type { StoreUnderTest } from "./store-contract.ts";
import { aRecommendation, aRun, digestOfA, noon } from "./store-records.ts";

export function runRules(current: () => StoreUnderTest): void {
  const left = (stageId: string) => ({
    stageId,
    code: "no-demand",
    reason: "no demand on record",
  });
  const keptRun = async () => {
    const { runs } = current().store;
    await runs.create(aRun());
    return runs;
  };

  it("keeps runs, newest first", async () => {
    const runs = await keptRun();
    await runs.create(aRun({ id: "run-2" }));

    expect(await runs.find("run-1")).toEqual(aRun());
    expect(await runs.find("none")).toBeNull();
    expect((await runs.list()).map(({ id }) => id)).toEqual(["run-2", "run-1"]);
  });

  it("refuses a second run with the same id", async () => {
    const runs = await keptRun();

    await expect(runs.create(aRun())).rejects.toThrow();
  });

  it("changes the named fields only, and only from the named states", async () => {
    const runs = await keptRun();
    const done = {
      state: "done" as const,
      finishedAt: noon,
      resultDigest: digestOfA,
    };

    expect(await runs.update("run-1", { state: "running" }, ["queued"])).toBe(
      true,
    );
    expect(await runs.update("run-1", { state: "cancelled" }, ["queued"])).toBe(
      false,
    );
    expect(await runs.update("run-1", done, ["running"])).toBe(true);
    expect(await runs.update("none", done)).toBe(false);
    expect(await runs.find("run-1")).toEqual(aRun(done));
  });

  it("counts what runs left out in their list, and gives it page by page", async () => {
    const runs = await keptRun();
    const leftOut = ["A@DC1", "B@DC1", "C@DC1"].map(left);
    const counted = aRun({ leftOutCount: 3 });
    await runs.update("run-1", { leftOut });
    expect(await runs.list()).toEqual([counted]);
    expect(await runs.list(1, "whole")).toEqual([{ ...counted, leftOut }]);
    expect(await runs.find("run-1")).toEqual({ ...counted, leftOut });

    // A later change of other fields keeps it.
    await runs.update("run-1", { state: "done" });
    expect((await runs.latestDone())?.leftOut).toEqual(leftOut);
    expect(await runs.leftOutPage("run-1", 1, 1)).toEqual({
      total: 3,
      rows: [left("B@DC1")],
    });
    expect(await runs.leftOutPage("run-1", 3, 5)).toEqual({
      total: 3,
      rows: [],
    });
    expect(await runs.leftOutPage("none", 0, 5)).toEqual({
      total: 0,
      rows: [],
    });
  });

  it("reads runs of before, whose document holds what they left out", async () => {
    const leftOut = [left("A@DC1"), left("B@DC1")];
    const { runs } = current().store;
    await runs.create(aRun({ state: "done", leftOut }));

    expect((await runs.find("run-1"))?.leftOut).toEqual(leftOut);
    expect((await runs.latestDone())?.leftOut).toEqual(leftOut);
    expect(await runs.list()).toEqual([
      aRun({ state: "done", leftOut: [], leftOutCount: 2 }),
    ]);
    expect(await runs.leftOutPage("run-1", 0, 1)).toEqual({
      total: 2,
      rows: [leftOut[0]],
    });
  });

  it("lets one of two who want the same change win", async () => {
    const runs = await keptRun();
    const both = await Promise.all([
      runs.update("run-1", { state: "running" }, ["queued"]),
      current().second.runs.update("run-1", { state: "running" }, ["queued"]),
    ]);

    expect(both.toSorted()).toEqual([false, true]);
  });

  it("finds the newest run that is done", async () => {
    const runs = await keptRun();
    expect(await runs.latestDone()).toBeNull();
    await runs.create(aRun({ id: "run-2" }));
    await runs.create(aRun({ id: "run-3" }));
    await runs.update("run-2", { state: "done" });
    await runs.update("run-1", { state: "done" });

    expect((await runs.latestDone())?.id).toBe("run-2");
  });

  it("pages by priority and then stage, without explanations", async () => {
    const runs = await keptRun();
    const rows = [
      aRecommendation("B@DC1", 5),
      aRecommendation("A@DC1", 5),
      aRecommendation("C@DC1", 1e9),
      aRecommendation("D@DC1", -1),
    ];
    await runs.saveChunk("run-1", 0, packed(rows), []);

    const { explanations: _gone, ...second } = rows[1]!;
    const page = await runs.page("run-1", 1, 2);
    expect(page.total).toBe(4);
    expect(page.rows.map(({ stageId }) => stageId)).toEqual(["A@DC1", "B@DC1"]);
    expect(page.rows[0]).toEqual(second);
    expect(await runs.page("run-1", 4, 2)).toEqual({ total: 4, rows: [] });
  });

  it("gives every recommendation in stage order, whole", async () => {
    const runs = await keptRun();
    const rows = ["B@DC1", "A@DC1", "b@DC1"].map((id) =>
      aRecommendation(id, 1),
    );
    await runs.saveChunk("run-1", 1, packed([rows[0]!]), []);
    await runs.saveChunk("run-1", 0, packed([rows[1]!, rows[2]!]), []);

    const ordered = [rows[1]!, rows[0]!, rows[2]!];
    const pages: unknown[] = [];
    for await (const page of runs.pages("run-1")) pages.push(page);
    expect(pages).toEqual([ordered]);
    expect(await runs.rows("run-1")).toEqual(
      ordered.map(({ explanations: _explained, ...row }) => row),
    );
    expect(await runs.recommendation("run-1", "B@DC1")).toEqual(rows[0]);
    expect(await runs.recommendation("run-1", "none@DC1")).toBeNull();
  });

  it("gives more recommendations than one page holds, none twice", async () => {
    const runs = await keptRun();
    const ids = Array.from({ length: 2_001 }, (_, index) => `I${index}@DC1`);
    await runs.saveChunk(
      "run-1",
      0,
      packed(ids.map((id) => aRecommendation(id, 1))),
      [],
    );

    const seen: string[] = [];
    for await (const page of runs.pages("run-1"))
      seen.push(...page.map(({ stageId }) => stageId));
    expect(seen).toEqual(ids.toSorted());
  });

  it("replaces a chunk that comes again, and leaves the others", async () => {
    const runs = await keptRun();
    await runs.saveChunk(
      "run-1",
      0,
      packed([aRecommendation("A@DC1", 1), aRecommendation("B@DC1", 1)]),
      [left("X@DC1")],
    );
    await runs.saveChunk("run-1", 2, packed([aRecommendation("C@DC1", 1)]), [
      left("Y@DC1"),
    ]);
    await runs.saveChunk("run-1", 0, packed([aRecommendation("A@DC1", 7)]), [
      left("B@DC1"),
    ]);

    const all = await runs.rows("run-1");
    expect(all.map(({ stageId, priority }) => [stageId, priority])).toEqual([
      ["A@DC1", 7],
      ["C@DC1", 1],
    ]);
    expect(await runs.chunks("run-1")).toEqual([0, 2]);
    expect(await runs.leftOut("run-1")).toEqual([left("B@DC1"), left("Y@DC1")]);
  });

  it("keeps what each chunk comes to, as of its last time", async () => {
    const runs = await keptRun();
    const rows = [aRecommendation("A@DC1", 1), aRecommendation("B@DC1", 1)];
    const first = chunkSummary(rows);
    const second = chunkSummary(rows.slice(0, 1));
    await runs.saveChunk("run-1", 1, packed(rows), [], first);
    await runs.saveChunk("run-1", 0, [], []);
    await runs.saveChunk("run-1", 1, packed(rows.slice(0, 1)), [], second);

    expect(await runs.summaries("run-1")).toEqual([
      { chunk: 0, summary: null },
      { chunk: 1, summary: second },
    ]);
    expect(second.digest).not.toBe(first.digest);
  });

  it("gives the recommendations of one chunk, whole", async () => {
    const runs = await keptRun();
    const rows = ["C@DC1", "A@DC1", "B@DC1"].map((id) =>
      aRecommendation(id, 1),
    );
    await runs.saveChunk("run-1", 0, packed(rows.slice(0, 2)), []);
    await runs.saveChunk("run-1", 1, packed(rows.slice(2)), []);

    const pages: unknown[] = [];
    for await (const page of runs.pages("run-1", 0)) pages.push(page);
    expect(pages).toEqual([[rows[1]!, rows[0]!]]);
  });

  it("remembers a chunk that recommended nothing", async () => {
    const runs = await keptRun();
    await runs.saveChunk("run-1", 3, [], []);

    expect(await runs.chunks("run-1")).toEqual([3]);
  });

  it("keeps one override for each stage, until it is taken back", async () => {
    const runs = await keptRun();
    const override = {
      stageId: "B@DC1",
      values: { safetyStock: 12.5 },
      reason: "the vendor moves house",
      author: "planner",
      at: noon,
    };
    await runs.saveOverride("run-1", override);
    await runs.saveOverride("run-1", { ...override, stageId: "A@DC1" });
    await runs.saveOverride("run-1", { ...override, values: {} });

    expect(await runs.overrides("run-1")).toEqual([
      { ...override, stageId: "A@DC1" },
      { ...override, values: {} },
    ]);
    expect(await runs.removeOverride("run-1", "A@DC1")).toBe(true);
    expect(await runs.removeOverride("run-1", "A@DC1")).toBe(false);
    expect(await runs.overrides("run-1")).toHaveLength(1);
  });
}
