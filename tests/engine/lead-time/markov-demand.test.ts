import fc from "fast-check";
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

describe("demand after Willemain, Smart and Schwarz", () => {
  it.each(cases)("has the exact law of the bootstrap: $id", (one) => {
    for (const [jitter, expected] of [
      [true, one.jittered],
      [false, one.no_jitter],
    ] as const) {
      const law = markovDemand(one.y, { periods: one.L, jitter });
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
    const law = markovDemand([0, 4, 0, 0, 2, 0], { periods: 2 });
    expect(law.cdf(0)).toBeCloseTo(1 / 9, 12);
    expect(law.cdf(2)).toBeCloseTo(1 / 9 + 4 / 9, 12);
    expect(law.mean).toBeCloseTo((8 / 9) * 3, 12);
  });

  it("answers short and empty histories, and refuses what is no demand", () => {
    expect(markovDemand([0, 0], { periods: 3 }).quantile(0.99)).toBe(0);
    expect(markovDemand([3], { periods: 2 }).quantile(0.5)).toBe(6);
    expect(markovDemand([3], { periods: 0 }).mean).toBe(0);
    expect(() => markovDemand([1, NaN], { periods: 1 })).toThrow(
      "history[1] must be a number, got NaN",
    );
    expect(() => markovDemand([1], { periods: 1.5 })).toThrow(
      "periods must be a whole number of at most 100000, got 1.5",
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
          const law = markovDemand(history, { periods, jitter });
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
