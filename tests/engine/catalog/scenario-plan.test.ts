import type {
  LinkRecord,
  Recommendation,
  Scenario,
  ScenarioChange,
  StageRecord,
} from "../../../engine/contracts/index.ts";
import {
  applyScenario,
  defaultScenario,
  drain,
  planChunk,
  planningContext,
  splitCatalog,
} from "../../../engine/index.ts";
import { aStage } from "../../support/a-stage.ts";

/** A core that is coated into two colours; customers order the colours. */
function coating(): { stages: StageRecord[]; links: LinkRecord[] } {
  const inner = { receipts: [], vendor: null, location: "PLANT" };
  return {
    stages: [
      aStage({
        ...inner,
        item: "CORE",
        demand: null,
        unitCost: 50,
        promisedLeadTimeDays: 28,
      }),
      aStage({ ...inner, item: "RED", promisedLeadTimeDays: 7, unitCost: 80 }),
      aStage({ ...inner, item: "BLUE", promisedLeadTimeDays: 7, unitCost: 80 }),
    ],
    links: [
      { from: "CORE@PLANT", to: "RED@PLANT", units: 1 },
      { from: "CORE@PLANT", to: "BLUE@PLANT", units: 1 },
    ],
  };
}

function plan(
  changes: readonly ScenarioChange[],
  settings: Partial<Scenario> = {},
  catalog = coating(),
): ReadonlyMap<string, Recommendation> {
  const scenario: Scenario = {
    ...defaultScenario(),
    ...settings,
    changes: [...changes],
  };
  const supposed = applyScenario({ period: "week", ...catalog }, scenario);
  const context = planningContext({
    scenario,
    snapshot: {
      period: "week",
      currency: "EUR",
      takenAt: "2026-01-05T00:00:00Z",
    },
    stages: catalog.stages,
  });
  const rows = splitCatalog(supposed.stages, supposed.links, 1000).flatMap(
    (chunk) => drain(planChunk(chunk, context)).recommendations,
  );
  return new Map(rows.map((row) => [row.item, row]));
}

const toOrder: ScenarioChange = {
  kind: "postpone",
  name: "coat to order",
  stages: { items: ["RED", "BLUE"] },
};
const stockless: ScenarioChange = {
  kind: "stocking",
  name: "no cores",
  stages: { items: ["CORE"] },
  may: false,
};

describe("a plan under a scenario", () => {
  it.each(["joint", "single"] as const)(
    "holds cores instead of colours when colours are made to order (%s)",
    (network) => {
      const rows = plan([toOrder], { network });
      const red = rows.get("RED")!;

      // One week of coating is what customers wait; the core serves at once.
      expect(red).toMatchObject({
        serviceTimeIn: 0,
        serviceTimeOut: 1,
        netReplenishmentTime: 0,
        recommended: { safetyStock: 0, reorderPoint: 0 },
        after: { inventoryValue: 0, fillRate: null },
      });
      expect(red.explanations[0]!.sentence).toContain("made to order");
      expect(rows.get("CORE")).toMatchObject({ serviceTimeOut: 0 });
      expect(rows.get("CORE")!.recommended.safetyStock).toBeGreaterThan(0);
    },
  );

  it("needs less stock for the pooled core than for the colours apart", () => {
    const value = (rows: ReadonlyMap<string, Recommendation>) =>
      [...rows.values()].reduce(
        (sum, { after }) => sum + after.inventoryValue!,
        0,
      );

    expect(value(plan([toOrder]))).toBeLessThan(value(plan([])));
  });

  it.each(["joint", "single"] as const)(
    "lets the colours cover the core's time when cores may not be stocked (%s)",
    (network) => {
      const rows = plan([stockless], { network });

      expect(rows.get("CORE")).toMatchObject({
        // 28 days are 4 weeks.
        serviceTimeOut: 4,
        recommended: { safetyStock: 0 },
        after: { inventoryValue: 0 },
      });
      // 4 weeks of the core and its own one.
      expect(rows.get("RED")).toMatchObject({
        serviceTimeIn: 4,
        serviceTimeOut: 0,
        netReplenishmentTime: 5,
      });
    },
  );

  it("passes the spread of a stage without stock on to those it feeds", () => {
    const spread: ScenarioChange = {
      kind: "lead-time",
      name: "unsteady foundry",
      stages: { items: ["CORE"] },
      days: 28,
      deviationDays: 14,
    };
    const steady = plan([stockless]).get("RED")!;
    const unsteady = plan([spread, stockless]).get("RED")!;

    expect(unsteady.leadTimeDemandDeviation).toBeGreaterThan(
      steady.leadTimeDemandDeviation,
    );
    expect(unsteady.leadTimeDeviation).toBe(0);
  });

  it("has customers of postponed colours wait for the core, too, when that is not stocked", () => {
    const rows = plan([stockless, toOrder]);

    // 4 + 1 weeks, and no stock anywhere.
    expect(rows.get("RED")).toMatchObject({
      serviceTimeIn: 4,
      serviceTimeOut: 5,
    });
    for (const { after } of rows.values()) expect(after.inventoryValue).toBe(0);
  });

  it("plans with the lead time supposed, and says that the scenario said so", () => {
    const rows = plan(
      [
        {
          kind: "lead-time",
          name: "by air",
          stages: { items: ["RED"] },
          days: 3.5,
          deviationDays: 0,
        },
        {
          kind: "lead-time",
          name: "slow",
          stages: { items: ["BLUE"] },
          factor: 2,
        },
      ],
      { network: "single" },
    );

    // 3.5 days are half a week; 7 · 2 days are two.
    expect(rows.get("RED")).toMatchObject({
      leadTimeMean: 0.5,
      leadTimeSource: "scenario",
    });
    expect(rows.get("BLUE")).toMatchObject({
      leadTimeMean: 2,
      leadTimeSource: "scenario",
    });
    expect(rows.get("CORE")!.leadTimeSource).toBe("promised");
  });

  it.each(["joint", "single"] as const)(
    "plans for a demand that grows, up to the component it draws on (%s)",
    (network) => {
      const grows: ScenarioChange = {
        kind: "demand",
        name: "red sells",
        stages: { items: ["RED"] },
        factor: 1.2,
      };
      const before = plan([], { network });
      const after = plan([grows], { network });
      const of = (rows: ReadonlyMap<string, Recommendation>, item: string) =>
        rows.get(item)!;
      const ratio = (
        item: string,
        read: (row: Recommendation) => number,
      ): number => read(of(after, item)) / read(of(before, item));

      expect(ratio("RED", (row) => row.demandMean)).toBeCloseTo(1.2, 12);
      expect(ratio("RED", (row) => row.demandDeviation)).toBeCloseTo(1.2, 12);
      expect(of(after, "RED").demandClass).toBe(of(before, "RED").demandClass);
      expect(of(after, "BLUE").demandMean).toBe(of(before, "BLUE").demandMean);
      // Whoever draws it knows how much of that is supposed.
      expect(of(after, "RED").demandFactor).toBe(1.2);
      for (const item of ["BLUE", "CORE"]) {
        expect(of(after, item)).not.toHaveProperty("demandFactor");
      }
      // Red and blue sell alike: (1.2 + 1) / 2.
      expect(ratio("CORE", (row) => row.demandMean)).toBeCloseTo(1.1, 12);
      expect(of(after, "RED").recommended.reorderPoint!).toBeGreaterThan(
        of(before, "RED").recommended.reorderPoint!,
      );
    },
  );

  it("learns nothing new from stages that a scenario opens", () => {
    const stages = [
      aStage({ location: "A", vendor: null }),
      aStage({ location: "B", vendor: null, receipts: [] }),
    ];
    const open: ScenarioChange = {
      kind: "open-location",
      name: "C",
      location: "C",
      like: "A",
      demandShare: 0.5,
      serves: [],
    };
    const of = (changes: readonly ScenarioChange[]) =>
      plan(changes, {}, { stages: [stages[0]!], links: [] }).get("PUMP")!;

    // Half the demand in the same proportion: rate and spread are halved, lead time is not.
    const before = of([]);
    const opened = of([open]);
    expect(opened.location).toBe("C");
    expect(opened.leadTimeMean).toBe(before.leadTimeMean);
    expect(opened.leadTimeDeviation).toBe(before.leadTimeDeviation);
    // Halves of pieces are no counts, so their law differs a little from that of the wholes.
    expect(opened.demandMean / before.demandMean).toBeCloseTo(0.5, 3);
  });
});
