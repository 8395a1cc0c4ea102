import type { ScenarioChange } from "../../../engine/contracts/index.ts";
import { scenarioSchema } from "../../../engine/contracts/index.ts";
import { defaultScenario } from "../../../engine/index.ts";
import { applied } from "../../support/a-company.ts";

const everything = {} as const;

describe("a change that cannot be applied", () => {
  it.each<[ScenarioChange, string]>([
    [
      {
        kind: "service-tier",
        name: "gold",
        stages: everything,
        tier: "GOLD",
      },
      'changes[0].tier ("gold") must be a tier with a target (default, A, B, C), got "GOLD"',
    ],
    [
      { kind: "cost", name: "no cost", stages: everything },
      'changes[0].unitCost ("no cost") must be given, or unitCostFactor, or orderingCost',
    ],
    [
      {
        kind: "cost",
        name: "both",
        stages: everything,
        unitCost: 3,
        unitCostFactor: 2,
      },
      'changes[0].unitCostFactor ("both") must be left out beside unitCost 3, got 2',
    ],
    [
      {
        kind: "demand",
        name: "growth",
        stages: { locations: ["PLANT"] },
        factor: 1.1,
      },
      'changes[0].stages ("growth") must fit at least one stage that customers order at: the others only feed them',
    ],
    [
      { kind: "lead-time", name: "no time", stages: everything },
      'changes[0].days ("no time") must be given, or factor',
    ],
    [
      {
        kind: "lead-time",
        name: "both",
        stages: everything,
        days: 4,
        factor: 2,
      },
      'changes[0].days ("both") must be left out beside factor 2, got 4',
    ],
    [
      {
        kind: "lead-time",
        name: "spread",
        stages: everything,
        factor: 2,
        deviationDays: 1,
      },
      'changes[0].deviationDays ("spread") belongs to days, not to factor, got 1',
    ],
    [
      {
        kind: "stocking",
        name: "empty shop",
        stages: { locations: ["B1"] },
        may: false,
      },
      'changes[0].stages ("empty shop") must be stages that only feed others, but customers order at PUMP@B1: postpone it, if they may wait',
    ],
    [
      {
        kind: "postpone",
        name: "motors",
        stages: { items: ["MOTOR"] },
      },
      'changes[0].stages ("motors") must be stages that a component feeds, but nothing in the catalog supplies MOTOR@PLANT',
    ],
    [
      {
        kind: "postpone",
        name: "typo",
        stages: { items: ["PUMMP"] },
      },
      'changes[0].stages.items ("typo") must name what the catalog has, got "PUMMP"',
    ],
    [
      {
        kind: "postpone",
        name: "none",
        stages: { items: ["MOTOR"], locations: ["B1"] },
      },
      'changes[0].stages ("none") must fit at least one stage of the catalog: its lists together fit none',
    ],
    [
      { kind: "close-location", name: "close", location: "B9", to: "B1" },
      'changes[0].location ("close") must be a location of the catalog, got "B9"',
    ],
    [
      { kind: "close-location", name: "close", location: "B1", to: "B9" },
      'changes[0].to ("close") must be a location of the catalog, got "B9"',
    ],
    [
      { kind: "close-location", name: "close", location: "B1", to: "B1" },
      'changes[0].to ("close") must be another location, got "B1"',
    ],
    [
      { kind: "close-location", name: "close", location: "DC1", to: "B1" },
      'changes[0].to ("close") must not be fed by the location that is closed: PUMP@DC1 supplies PUMP@B1',
    ],
    [
      {
        kind: "open-location",
        name: "open",
        location: "B1",
        like: "B2",
        demandShare: 0.5,
        serves: [],
      },
      'changes[0].location ("open") must be new, but the catalog has B1',
    ],
    [
      {
        kind: "open-location",
        name: "open",
        location: "B3",
        like: "B2",
        demandShare: 0,
        serves: [],
      },
      'changes[0].demandShare ("open") must be above 0, or serves must name a location: nothing would go through it',
    ],
    [
      {
        kind: "open-location",
        name: "open",
        location: "DC3",
        like: "DC1",
        demandShare: 0.5,
        serves: [],
      },
      'changes[0].demandShare ("open") is a share of the customers of DC1, who are none: name what it serves',
    ],
    [
      {
        kind: "open-location",
        name: "open",
        location: "DC3",
        like: "DC1",
        demandShare: 0,
        serves: ["DC2"],
      },
      'changes[0].serves ("open") must name locations that DC1 feeds, got "DC2"',
    ],
  ])("refuses %j", (change, message) => {
    expect(() => applied(change)).toThrow(message);
  });

  it("names the place of the change in the list", () => {
    const fine = {
      kind: "stocking",
      name: "fine",
      stages: everything,
      may: true,
    } as const;
    const closed = {
      kind: "close-location",
      name: "twice",
      location: "DC2",
      to: "DC1",
    } as const;

    expect(() => applied(fine, closed, closed)).toThrow(
      'changes[2].location ("twice") must be a location of the catalog, got "DC2"',
    );
  });

  it("takes a change without a name, or with an unknown field, for no scenario", () => {
    const parse = (change: object) =>
      scenarioSchema.safeParse({ ...defaultScenario(), changes: [change] });

    expect(
      parse({ kind: "postpone", name: " ", stages: {} }).error?.issues[0]?.path,
    ).toEqual(["changes", 0, "name"]);
    expect(
      parse({ kind: "postpone", name: "x", stages: { item: ["A"] } }).success,
    ).toBe(false);
  });
});
