import {
  memoryRecommendation,
  memoryStages,
} from "../../../addin/client/memory/company.ts";
import { memoryScenario } from "../../../addin/client/memory/world.ts";
import {
  filterOfGroup,
  groupings,
  reviewGroups,
  sumOfRows,
  type Grouping,
} from "../../../addin/taskpane/review-groups.ts";
import {
  excessOf,
  filterRows,
  noFilter,
  reviewRows,
  sortRows,
  type ReviewRow,
} from "../../../addin/taskpane/review-rows.ts";
import { totalsOf } from "../../../engine/index.ts";

const rate = memoryScenario.holdingRatePerYear;
const stages = memoryStages(7).map((stage) =>
  memoryRecommendation(stage, memoryScenario),
);
const rows = reviewRows(stages, [], new Map(), "cycle");
const ways = Object.keys(groupings) as Grouping[];

describe("the review's sums", () => {
  it.each(ways)("by %s add up to the whole run", (by) => {
    const groups = reviewGroups(rows, by, rate);
    const whole = totalsOf(stages, rate);
    const sum = (of: (group: (typeof groups)[number]) => number) =>
      groups.reduce((total, group) => total + of(group), 0);

    expect(groups.length).toBeGreaterThan(1);
    expect(sum(({ totals }) => totals.stages)).toBe(whole.stages);
    for (const field of [
      "inventoryValueBefore",
      "inventoryValueAfter",
      "onHandValue",
      "holdingCostPerYearAfter",
    ] as const) {
      expect(sum(({ totals }) => totals[field])).toBeCloseTo(whole[field], 6);
    }
    expect(sum(({ excess }) => excess)).toBeCloseTo(
      sumOfRows(rows, rate).excess,
      6,
    );
    expect(sumOfRows(rows, rate).totals).toEqual(whole);
  });

  it.each(ways)("by %s lead to exactly their rows", (by) => {
    for (const group of reviewGroups(rows, by, rate)) {
      const filter = filterOfGroup(noFilter, by, group);
      if (filter === null) {
        expect(group.key).toBe("");
        continue;
      }
      expect(filterRows(rows, filter)).toHaveLength(group.totals.stages);
    }
  });

  it("put the most money moved first", () => {
    const moved = reviewGroups(rows, "item", rate).map(({ totals }) =>
      Math.abs(totals.inventoryValueAfter - totals.inventoryValueBefore),
    );

    expect(moved).toEqual([...moved].sort((a, b) => b - a));
  });

  it("keep what else the filter asks", () => {
    expect(
      filterOfGroup({ ...noFilter, tier: "A" }, "location", { key: "BR-OSLO" }),
    ).toEqual({ ...noFilter, tier: "A", location: "BR-OSLO" });
  });
});

describe("excess stock", () => {
  const row = (
    onHand: number | null,
    orderUpTo: number | null,
    onOrder?: number,
  ): ReviewRow => ({
    ...rows[0]!,
    stage: {
      ...rows[0]!.stage,
      onHand,
      unitCost: 2.5,
      serviceTimeOut: null,
      ...(onOrder === undefined ? {} : { onOrder }),
    },
    chosen: { ...rows[0]!.chosen, orderUpTo },
  });

  it("is what lies above the max that would be written, at unit cost", () => {
    // (140 − 100) · 2.50
    expect(excessOf(row(140, 100))).toBe(100);
    expect(excessOf(row(90, 100))).toBe(0);
    expect(excessOf(row(90, 0))).toBe(225);
    expect(excessOf(row(null, 100))).toBe(0);
    expect(excessOf(row(140, null))).toBe(0);
  });

  it("counts what is on order, as the flag does", () => {
    // (90 + 30 − 100) · 2.50
    expect(excessOf(row(90, 100, 30))).toBe(50);
    expect(excessOf(row(null, 100, 140))).toBe(100);
    expect(excessOf(row(60, 100, 30))).toBe(0);
  });

  it("leaves out what customers wait for where they are quoted a time", () => {
    const base = row(140, 100, 30);
    const quoting = {
      ...base,
      stage: { ...base.stage, demandMean: 5, serviceTimeOut: 4 },
    };
    // (140 + 30 − 5 · 4 − 100) · 2.50
    expect(excessOf(quoting)).toBe(125);
  });

  it("can be put first", () => {
    const sorted = sortRows(rows, { key: "excess", descending: true });

    expect(sorted.map(excessOf)).toEqual(
      rows.map(excessOf).sort((a, b) => b - a),
    );
  });
});
