import { memoryScenario } from "../../../addin/client/memory/world.ts";
import { draftOf } from "../../../addin/taskpane/scenario-draft.ts";
import {
  scenarioDifferences,
  scenarioName,
} from "../../../addin/taskpane/scenario-words.ts";
import type { Scenario } from "../../../engine/contracts/index.ts";

const other = (change: Partial<Scenario>): Scenario => ({
  ...memoryScenario,
  ...change,
});

describe("what a scenario wants otherwise", () => {
  it("is nothing for the same scenario", () => {
    expect(scenarioDifferences(memoryScenario, memoryScenario)).toEqual([]);
  });

  it("names every setting that differs", () => {
    const to = other({
      serviceTargets: { ...memoryScenario.serviceTargets, A: 0.99 },
      serviceMeasure: "fill",
      holdingRatePerYear: 0.25,
      defaultOrderingCost: memoryScenario.defaultOrderingCost + 5,
      reviewPeriods: memoryScenario.reviewPeriods + 1,
      maxServiceTimePeriods: memoryScenario.maxServiceTimePeriods + 2,
      leadTimeSource: "promised",
      network: "single",
      distribution: "negative-binomial",
      requiredReturn: 12,
      changes: [
        {
          kind: "close-location",
          name: "No Oslo",
          location: "BR-OSLO",
          to: "BR-MALMO",
        },
      ],
    });

    expect(scenarioDifferences(memoryScenario, to)).toHaveLength(11);
    expect(scenarioDifferences(memoryScenario, to)).toEqual(
      expect.arrayContaining([
        "BR-OSLO closed, BR-MALMO takes over",
        "a point of the frontier",
        "fill rate",
        "tier A 98.0% → 99.0%",
        "promised lead times",
        "each stage alone",
        "negative binomial lead-time demand",
      ]),
    );
    expect(scenarioDifferences(to, memoryScenario)).toContain(
      "without: BR-OSLO closed, BR-MALMO takes over",
    );
  });
});

describe("the name of a scenario", () => {
  it("is the defaults' while nothing is changed", () => {
    expect(scenarioName(draftOf(memoryScenario), memoryScenario)).toBe(
      memoryScenario.name,
    );
  });

  it("says what is changed until the planner names it", () => {
    const draft = draftOf(
      other({ serviceTargets: { ...memoryScenario.serviceTargets, A: 0.99 } }),
    );

    expect(scenarioName(draft, memoryScenario)).toBe("Tier A 98.0% → 99.0%");
    expect(scenarioName({ ...draft, name: "Mine" }, memoryScenario)).toBe(
      "Mine",
    );
  });

  it("fits a name's eighty letters", () => {
    const all = draftOf(
      other({
        serviceTargets: Object.fromEntries(
          Object.keys(memoryScenario.serviceTargets).map((tier) => [tier, 0.9]),
        ),
        holdingRatePerYear: 0.31,
        leadTimeSource: "promised",
        network: "single",
      }),
    );

    expect(scenarioName(all, memoryScenario).length).toBeLessThanOrEqual(80);
  });
});
