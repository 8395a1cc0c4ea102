import type { StagePlanInput } from "../../../engine/planning/stage-plan.ts";
import { stagePlan } from "../../../engine/planning/stage-plan.ts";

/** Ten a period in lumps of five, over two periods; the test states only what it is about. */
function aPlan(changes: Partial<StagePlanInput> = {}) {
  return stagePlan({
    rate: { mean: 10, deviation: 7 },
    exposure: { mean: 2, deviation: 0 },
    reviewPeriods: 0,
    target: { measure: "cycle", value: 0.98 },
    orderQuantity: 50,
    arrival: { lumps: { size: 5, dispersion: 6 }, meanPerLook: 10 / 7 },
    lotSize: null,
    minOrderQuantity: null,
    unitDecimals: 0,
    law: "gamma",
    history: [],
    ...changes,
  });
}

describe("the plan of a stage", () => {
  it("holds more where customers take several at once", () => {
    const { reorderPoint } = aPlan().policy;
    expect(reorderPoint).toBeGreaterThan(
      aPlan({ arrival: undefined }).policy.reorderPoint,
    );
  });

  it("holds nothing where those it serves wait for its suppliers, however they ask", () => {
    const { policy, leadTimeDemand } = aPlan({
      exposure: { mean: 0, deviation: 0 },
    });
    expect(leadTimeDemand.mean).toBe(0);
    // What an order finds missing below min would be held by nobody else's promise.
    expect(policy).toMatchObject({ safetyStock: 0, reorderPoint: 0 });
    expect(policy.undershoot).toBeUndefined();
  });
});
