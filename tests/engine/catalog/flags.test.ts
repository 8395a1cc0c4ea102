import type {
  LinkRecord,
  Scenario,
  StageRecord,
} from "../../../engine/contracts/index.ts";
import {
  defaultScenario,
  drain,
  planChunk,
  planningContext,
  splitCatalog,
} from "../../../engine/index.ts";
import { aStage } from "../../support/a-stage.ts";

function planned(
  changes: Partial<StageRecord>,
  links: readonly LinkRecord[] = [],
  others: readonly StageRecord[] = [],
  scenario: Partial<Scenario> = {},
) {
  const stages = [aStage(changes), ...others];
  const context = planningContext({
    scenario: { ...defaultScenario(), ...scenario },
    snapshot: {
      period: "week",
      currency: "EUR",
      takenAt: "2026-01-05T00:00:00Z",
    },
    stages,
  });
  const [chunk] = splitCatalog(stages, links, 1000);
  const { recommendations } = drain(planChunk(chunk!, context));
  return recommendations.find(({ stageId }) => stageId === stages[0]!.id)!;
}

describe("the flag of excess stock", () => {
  const max = planned({}).recommended.orderUpTo!;
  const excess = (onHand: number | null, onOrder: number | null) =>
    planned({ onHand, onOrder }).flags.find(
      ({ code }) => code === "excess-stock",
    );

  it("counts what is on order with what is on hand", () => {
    expect(excess(max, max)).toBeUndefined();
    expect(excess(max, 1.5 * max)).toMatchObject({
      severity: "medium",
      message: expect.stringMatching(
        /^[\d,.]+ on hand and [\d,.]+ on order, and the max would be/,
      ),
    });
    expect(excess(max, 5 * max)).toMatchObject({ severity: "high" });
  });

  it("leaves what it counted in the recommendation", () => {
    expect(planned({ onHand: 5, onOrder: 7 })).toMatchObject({
      onHand: 5,
      onOrder: 7,
    });
    expect(planned({ onHand: 5, onOrder: null })).not.toHaveProperty("onOrder");
    expect(planned({ onHand: 5, onOrder: -7 })).not.toHaveProperty("onOrder");
  });

  it("does without what is not known, or makes no sense", () => {
    expect(excess(3 * max, null)!.message).toMatch(/^[\d,.]+ on hand, and/);
    expect(excess(3 * max, -max)!.message).toMatch(/^[\d,.]+ on hand, and/);
    expect(excess(null, 3 * max)!.message).toMatch(/^[\d,.]+ on order, and/);
    expect(excess(null, null)).toBeUndefined();
  });

  it("leaves out what customers wait for where they are quoted a time", () => {
    const plant = aStage({ location: "PLANT", demand: null, unitCost: 35 });
    const links = [{ from: plant.id, to: "PUMP@DC1", units: 1 }];
    // Customers of the centre wait for up to four weeks.
    const holding = (onHand: number) =>
      planned({ onHand }, links, [plant], { maxServiceTimePeriods: 4 });
    const { demandMean, serviceTimeOut, recommended, after } = holding(0);
    const promised = demandMean * serviceTimeOut!;
    const twice = 2 * recommended.orderUpTo!;
    const excess = (onHand: number) =>
      holding(onHand).flags.find(({ code }) => code === "excess-stock");

    expect(after.meanOnHand).toBeGreaterThan(0);
    expect(promised).toBeGreaterThan(100);
    expect(excess(twice + promised - 1)).toBeUndefined();
    expect(excess(twice + promised + 1)!.message).toMatch(
      /the max would be [\d,.]+, besides [\d,.]+ that customers would wait for$/,
    );
  });
});
