import {
  memoryRecommendation,
  memoryStages,
} from "../../../addin/client/memory/company.ts";
import { memoryClient } from "../../../addin/client/memory/memory-client.ts";
import { memoryScenario } from "../../../addin/client/memory/world.ts";
import { reviewRows } from "../../../addin/taskpane/review-rows.ts";
import {
  putIntoSheet,
  recommendationSpec,
} from "../../../addin/taskpane/sheet-tables.ts";
import { memoryWorkbook } from "../../../addin/workbook/memory.ts";
import type { Run } from "../../../engine/contracts/index.ts";

const stages = memoryStages(7).map((stage) =>
  memoryRecommendation(stage, memoryScenario),
);

async function aRun(): Promise<Run> {
  const client = memoryClient();
  const snapshot = await client.startImport("sample");
  for await (const _ of client.jobEvents(snapshot.jobId));
  const started = await client.startRun({
    snapshotId: snapshot.subjectId,
    scenario: memoryScenario,
  });
  for await (const _ of client.jobEvents(started.jobId));
  return client.run(started.subjectId);
}

describe("putting a run into the sheet", () => {
  it("writes two tables, and one undo takes both back", async () => {
    const workbook = memoryWorkbook();
    const run = await aRun();
    const rows = reviewRows(stages, [], new Map(), "cycle");
    await putIntoSheet(workbook, run, rows, "EUR");

    const table = await workbook.table("Recommendations");
    const min = table?.columns.indexOf("Min") ?? -1;
    expect(table?.rows.map((row) => row[0])).toEqual(
      stages.map((stage) => stage.stageId),
    );
    expect(table?.rows.map((row) => row[min])).toEqual(
      stages.map((stage) => stage.recommended.reorderPoint),
    );
    const totals = await workbook.table("Totals");
    expect(totals?.rows[0]).toEqual([
      "Inventory value",
      "EUR",
      run.totals?.inventoryValueBefore,
      run.totals?.inventoryValueAfter,
    ]);

    await workbook.undo();
    expect(await workbook.table("Recommendations")).toBeNull();
    expect(await workbook.table("Totals")).toBeNull();
  });

  it("refreshes in place, with an override's numbers and its reason", async () => {
    const workbook = memoryWorkbook();
    const run = await aRun();
    const [first] = stages;
    const override = {
      stageId: first?.stageId ?? "",
      values: { reorderPoint: 7, orderUpTo: 70 },
      reason: "trade fair",
      author: "pat",
      at: "2026-11-20T12:00:00Z",
    };
    await putIntoSheet(
      workbook,
      run,
      reviewRows(stages, [], new Map(), "cycle"),
      "EUR",
    );
    await putIntoSheet(
      workbook,
      run,
      reviewRows(stages, [override], new Map(), "cycle"),
      "EUR",
    );

    const table = await workbook.table("Recommendations");
    const cell = (title: string) =>
      table?.rows[0]?.[table.columns.indexOf(title)];
    expect(table?.rows).toHaveLength(stages.length);
    expect([cell("Min"), cell("Max"), cell("Override reason")]).toEqual([
      7,
      70,
      "trade fair",
    ]);
  });

  it("shows whole units as such, and decimals only in rows whose unit has some", () => {
    const [first, second] = stages;
    const rows = reviewRows(
      [
        { ...first!, unitDecimals: 0 },
        { ...second!, unitDecimals: 2 },
      ],
      [],
      new Map(),
      "cycle",
    );
    const min = recommendationSpec(rows).columns.find(
      ({ title }) => title === "Min",
    );

    expect(min).toMatchObject({
      format: "#,##0",
      formats: { [second!.stageId]: "#,##0.00" },
    });
  });
});
