import type {
  ScenarioChange,
  StageRecord,
} from "../../../engine/contracts/index.ts";
import { applyScenario } from "../../../engine/index.ts";
import { applied, company } from "../../support/a-company.ts";
import { aStage } from "../../support/a-stage.ts";

describe("applyScenario", () => {
  it("gives the same stages and links where nothing changes", () => {
    const { stages, links } = company();
    const result = applied();

    expect(new Set(result.stages)).toEqual(new Set(stages));
    expect(result.links).toEqual(links);
  });

  it("does not touch the catalog it is given", () => {
    const catalog = { period: "week" as const, ...company() };
    const text = JSON.stringify(catalog);
    applyScenario(catalog, {
      serviceTargets: { default: 0.95 },
      changes: [
        { kind: "cost", name: "dearer", stages: {}, unitCostFactor: 2 },
        { kind: "close-location", name: "one", location: "DC2", to: "DC1" },
      ],
    });

    expect(JSON.stringify(catalog)).toBe(text);
  });

  it("moves the stages that fit every list into another tier", () => {
    const { stages } = applied({
      kind: "service-tier",
      name: "shops first",
      stages: { locations: ["B1", "B2", "DC2"], productClasses: ["pumps"] },
      tier: "C",
    });

    expect(
      stages.filter((one) => one.serviceTier === "C").map(({ id }) => id),
    ).toEqual(["PUMP@B1", "PUMP@DC2"]);
  });

  it("applies one change to what the one before it left", () => {
    const dearer: ScenarioChange = {
      kind: "cost",
      name: "dearer",
      stages: { items: ["PUMP"] },
      unitCostFactor: 1.1,
    };
    const { of } = applied(dearer, dearer);

    // 20 · 1.1 · 1.1; the motor stays at 40
    expect(of("PUMP@PLANT").unitCost).toBeCloseTo(24.2, 12);
    expect(of("MOTOR@PLANT").unitCost).toBe(40);
  });

  it("keeps an unknown cost unknown under a factor, and sets it by a number", () => {
    const { stages, links } = company();
    const unknown = stages.map((stage) => ({ ...stage, unitCost: null }));
    const cost = (change: { unitCost?: number; unitCostFactor?: number }) =>
      applyScenario(
        { period: "week", stages: unknown, links },
        {
          serviceTargets: {},
          changes: [{ kind: "cost", name: "cost", stages: {}, ...change }],
        },
      ).stages[0]!.unitCost;

    expect(cost({ unitCostFactor: 2 })).toBeNull();
    expect(cost({ unitCost: 7 })).toBe(7);
  });

  it("supposes a lead time, and multiplies one that was supposed before", () => {
    const { of } = applied(
      {
        kind: "lead-time",
        name: "by air",
        stages: { locations: ["B1"] },
        days: 3,
        deviationDays: 1,
      },
      {
        kind: "lead-time",
        name: "slower",
        stages: { locations: ["B1", "B2"] },
        factor: 1.5,
      },
      {
        kind: "lead-time",
        name: "slower again",
        stages: { locations: ["B2"] },
        factor: 2,
      },
    );

    // 3 · 1.5 and 1 · 1.5; 1.5 · 2
    expect(of("PUMP@B1").supposed).toEqual({
      leadTime: { days: 4.5, deviationDays: 1.5 },
    });
    expect(of("PUMP@B2").supposed).toEqual({ leadTimeFactor: 3 });
  });

  it("forbids stock at a stage, and allows it again", () => {
    const stages = { stageIds: ["PUMP@DC1"] };
    const no = { kind: "stocking", name: "no", stages, may: false } as const;
    const yes = { ...no, name: "yes", may: true } as const;

    expect(applied(no).of("PUMP@DC1").supposed?.stocking).toBe("never");
    expect(applied(no, yes).of("PUMP@DC1").supposed?.stocking).toBeUndefined();
  });

  it("has finished items made to order", () => {
    const { of } = applied({
      kind: "postpone",
      name: "to order",
      stages: { locations: ["B1", "DC1"] },
    });

    expect(of("PUMP@B1").supposed?.stocking).toBe("on-order");
    // Nobody but shops orders here.
    expect(of("PUMP@DC1").supposed?.stocking).toBe("never");
  });

  it("closes a location into another one, with its demand, stock and shops", () => {
    const { of, stages, links } = applied({
      kind: "close-location",
      name: "one warehouse",
      location: "DC1",
      to: "DC2",
    });

    expect(stages.map(({ location }) => location)).not.toContain("DC1");
    expect(links).toEqual([
      { from: "MOTOR@PLANT", to: "PUMP@PLANT", units: 2 },
      { from: "PUMP@PLANT", to: "PUMP@DC2", units: 1 },
      { from: "PUMP@DC2", to: "PUMP@B1", units: 1 },
      { from: "PUMP@DC2", to: "PUMP@B2", units: 1 },
    ]);
    // 100 + 30; what is not known counts as nothing beside what is.
    expect(of("PUMP@DC2")).toMatchObject({ onHand: 130, onOrder: 5 });
  });

  it("adds two histories period by period, whichever begins first", () => {
    const { stages, links } = company();
    const shop = stages.map((stage) =>
      stage.location === "B1"
        ? { ...stage, demand: { start: "2024-01-01", quantities: [1, 2, 3] } }
        : stage,
    );
    const { stages: left } = applyScenario(
      { period: "week", stages: shop, links },
      {
        serviceTargets: {},
        changes: [
          { kind: "close-location", name: "shop", location: "B1", to: "DC2" },
        ],
      },
    );

    // DC2 begins two weeks later: 1, 2, 3 + 4, nothing known, 6.
    expect(left.find(({ id }) => id === "PUMP@DC2")!.demand).toEqual({
      start: "2024-01-01",
      quantities: [1, 2, 7, null, 6],
    });
  });

  it("moves an item that the successor does not have, with its suppliers and its past", () => {
    const stages = [
      aStage({ item: "GEAR", location: "WEST", vendor: null }),
      aStage({ item: "CAST", location: "FOUNDRY", demand: null }),
      aStage({ location: "EAST" }),
    ];
    const result = applyScenario(
      {
        period: "week",
        stages,
        links: [{ from: "CAST@FOUNDRY", to: "GEAR@WEST", units: 3 }],
      },
      {
        serviceTargets: {},
        changes: [
          {
            kind: "close-location",
            name: "west",
            location: "WEST",
            to: "EAST",
          },
        ],
      },
    );

    expect(result.links).toEqual([
      { from: "CAST@FOUNDRY", to: "GEAR@EAST", units: 3 },
    ]);
    expect(result.stages[1]).toMatchObject({
      id: "GEAR@EAST",
      onHand: 200,
      // The ERP has no policy for it there; its deliveries took the way to WEST.
      current: { reorderPoint: null, orderUpTo: null },
      supposed: { lane: "to WEST" },
    });
    expect(result.stages[1]!.demand).toEqual(stages[0]!.demand);
  });

  it("opens a location with a share of the demand and some of the shops", () => {
    const { of, links } = applied(
      {
        kind: "open-location",
        name: "south",
        location: "DC3",
        like: "DC1",
        demandShare: 0,
        serves: ["B2"],
      },
      {
        kind: "open-location",
        name: "second DC2",
        location: "DC4",
        like: "DC2",
        demandShare: 0.25,
        serves: [],
      },
    );

    expect(links).toContainEqual({
      from: "PUMP@DC3",
      to: "PUMP@B2",
      units: 1,
    });
    expect(links).toContainEqual({
      from: "PUMP@PLANT",
      to: "PUMP@DC3",
      units: 1,
    });
    expect(links).not.toContainEqual({
      from: "PUMP@DC1",
      to: "PUMP@B2",
      units: 1,
    });
    expect(of("PUMP@DC3")).toMatchObject({
      onHand: null,
      current: { reorderPoint: null },
      supposed: { lane: "to DC1" },
    });
    // A quarter of 4, nothing known, 6; three quarters stay.
    expect(of("PUMP@DC4").demand!.quantities).toEqual([1, null, 1.5]);
    expect(of("PUMP@DC2").demand!.quantities).toEqual([3, null, 4.5]);
  });

  it("keeps total demand over any opening and closing", () => {
    const total = (stages: readonly StageRecord[]) =>
      stages
        .flatMap(({ demand }) => demand?.quantities ?? [])
        .reduce((sum: number, one) => sum + (one ?? 0), 0);
    const { stages } = applied(
      {
        kind: "open-location",
        name: "more",
        location: "B3",
        like: "B1",
        demandShare: 0.3,
        serves: [],
      },
      { kind: "close-location", name: "less", location: "B2", to: "B3" },
      { kind: "close-location", name: "DC", location: "DC1", to: "DC2" },
    );

    expect(total(stages)).toBeCloseTo(total(company().stages), 6);
  });
});
