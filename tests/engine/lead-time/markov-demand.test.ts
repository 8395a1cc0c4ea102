import fc from "fast-check";
import type { Distribution } from "../../../engine/index.ts";
import { markovDemand } from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";

interface Law {
  readonly mean: number;
  readonly sd: number;
  readonly probs: readonly number[];
  readonly quantiles: readonly number[];
  readonly cdf_at: readonly number[];
  readonly cdf_below: readonly number[];
}
interface Case {
  readonly id: string;
  readonly y: readonly number[];
  readonly L: number;
  readonly jittered: Law;
  readonly no_jitter: Law;
}
const { willemain_exact: cases } = reference<{ willemain_exact: Case[] }>(
  "forecast/distributions.json",
);

const over = (
  history: readonly number[],
  periods: number,
  jitter = false,
): Distribution =>
  markovDemand({ history, leadTime: { mean: periods, deviation: 0 }, jitter });

describe("demand after Willemain, Smart and Schwarz", () => {
  it.each(cases)("has the exact law of the bootstrap: $id", (one) => {
    for (const [jitter, expected] of [
      [true, one.jittered],
      [false, one.no_jitter],
    ] as const) {
      const law = over(one.y, one.L, jitter);
      expect(law.mean).toBeCloseTo(expected.mean, 9);
      expect(law.deviation).toBeCloseTo(expected.sd, 9);
      expected.probs.forEach((p, i) => {
        const units = expected.quantiles[i]!;
        expect(law.quantile(p)).toBe(units);
        expect(law.cdf(units)).toBeCloseTo(expected.cdf_at[i]!, 9);
        expect(law.cdf(units - 1)).toBeCloseTo(expected.cdf_below[i]!, 9);
      });
    }
  });

  it("works two periods out by hand", () => {
    // 0 4 0 0 2 0: after none, demand came 2 times of 3; after demand, 0 of 2; the last has none.
    // No demand (1/3)²; else one of 4 or 2, each as likely: after one, none follows.
    const law = over([0, 4, 0, 0, 2, 0], 2);
    expect(law.cdf(0)).toBeCloseTo(1 / 9, 12);
    expect(law.cdf(2)).toBeCloseTo(1 / 9 + 4 / 9, 12);
    expect(law.mean).toBeCloseTo((8 / 9) * 3, 12);
  });

  it("answers short and empty histories, and refuses what is no demand", () => {
    expect(over([0, 0], 3).quantile(0.99)).toBe(0);
    expect(over([3], 2).quantile(0.5)).toBe(6);
    expect(over([3], 0).mean).toBe(0);
    expect(() => over([1, NaN], 1)).toThrow(
      "history[1] must be a number, got NaN",
    );
    expect(() => over([1], 20_000)).toThrow(
      "leadTime and review must be at most 2000 periods, got 20000",
    );
  });

  it("mixes the lead times seen, and counts a review to them", () => {
    const history = [0, 4, 0, 0, 2, 0];
    const mixed = markovDemand({
      history,
      leadTime: [1, 1, 2],
      reviewPeriods: 1,
    });
    const [two, three] = [over(history, 2), over(history, 3)];
    for (const units of [0, 2, 4, 6]) {
      expect(mixed.cdf(units)).toBeCloseTo(
        (2 * two.cdf(units) + three.cdf(units)) / 3,
        12,
      );
    }
    // Two and a half periods: half the time two, half the time three.
    expect(over(history, 2.5).mean).toBeCloseTo(
      (two.mean + three.mean) / 2,
      12,
    );
  });

  it("has quantiles that rise and are never negative", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constant(0), fc.double({ min: 0, max: 60, noNaN: true })),
          { minLength: 1, maxLength: 20 },
        ),
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        (history, periods, jitter) => {
          const law = over(history, periods, jitter);
          let before = 0;
          for (const p of [0.01, 0.3, 0.6, 0.9, 0.99, 0.9999]) {
            const units = law.quantile(p);
            expect(units).toBeGreaterThanOrEqual(before);
            before = units;
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
