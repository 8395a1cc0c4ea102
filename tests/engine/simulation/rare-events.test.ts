import type { SimulatedStage } from "../../../engine/index.ts";
import { poissonDistribution } from "../../../engine/index.ts";
import {
  scoredAmount,
  scoredShare,
} from "../../../engine/simulation/score-interval.ts";
import { run } from "./a-shop.ts";

/** One stage, looked at for 1,000 periods with each of many seeds. */
function looks(stage: Omit<SimulatedStage, "id">, seeds: number) {
  return Array.from({ length: seeds }, (_, seed) => {
    const { stages } = run({
      stages: [{ id: "Shop", ...stage }],
      links: [],
      periods: 1000,
      seed,
    });
    return stages[0]!;
  });
}

describe("an interval around a share", () => {
  it("reaches as far down as Wilson's where nearly all went well", () => {
    // 90 of 100: 0.9 ± 1.96·√(0.9·0.1/100); Wilson's is (0.8256, 0.9448).
    const half = 1.959964 * 0.03;
    const found = scoredShare(
      { mean: 0.9, low: 0.9 - half, high: 0.9 + half },
      7,
    );
    expect(found.mean).toBe(0.9);
    expect(found.low).toBeCloseTo(0.8256, 4);
    expect(found.high).toBeCloseTo(0.9 + half, 12);
  });

  it("does not take what was never seen for impossible", () => {
    // n / (n + 1.96²)
    expect(scoredShare({ mean: 1, low: 1, high: 1 }, 100)).toEqual({
      mean: 1,
      low: expect.closeTo(100 / 103.841459, 8) as number,
      high: 1,
    });
    expect(scoredShare({ mean: 1, low: 1, high: 1 }, 0).low).toBe(0);
  });
});

describe("an interval around an amount that is mostly 0", () => {
  it("is that of a count of rare events", () => {
    // Four events: 4 + 1.96²/2 ± 1.96·√(4 + 1.96²/4) = (1.555, 10.286) (Rao's score);
    // 4 ± 1.96·√4 alone would be (0.080, 7.920).
    const half = 1.959964 * 2;
    const found = scoredAmount(
      { mean: 4, low: 4 - half, high: 4 + half },
      7,
      1,
    );
    expect(found.low).toBeCloseTo(0.08, 3);
    expect(found.high).toBeCloseTo(10.286, 3);
  });

  it("grants what was never seen to the share of looks that may have missed it", () => {
    const none = { mean: 0, low: 0, high: 0 };
    expect(scoredAmount(none, 100, 5).high).toBeCloseTo(
      (5 * 3.841459) / 103.841459,
      7,
    );
  });
});

describe("a simulated stage that is seldom short", () => {
  // Of 1,000 periods one in twelve thousand is short: most looks see none that is.
  const seldom = {
    leadTime: 1,
    policy: { type: "baseStock" as const, baseStock: 6 },
    demand: { law: "poisson" as const, mean: 1 },
  };
  const law = poissonDistribution(1);

  it("has intervals that hold what is exactly so", () => {
    const seen = looks(seldom, 100);
    const holding = (
      figure: "cycleService" | "fillRate" | "backorders",
      exact: number,
    ) =>
      seen.filter(
        (row) => row[figure].low <= exact && exact <= row[figure].high,
      ).length;
    // What a stage with one period of lead time owes is late for the first time.
    expect(holding("cycleService", law.cdf(6))).toBeGreaterThanOrEqual(90);
    expect(holding("fillRate", 1 - law.loss(6))).toBeGreaterThanOrEqual(90);
    expect(holding("backorders", law.loss(6))).toBeGreaterThanOrEqual(90);
  });

  it("holds what a slow mover owes, though hardly anybody came", () => {
    // Ten customers in a look, seldom two within a lead time: one unit would be owed.
    const exact = poissonDistribution(0.1).loss(1);
    const seen = looks(
      {
        leadTime: 10,
        policy: { type: "baseStock", baseStock: 1 },
        demand: { law: "poisson", mean: 0.01 },
      },
      100,
    );
    const holding = seen.filter(
      ({ backorders: { low, high } }) => low <= exact && exact <= high,
    );
    expect(holding.length).toBeGreaterThanOrEqual(90);
  });

  it("knows that nothing is late where nothing hangs on chance", () => {
    const sure = {
      ...seldom,
      demand: { law: "gamma" as const, mean: 1, deviation: 0 },
    };
    const { cycleService, backorders } = looks(sure, 1)[0]!;
    expect(cycleService).toEqual({ mean: 1, low: 1, high: 1 });
    expect(backorders).toEqual({ mean: 0, low: 0, high: 0 });
  });

  it("cannot tell the service of cycles that it never saw end", () => {
    const slow = {
      ...seldom,
      policy: { type: "rQ" as const, reorderPoint: 5, orderQuantity: 1e6 },
    };
    const row = run({
      stages: [{ id: "Shop", ...slow }],
      links: [],
      periods: 100,
      warmUp: 0,
      seed: 1,
    }).stages[0]!;
    expect(row.cycleService).toEqual({ mean: 1, low: 0, high: 1 });
  });
});

describe("service that is controlled by demand", () => {
  it("is neither too high nor too low on average, however short the look", () => {
    const seen = looks(
      {
        leadTime: 20,
        policy: { type: "baseStock", baseStock: 70 },
        demand: { law: "poisson", mean: 3 },
      },
      400,
    );
    // Units short at the end of a period that were not short before it.
    const [demand, before] = [poissonDistribution(60), poissonDistribution(57)];
    const fillRate = 1 - (demand.loss(70) - before.loss(70)) / 3;
    const means = seen.map((row) => row.fillRate.mean);
    const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
    const spread = Math.sqrt(
      means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / means.length,
    );
    // With each look's own slope it was 4.1 of these above.
    expect(Math.abs(mean - fillRate)).toBeLessThan(
      (3 * spread) / Math.sqrt(400),
    );
  });
});
