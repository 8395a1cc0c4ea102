import {
  memoryRecommendation,
  memoryStages,
} from "../../../addin/client/memory/company.ts";
import { memoryClient } from "../../../addin/client/memory/memory-client.ts";
import { memoryScenario } from "../../../addin/client/memory/world.ts";
import { reviewRows } from "../../../addin/taskpane/review-rows.ts";
import { totalsWithOverrides } from "../../../addin/taskpane/totals.ts";
import type { Run } from "../../../engine/contracts/index.ts";
import { totalsOf } from "../../../engine/index.ts";

const stages = memoryStages(7).map((stage) =>
  memoryRecommendation(stage, memoryScenario),
);
const [first] = stages;
const override = {
  stageId: first!.stageId,
  values: { orderUpTo: 900 },
  reason: "trade fair",
  author: "pat",
  at: "2026-11-20T12:00:00Z",
};
const outcome = { ...first!.after, inventoryValue: 5000 };

async function aRun(): Promise<Run> {
  const client = memoryClient();
  const imported = await client.startImport("sample");
  for await (const _ of client.jobEvents(imported.jobId));
  const started = await client.startRun({
    snapshotId: imported.subjectId,
    scenario: memoryScenario,
  });
  for await (const _ of client.jobEvents(started.jobId));
  const totals = totalsOf(stages, memoryScenario.holdingRatePerYear);
  return { ...(await client.run(started.subjectId)), totals };
}

describe("the totals of a review", () => {
  it("are the run's own while nothing is overridden", async () => {
    const rows = reviewRows(stages, [], new Map(), "cycle");

    expect(totalsWithOverrides(await aRun(), rows, true)).toBeNull();
  });

  it("sum what an override does instead of what was advised", async () => {
    const run = await aRun();
    const known = new Map([[first!.stageId, outcome]]);
    const rows = reviewRows(stages, [override], known, "cycle");

    const shown = totalsWithOverrides(run, rows, true);

    // The run's value, without the advised value of that stage, with 5,000 instead.
    expect(shown?.totals.inventoryValueAfter).toBeCloseTo(
      run.totals!.inventoryValueAfter - first!.after.inventoryValue! + 5000,
      6,
    );
    expect(shown?.scope).toBe(" with 1 override");
  });

  it("say that an override is not in them while it is not known what it does", async () => {
    const run = await aRun();
    const rows = reviewRows(stages, [override], new Map(), "cycle");

    expect(totalsWithOverrides(run, rows, false)).toEqual({
      totals: run.totals,
      scope: " without 1 override",
    });
  });
});
