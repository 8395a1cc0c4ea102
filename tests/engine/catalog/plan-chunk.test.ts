import fc from "fast-check";
import type { Scenario, StageRecord } from "../../../engine/contracts/index.ts";
import type { LinkRecord } from "../../../engine/contracts/index.ts";
import {
  defaultScenario,
  drain,
  evaluatePolicyFor,
  planChunk,
  planningContext,
  splitCatalog,
  totalsOf,
  totalsOfParts,
  totalSums,
} from "../../../engine/index.ts";
import { aStage, receipts, weekly } from "../../support/a-stage.ts";

function plan(
  stages: readonly StageRecord[],
  links: readonly LinkRecord[] = [],
  changes: Partial<Scenario> = {},
) {
  const scenario = { ...defaultScenario(), ...changes };
  const context = planningContext({
    scenario,
    snapshot: {
      period: "week",
      currency: "EUR",
      takenAt: "2026-01-05T00:00:00Z",
    },
    stages,
  });
  const chunks = splitCatalog(stages, links, 1000).map((chunk) =>
    drain(planChunk(chunk, context)),
  );
  return {
    recommendations: chunks.flatMap(({ recommendations }) => recommendations),
    leftOut: chunks.flatMap(({ leftOut }) => leftOut),
  };
}

/** A plant that feeds a DC that feeds two branches; only branches have customers. */
function network(): { stages: StageRecord[]; links: LinkRecord[] } {
  const inner = { demand: null, current: aStage().current };
  const at = (location: string, changes: Partial<StageRecord>) =>
    aStage({ location, ...changes });
  return {
    stages: [
      at("PLANT", { ...inner, unitCost: 20, receipts: receipts("Foundry") }),
      at("DC1", {
        ...inner,
        unitCost: 24,
        promisedLeadTimeDays: 7,
        receipts: [],
        vendor: null,
      }),
      at("B1", {
        unitCost: 26,
        promisedLeadTimeDays: 2,
        receipts: [],
        vendor: null,
      }),
      at("B2", {
        unitCost: 26,
        promisedLeadTimeDays: 2,
        receipts: [],
        vendor: null,
        demand: { start: "2024-01-01", quantities: weekly(2) },
      }),
    ],
    links: [
      { from: "PUMP@PLANT", to: "PUMP@DC1", units: 1 },
      { from: "PUMP@DC1", to: "PUMP@B1", units: 1 },
      { from: "PUMP@DC1", to: "PUMP@B2", units: 1 },
    ],
  };
}

describe("planChunk", () => {
  it("reaches the target it was given, in whole lots", () => {
    const stage = aStage({ lotSize: 12, minOrderQuantity: 24 });
    const [row] = plan([stage]).recommendations;

    expect(row!.after.cycleService).toBeGreaterThanOrEqual(0.98);
    const { reorderPoint, orderUpTo, orderQuantity } = row!.recommended;
    expect(orderQuantity! % 12).toBe(0);
    expect(orderQuantity!).toBeGreaterThanOrEqual(24);
    expect(orderUpTo! - reorderPoint!).toBeCloseTo(orderQuantity!, 9);
  });

  it("explains each number by parts that add up to it", () => {
    const { stages, links } = network();
    for (const row of plan(stages, links).recommendations) {
      expect(row.explanations.length).toBeGreaterThanOrEqual(1);
      for (const { parts, total } of row.explanations) {
        const sum = parts.reduce((all, { amount }) => all + amount, 0);
        expect(sum).toBeCloseTo(total, 6);
      }
    }
  });

  it("pools demand up the network: a plant sees all its branches", () => {
    const { stages, links } = network();
    const rows = new Map(
      plan(stages, links).recommendations.map((row) => [row.location, row]),
    );

    expect(rows.get("PLANT")!.demandMean).toBeCloseTo(
      rows.get("B1")!.demandMean + rows.get("B2")!.demandMean,
      9,
    );
    expect(rows.get("PLANT")!.customerFacing).toBe(false);
    expect(rows.get("PLANT")!.serviceTimeOut).not.toBeNull();
  });

  it("costs no more jointly than stage by stage", () => {
    const { stages, links } = network();
    const value = (mode: "joint" | "single") =>
      plan(stages, links, { network: mode }).recommendations.reduce(
        (sum, row) => sum + row.recommended.safetyStock! * row.unitCost!,
        0,
      );

    // Whole units at four stages may cost up to one unit each.
    expect(value("joint")).toBeLessThanOrEqual(value("single") + 96);
  });

  it("leaves out what cannot be planned, with the reason", () => {
    const stages = [
      aStage({
        item: "DEAD",
        demand: {
          start: "2024-01-01",
          quantities: new Array<number>(104).fill(0),
        },
      }),
      aStage({
        item: "LOST",
        receipts: [],
        vendor: null,
        promisedLeadTimeDays: null,
      }),
      aStage(),
    ];

    const { leftOut, recommendations } = plan(stages);
    expect(leftOut.map(({ stageId, code }) => [stageId, code])).toEqual([
      ["DEAD@DC1", "no-demand"],
      ["LOST@DC1", "no-lead-time"],
    ]);
    expect(recommendations).toHaveLength(1);
  });

  it("names the cycle when links run in a circle, and plans the rest", () => {
    const stages = [
      aStage({ location: "A" }),
      aStage({ location: "B" }),
      aStage({ location: "C" }),
    ];
    const links = [
      { from: "PUMP@A", to: "PUMP@B", units: 1 },
      { from: "PUMP@B", to: "PUMP@A", units: 1 },
    ];

    const { leftOut, recommendations } = plan(stages, links);
    expect(leftOut[0]!.reason).toContain("PUMP@A -> PUMP@B -> PUMP@A");
    expect(recommendations.map(({ location }) => location)).toEqual(["C"]);
  });

  it("gives the same bits whatever the order of the catalog and the size of its chunks", () => {
    const { stages, links } = network();
    const more = [
      ...stages,
      aStage({ item: "VALVE" }),
      aStage({ item: "HOSE" }),
    ];
    const scenario = defaultScenario();
    const snapshot = {
      period: "week" as const,
      currency: "EUR",
      takenAt: "2026-01-05T00:00:00Z",
    };
    const run = (list: StageRecord[], size: number) => {
      const context = planningContext({ scenario, snapshot, stages: list });
      return splitCatalog(list, links, size)
        .flatMap((chunk) => drain(planChunk(chunk, context)).recommendations)
        .sort((a, b) => (a.stageId < b.stageId ? -1 : 1));
    };

    expect(run([...more].reverse(), 1)).toEqual(run(more, 1000));
  });

  it("is monotone: a higher target never lowers the reorder point", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        fc.double({ min: 0.0001, max: 0.009, noNaN: true }),
        fc.constantFrom("cycle" as const, "fill" as const),
        (target, step, serviceMeasure) => {
          const min = (value: number) =>
            plan([aStage()], [], {
              serviceTargets: { default: value },
              serviceMeasure,
            }).recommendations[0]!.recommended.reorderPoint!;
          expect(min(target + step)).toBeGreaterThanOrEqual(min(target));
        },
      ),
      // Where a deviation matched only in steps once cost a unit.
      { numRuns: 40, examples: [[0.8791, 0.0002, "cycle"]] },
    );
  });
});

describe("evaluatePolicyFor", () => {
  it("judges the recommendation's own numbers as the plan did", () => {
    const [row] = plan([aStage()]).recommendations;
    const judged = evaluatePolicyFor(row!, row!.recommended);

    expect(judged.cycleService).toBeCloseTo(row!.after.cycleService!, 9);
    expect(judged.inventoryValue).toBeCloseTo(row!.after.inventoryValue!, 6);
  });

  it("refuses a max below its min", () => {
    const [row] = plan([aStage()]).recommendations;

    expect(() =>
      evaluatePolicyFor(row!, { reorderPoint: 100, orderUpTo: 50 }),
    ).toThrow("orderUpTo must be at least the reorder point 100, got 50");
  });
});

describe("totalsOf", () => {
  it("adds money over all stages and weighs service by demand value", () => {
    const { recommendations } = plan([
      aStage(),
      aStage({
        item: "NEW",
        current: {
          safetyStock: null,
          reorderPoint: null,
          orderUpTo: null,
          orderQuantity: null,
        },
      }),
    ]);
    const totals = totalsOf(recommendations, 0.2);

    expect(totals.stagesWithoutPolicy).toBe(1);
    expect(totals.inventoryValueAfter).toBeCloseTo(
      recommendations[0]!.after.inventoryValue! +
        recommendations[1]!.after.inventoryValue!,
      9,
    );
    expect(totals.holdingCostPerYearAfter).toBeCloseTo(
      0.2 * totals.inventoryValueAfter,
      9,
    );
    expect(totals.fillRateAfter).toBeGreaterThan(0.9);
    // A week's demand for each week that an order takes, at unit cost.
    const [one, other] = recommendations;
    expect(totals.onItsWayValue).toBeCloseTo(
      one!.demandMean * one!.leadTimeMean * 40 +
        other!.demandMean * other!.leadTimeMean * 40,
      6,
    );
  });

  it("are the same from the sums of parts", () => {
    const { recommendations } = plan(
      ["A", "B", "C"].map((item, at) => aStage({ item, unitCost: 2 ** at })),
    );
    const parts = [recommendations.slice(0, 2), recommendations.slice(2)];
    const whole = totalsOf(recommendations, 0.2);
    const added = totalsOfParts(parts.map(totalSums), 0.2);

    expect(whole.stages).toBe(3);
    for (const [name, value] of Object.entries(whole)) {
      expect([name, added[name as keyof typeof whole]]).toEqual([
        name,
        expect.closeTo(value as number, 9),
      ]);
    }
  });
});
