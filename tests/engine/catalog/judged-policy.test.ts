import type { Scenario } from "../../../engine/contracts/index.ts";
import {
  defaultScenario,
  drain,
  evaluatePolicyFor,
  planChunk,
  planningContext,
  splitCatalog,
} from "../../../engine/index.ts";
import { aStage } from "../../support/a-stage.ts";

/** The one recommendation for a stage of lumpy demand and deliveries that vary. */
function planned(scale: number, changes: Partial<Scenario>) {
  const quantities = Array.from({ length: 104 }, (_, week) =>
    Math.round(scale * (week % 2) * (40 + ((week * 37) % 91))),
  );
  const stages = [aStage({ demand: { start: "2024-01-01", quantities } })];
  const context = planningContext({
    scenario: { ...defaultScenario(), ...changes },
    snapshot: {
      period: "week",
      currency: "EUR",
      takenAt: "2026-01-05T00:00:00Z",
    },
    stages,
  });
  return splitCatalog(stages, [], 10).flatMap(
    (chunk) => drain(planChunk(chunk, context)).recommendations,
  )[0]!;
}

describe("a recommendation judged again", () => {
  it.each([
    ["many units", 1, 0],
    ["many units, reviewed", 1, 2],
    ["few units", 0.05, 0],
    ["few units, reviewed", 0.05, 2],
  ])("has the lead time mixed in as the plan had: %s", (_, scale, review) => {
    const row = planned(scale, { reviewPeriods: review });
    const judged = evaluatePolicyFor(row, row.recommended);

    expect(row.exposureDeviation).toBeGreaterThan(0);
    expect(judged.cycleService).toBeCloseTo(row.after.cycleService!, 9);
    expect(judged.fillRate).toBeCloseTo(row.after.fillRate!, 9);
    expect(judged.meanOnHand).toBeCloseTo(row.after.meanOnHand!, 6);
  });

  it("is judged by its moments where a law was named", () => {
    const row = planned(1, { distribution: "gamma" });
    const judged = evaluatePolicyFor(row, row.recommended);

    expect(row).not.toHaveProperty("exposureDeviation");
    expect(judged.fillRate).toBeCloseTo(row.after.fillRate!, 9);
  });
});
