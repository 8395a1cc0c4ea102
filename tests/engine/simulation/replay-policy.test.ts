import type { PolicyReplay, ReplayedPolicy } from "../../../engine/index.ts";
import {
  negativeBinomialDistribution,
  normalCdf,
  poissonDistribution,
  replayPolicy,
} from "../../../engine/index.ts";

const anExample: PolicyReplay = {
  policy: { type: "baseStock", baseStock: 18 },
  demand: { law: "poisson", mean: 3 },
  leadTime: 4,
  seed: 11,
  periods: 40_000,
};

function expectHit(figure: ReplayedPolicy["fillRate"], exact: number): void {
  // No further from the middle than twice the half width: missed once in 10,000.
  const { mean, low, high } = figure;
  expect(Math.abs(mean - exact)).toBeLessThanOrEqual(high - low);
  expect(high - low).toBeLessThan(0.05 * Math.max(1, exact));
}

describe("a policy replayed on one stage", () => {
  it("achieves what theory says of base stock and Poisson demand", () => {
    const { cycleService, fillRate, meanOnHand } = replayPolicy(anExample);
    const demand = poissonDistribution(12);
    expectHit(cycleService, demand.cdf(18));
    expectHit(meanOnHand, 18 - 12 + demand.loss(18));
    // Units short at the end of a period that were not short before it.
    const before = poissonDistribution(9);
    expectHit(fillRate, 1 - (demand.loss(18) - before.loss(18)) / 3);
  });

  it("achieves what theory says of normal demand", () => {
    const { cycleService } = replayPolicy({
      ...anExample,
      demand: { law: "normal", mean: 30, deviation: 6 },
      policy: { type: "baseStock", baseStock: 140 },
    });
    // (140 − 120) / (6·√4)
    expectHit(cycleService, normalCdf(20 / 12));
  });

  it("achieves what theory says of (r,Q) and scattered demand", () => {
    // Between r + 1 and r + Q all positions are alike (Hadley and Whitin 1963).
    const [r, q, mean, deviation] = [14, 10, 2, 2];
    const { meanOnHand } = replayPolicy({
      ...anExample,
      demand: { law: "negative-binomial", mean, deviation },
      policy: { type: "rQ", reorderPoint: r, orderQuantity: q },
      periods: 80_000,
    });
    const demand = negativeBinomialDistribution({
      mean: 4 * mean,
      deviation: 2 * deviation,
    });
    let onHand = 0;
    for (let position = r + 1; position <= r + q; position++) {
      onHand += (position - demand.mean + demand.loss(position)) / q;
    }
    expectHit(meanOnHand, onHand);
  });

  it("achieves what theory says of lost sales", () => {
    // One unit, on its way for one period in between: full with f = f/2 + (1 − f).
    const { fillRate } = replayPolicy({
      ...anExample,
      policy: { type: "baseStock", baseStock: 1 },
      demand: { law: "empirical", values: [0, 1] },
      leadTime: 2,
      unmetDemand: "lost",
    });
    expectHit(fillRate, 2 / 3);
  });

  it("meets shorter waits when shipments may overtake one another", () => {
    const late = {
      ...anExample,
      leadTime: { values: [1, 9], weights: [1, 1] },
    };
    const inOrder = replayPolicy(late);
    const crossing = replayPolicy({ ...late, crossing: true });
    expect(crossing.fillRate.low).toBeGreaterThan(inOrder.fillRate.high);
  });
});
