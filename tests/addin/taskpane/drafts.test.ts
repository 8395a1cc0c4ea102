import { memoryScenario } from "../../../addin/client/memory/world.ts";
import {
  overrideDraftOf,
  readOverride,
} from "../../../addin/taskpane/override-draft.ts";
import {
  draftOf,
  readScenario,
} from "../../../addin/taskpane/scenario-draft.ts";

const advised = {
  safetyStock: 20,
  reorderPoint: 100,
  orderUpTo: 180,
  orderQuantity: 80,
};

function typed(
  texts: Partial<Record<"safetyStock" | "reorderPoint" | "orderUpTo", string>>,
  reason = "trade fair",
) {
  const draft = overrideDraftOf(advised, reason);
  return readOverride(
    { ...draft, texts: { ...draft.texts, ...texts } },
    advised,
    0,
  );
}

describe("an override being typed", () => {
  it("says only what differs from the advice", () => {
    expect(typed({ orderUpTo: "1,200" })).toEqual({
      values: { orderUpTo: 1200 },
      changed: true,
      errors: new Map(),
    });
  });

  it("keeps the max that is seen when the min alone moves", () => {
    expect(typed({ reorderPoint: "90" }).values).toEqual({
      reorderPoint: 90,
      orderUpTo: 180,
    });
  });

  it("is nothing when all is as advised", () => {
    expect(typed({}).changed).toBe(false);
  });

  it.each([
    [{ reorderPoint: "200" }, "orderUpTo", "not below min"],
    [{ safetyStock: "101" }, "safetyStock", "not above min"],
    [{ orderUpTo: "many" }, "orderUpTo", "a number, 0 or more"],
    [{ orderUpTo: "-4" }, "orderUpTo", "a number, 0 or more"],
    [{ orderUpTo: "180.5" }, "orderUpTo", "whole units"],
  ] as const)("refuses %j", (texts, field, message) => {
    const read = typed(texts);

    expect(read.errors.get(field)).toBe(message);
    expect(read.values).toBeNull();
  });

  it("needs a reason, but evaluates without one", () => {
    const read = typed({ orderUpTo: "190" }, " x ");

    expect([...read.errors.keys()]).toEqual(["reason"]);
    expect(read.values).toEqual({ orderUpTo: 190 });
  });
});

describe("a scenario being typed", () => {
  it("reads back the scenario it began with", () => {
    const read = readScenario(draftOf(memoryScenario), memoryScenario);

    expect(read.scenario).toEqual(memoryScenario);
    expect(read.errors.size).toBe(0);
  });

  it("keeps what is no field: the changes, and a point of the frontier", () => {
    const scenario = {
      ...memoryScenario,
      requiredReturn: 0.4,
      changes: [{ kind: "postpone" as const, name: "to order", stages: {} }],
    };
    const draft = draftOf(scenario);
    const { requiredReturn: _point, ...targets } = draft;

    expect(readScenario(draft, memoryScenario).scenario).toEqual(scenario);
    expect(readScenario(targets, scenario).scenario).not.toHaveProperty(
      "requiredReturn",
    );
    expect(
      readScenario({ ...draft, changes: [] }, scenario).scenario,
    ).not.toHaveProperty("changes");
  });

  it("takes 97 for ninety-seven percent", () => {
    const draft = draftOf(memoryScenario);
    const read = readScenario(
      { ...draft, targets: { ...draft.targets, A: "97" } },
      memoryScenario,
    );

    expect(read.scenario).toMatchObject({ serviceTargets: { A: 0.97 } });
  });

  it.each(["100", "0", "", "high"])("refuses %j as a service", (text) => {
    const draft = draftOf(memoryScenario);
    const read = readScenario(
      { ...draft, targets: { ...draft.targets, A: text } },
      memoryScenario,
    );

    expect(read.errors.get("targets.A")).toBe(
      "a percentage above 0 and below 100",
    );
  });

  it("refuses an empty name and a negative cost by field", () => {
    const draft = { ...draftOf(memoryScenario), name: " ", orderingCost: "-1" };
    const { errors } = readScenario(draft, memoryScenario);

    expect([...errors.keys()].sort()).toEqual(["name", "orderingCost"]);
  });
});
