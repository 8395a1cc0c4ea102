import type {
  RecommendationRow,
  Scenario,
  StageRecord,
} from "../../../engine/contracts/index.ts";
import {
  catalogFrontier,
  defaultScenario,
  drain,
  frontierPart,
  planChunk,
  planningContext,
  splitCatalog,
} from "../../../engine/index.ts";
import { aStage, weekly } from "../../support/a-stage.ts";

/** Twelve items that differ in cost, demand, lots and tier. */
const stages: readonly StageRecord[] = Array.from({ length: 12 }, (_, at) =>
  aStage({
    item: `P${at}`,
    unitCost: 5 * (at + 1) ** 1.5,
    lotSize: at % 4 === 0 ? 20 : 1,
    serviceTier: "ABC"[at % 3]!,
    demand: {
      start: "2024-01-01",
      quantities: weekly(0.2 + ((at * 5) % 7)).map((units, week) =>
        week % (1 + (at % 3)) === 0 ? Math.round(units) : 0,
      ),
    },
  }),
);

function planned(changes: Partial<Scenario> = {}): RecommendationRow[] {
  const context = planningContext({
    scenario: { ...defaultScenario(), ...changes },
    snapshot: {
      period: "week",
      currency: "EUR",
      takenAt: "2026-01-05T00:00:00Z",
    },
    stages,
  });
  return splitCatalog(stages, [], 1000).flatMap((chunk) =>
    drain(planChunk(chunk, context)).recommendations.map(
      ({ explanations: _explained, ...row }) => row,
    ),
  );
}

const run = { id: "run-1", currency: "EUR", holdingRatePerYear: 0.2 };
const frontierOf = (...parts: RecommendationRow[][]) =>
  catalogFrontier(
    parts.map((rows) => drain(frontierPart(rows, "week"))),
    run,
  );

describe("the frontier of a catalog", () => {
  const rows = planned();
  const frontier = frontierOf(rows);

  it("is the same in parts as in one piece", () => {
    const inParts = frontierOf(rows.slice(0, 5), rows.slice(5));

    expect(inParts.points.length).toBe(frontier.points.length);
    inParts.points.forEach((point, at) => {
      const whole = frontier.points[at]!;
      expect(point.workingCapital).toBeCloseTo(whole.workingCapital, 6);
      expect(point.fillRate!).toBeCloseTo(whole.fillRate!, 12);
    });
  });

  it("is planned again by a scenario that asks for a point's return", () => {
    for (const point of frontier.points.filter((_, at) => at % 5 === 2)) {
      const again = frontierOf(
        planned({ requiredReturn: point.requiredReturn }),
      ).recommended;

      // Targets are met by the same whole units, but where a law is a gamma one.
      expect(again.inventoryValue / point.inventoryValue).toBeCloseTo(1, 3);
      expect(again.fillRate!).toBeCloseTo(point.fillRate!, 4);
    }
  });

  it("serves no less for the money than targets that are the same everywhere", () => {
    for (const target of [0.8, 0.9, 0.95, 0.98]) {
      const flat = frontierOf(
        planned({ serviceTargets: { default: target } }),
      ).recommended;
      const above = frontier.points.find(
        ({ inventoryValue }) => inventoryValue >= flat.inventoryValue,
      );
      const below = frontier.points.findLast(
        ({ inventoryValue }) => inventoryValue <= flat.inventoryValue,
      );
      const share =
        (flat.inventoryValue - below!.inventoryValue) /
        (above!.inventoryValue - below!.inventoryValue || 1);
      const between =
        below!.fillRate! + share * (above!.fillRate! - below!.fillRate!);
      expect(between).toBeGreaterThanOrEqual(flat.fillRate! - 1e-4);
    }
  });

  it("tells finance what a point costs in a year and how often stock turns", () => {
    const [point] = frontier.points;

    expect(point!.holdingCostPerYear).toBeCloseTo(
      0.2 * point!.inventoryValue,
      9,
    );
    expect(point!.turns).toBeCloseTo(
      frontier.demandValuePerYear / point!.inventoryValue,
      9,
    );
    expect(Object.keys(point!.serviceTargets)).toEqual(["A", "B", "C"]);
  });
});
