import type { ScenarioChange } from "../../../engine/contracts/index.ts";
import { scenarioChangeSchema } from "../../../engine/contracts/index.ts";
import {
  changeDraft,
  readChange,
  type ChangeDraft,
  type ChangeKind,
} from "../../../addin/taskpane/change-draft.ts";
import { changeSentence } from "../../../addin/taskpane/change-words.ts";

function typed(kind: ChangeKind, fields: Partial<ChangeDraft> = {}) {
  return readChange({ ...changeDraft(kind), ...fields });
}

describe("a change being typed", () => {
  it.each<[ChangeKind, Partial<ChangeDraft>, ScenarioChange]>([
    [
      "service-tier",
      { items: "P-1, P-2", tier: " C ", name: "slow ones" },
      {
        kind: "service-tier",
        name: "slow ones",
        stages: { items: ["P-1", "P-2"] },
        tier: "C",
      },
    ],
    [
      "cost",
      { vendors: "Moravia", amount: "110 %", name: "dearer" },
      {
        kind: "cost",
        name: "dearer",
        stages: { vendors: ["Moravia"] },
        unitCostFactor: 1.1,
      },
    ],
    [
      "cost",
      { unit: "order", amount: "12.5", name: "orders" },
      { kind: "cost", name: "orders", stages: {}, orderingCost: 12.5 },
    ],
    [
      "demand",
      { serviceTiers: "A", amount: "+7 %", name: "growth" },
      {
        kind: "demand",
        name: "growth",
        stages: { serviceTiers: ["A"] },
        factor: 1.07,
      },
    ],
    [
      "lead-time",
      { unit: "value", amount: "3", deviation: "1", name: "by air" },
      {
        kind: "lead-time",
        name: "by air",
        stages: {},
        days: 3,
        deviationDays: 1,
      },
    ],
    [
      "stocking",
      { locations: "DC", may: "may not", name: "cross-dock" },
      {
        kind: "stocking",
        name: "cross-dock",
        stages: { locations: ["DC"] },
        may: false,
      },
    ],
    [
      "close-location",
      { location: "OSLO", other: "MALMO", name: "one hub" },
      {
        kind: "close-location",
        name: "one hub",
        location: "OSLO",
        to: "MALMO",
      },
    ],
    [
      "open-location",
      {
        location: "NEW",
        other: "OLD",
        share: "30",
        serves: "A; B",
        name: "new",
      },
      {
        kind: "open-location",
        name: "new",
        location: "NEW",
        like: "OLD",
        demandShare: 0.3,
        serves: ["A", "B"],
      },
    ],
    [
      "postpone",
      { serviceTiers: "C", name: "to order" },
      { kind: "postpone", name: "to order", stages: { serviceTiers: ["C"] } },
    ],
  ])("reads %s", (kind, fields, change) => {
    const read = typed(kind, fields);

    expect([...read.errors]).toEqual([]);
    expect(read.change).toEqual(change);
    expect(scenarioChangeSchema.parse(read.change)).toEqual(change);
  });

  it.each<[ChangeKind, Partial<ChangeDraft>, keyof ChangeDraft, string]>([
    ["service-tier", {}, "tier", "needed"],
    ["cost", { amount: "0" }, "amount", "a number above 0"],
    ["cost", { amount: "much" }, "amount", "a number above 0"],
    ["demand", { amount: "-100" }, "amount", "a number from −99 to 9,900"],
    ["demand", { amount: "1e9" }, "amount", "a number from −99 to 9,900"],
    [
      "lead-time",
      { unit: "value", amount: "-1" },
      "amount",
      "a number, 0 or more",
    ],
    [
      "lead-time",
      { unit: "value", amount: "4", deviation: "x" },
      "deviation",
      "a number, 0 or more",
    ],
    ["close-location", { location: "OSLO" }, "other", "needed"],
    [
      "open-location",
      { location: "A", other: "B", share: "130" },
      "share",
      "a percentage from 0 to 100",
    ],
  ])("refuses %s with %j", (kind, fields, field, message) => {
    const read = typed(kind, fields);

    expect(read.change).toBeNull();
    expect(read.errors.get(field)).toBe(message);
  });

  it("is called by what it does where nobody names it", () => {
    const read = typed("close-location", { location: "OSLO", other: "MALMO" });

    expect(read.change?.name).toBe("OSLO closed, MALMO takes over");
  });

  it("keeps a long name within what the service takes", () => {
    const items = Array.from({ length: 3 }, () => "X".repeat(40)).join(",");
    const read = typed("postpone", { items });

    expect(read.change?.name).toHaveLength(80);
  });
});

describe("changeSentence", () => {
  it.each<[ScenarioChange, string]>([
    [
      {
        kind: "service-tier",
        name: "x",
        stages: { items: ["P-1"], locations: ["KASSEL"] },
        tier: "A",
      },
      "P-1 at KASSEL served as tier A",
    ],
    [
      {
        kind: "lead-time",
        name: "x",
        stages: { vendors: ["Moravia"] },
        factor: 0.5,
      },
      "all from Moravia: lead time × 0.5",
    ],
    [
      { kind: "demand", name: "x", stages: {}, factor: 1.07 },
      "every stage: demand +7%",
    ],
    [
      {
        kind: "demand",
        name: "x",
        stages: { items: ["P-1"], locations: ["KASSEL"] },
        factor: 0.8,
      },
      "P-1 at KASSEL: demand −20%",
    ],
    [
      { kind: "cost", name: "x", stages: {}, unitCost: 4.25, orderingCost: 9 },
      "every stage: unit cost 4.25, an order costs 9",
    ],
    [
      {
        kind: "stocking",
        name: "x",
        stages: { stageIds: ["A@1", "A@2", "A@3", "A@4"] },
        may: false,
      },
      "4 stages may not hold stock",
    ],
    [
      {
        kind: "open-location",
        name: "x",
        location: "SOUTH",
        like: "NORTH",
        demandShare: 0.4,
        serves: ["ROME", "BARI"],
      },
      "SOUTH opened like NORTH, with 40% of its demand, serving ROME, BARI",
    ],
    [
      { kind: "postpone", name: "x", stages: { serviceTiers: ["C"] } },
      "all tier C made to order from components",
    ],
  ])("says %j", (change, sentence) => {
    expect(changeSentence(change)).toBe(sentence);
  });
});
