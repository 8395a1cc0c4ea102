import type { Scenario } from "../contracts/index.ts";

/** What a planner starts from: every value is one she would recognise, and may change. */
export function defaultScenario(): Scenario {
  return {
    name: "Base case",
    serviceTargets: { default: 0.95, A: 0.98, B: 0.95, C: 0.9 },
    serviceMeasure: "cycle",
    holdingRatePerYear: 0.2,
    defaultOrderingCost: 25,
    // ERPs look at min and max in a nightly run: as good as at any time.
    reviewPeriods: 0,
    leadTimeSource: "receipts",
    network: "joint",
    distribution: "auto",
    maxServiceTimePeriods: 0,
    seed: 1,
  };
}
