import {
  memoryRecommendation,
  memoryStages,
} from "../../../addin/client/memory/company.ts";
import { memoryScenario } from "../../../addin/client/memory/world.ts";
import {
  exceptionsOf,
  filterRows,
  noFilter,
  reviewRows,
  sortRows,
  type ReviewRow,
} from "../../../addin/taskpane/review-rows.ts";
import type { RecommendationRow } from "../../../engine/contracts/index.ts";

const stages: readonly RecommendationRow[] = memoryStages(7).map((stage) =>
  memoryRecommendation(stage, memoryScenario),
);
const rows = reviewRows(stages, [], new Map(), "cycle");
const id = (row: ReviewRow | undefined) => row?.stage.stageId;
const first = stages[0] ?? fail();

function fail(): never {
  throw new Error("the small company has no stages");
}

describe("the review's rows", () => {
  it("carry an override's numbers, and what those were found to do", () => {
    const override = {
      stageId: first.stageId,
      values: { orderUpTo: 9999 },
      reason: "trade fair",
      author: "pat",
      at: "2026-11-20T12:00:00Z",
    };
    const outcome = { ...first.after, inventoryValue: 123 };
    const [row] = reviewRows(
      stages,
      [override],
      new Map([[first.stageId, outcome]]),
      "cycle",
    );

    expect(row?.chosen).toEqual({ ...first.recommended, orderUpTo: 9999 });
    expect(row?.valueChange).toBeCloseTo(
      123 - (first.before.inventoryValue ?? 0),
      9,
    );
  });

  it("measure the change in the service that the scenario asks for", () => {
    const [cycle] = reviewRows([first], [], new Map(), "cycle");
    const [fill] = reviewRows([first], [], new Map(), "fill");

    expect(cycle?.serviceChange).toBe(
      (first.after.cycleService ?? 0) - (first.before.cycleService ?? 0),
    );
    expect(fill?.serviceChange).toBe(
      (first.after.fillRate ?? 0) - (first.before.fillRate ?? 0),
    );
  });

  it("show twenty exceptions: flagged ones, the weightiest first", () => {
    const exceptions = exceptionsOf(rows);
    const priorities = exceptions.map((row) => row.stage.priority);

    expect(exceptions).toHaveLength(20);
    expect(exceptions.every((row) => row.stage.flags.length > 0)).toBe(true);
    expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
    const least = priorities.at(-1) ?? 0;
    const left = rows.filter(
      (row) => row.stage.flags.length > 0 && !exceptions.includes(row),
    );
    expect(left.every((row) => row.stage.priority <= least)).toBe(true);
  });

  it("show the weightiest rows when nothing is flagged", () => {
    const plain = rows.map((row) => ({
      ...row,
      stage: { ...row.stage, flags: [] },
    }));
    expect(exceptionsOf(plain)).toHaveLength(20);
  });

  it("are found by words in any order", () => {
    const found = filterRows(rows, { ...noFilter, text: "bergen CHAIN" });

    expect(found.map(id)).toEqual(["P-1001@BR-BERGEN"]);
  });

  it("pass only with every part of the filter", () => {
    const filter = { ...noFilter, tier: "A", demandClass: "smooth" as const };
    const found = filterRows(rows, filter);

    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(rows.length);
    for (const { stage } of found) {
      expect([stage.serviceTier, stage.demandClass]).toEqual(["A", "smooth"]);
    }
  });

  it("find the overridden ones", () => {
    expect(filterRows(rows, { ...noFilter, flag: "overridden" })).toEqual([]);
  });

  it("are sorted both ways without losing or changing any", () => {
    const up = sortRows(rows, { key: "value", descending: false });
    const down = sortRows(rows, { key: "value", descending: true });

    expect(up.map((row) => row.valueChange)).toEqual(
      down.map((row) => row.valueChange).reverse(),
    );
    expect(new Set(up)).toEqual(new Set(rows));
  });
});
