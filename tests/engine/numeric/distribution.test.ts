import fc from "fast-check";
import {
  empiricalDistribution,
  gammaDistribution,
  negativeBinomialDistribution,
  normalDistribution,
  pointDistribution,
  poissonDistribution,
} from "../../../engine/index.ts";
import { laws, probabilities, steps } from "./laws.ts";

describe("a distribution", () => {
  it("has a cdf that rises from 0 to 1 and is what survival leaves", () => {
    fc.assert(
      fc.property(laws, steps, steps, (law, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map(
          (z) => law.mean + z * law.deviation,
        ) as [number, number];
        expect(law.cdf(high)).toBeGreaterThanOrEqual(law.cdf(low) - 1e-14);
        expect(law.cdf(low) + law.survival(low)).toBeCloseTo(1, 12);
        expect(law.cdf(low)).toBeGreaterThanOrEqual(0);
        expect(law.cdf(high)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has the quantile as the inverse of its cdf", () => {
    fc.assert(
      fc.property(laws, probabilities, (law, p) => {
        const x = law.quantile(p);
        if (law.discrete) {
          expect(law.cdf(x)).toBeGreaterThanOrEqual(p - 1e-12);
          expect(law.cdf(x - 1)).toBeLessThan(p + 1e-12);
          expect(Number.isInteger(x)).toBe(true);
        } else if (p < 0.5) {
          expect(law.cdf(x) / p).toBeCloseTo(1, 10);
        } else {
          expect(law.survival(x) / (1 - p)).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it("has a loss that falls, is convex, and starts as mean − x", () => {
    fc.assert(
      fc.property(laws, steps, steps, (law, a, b) => {
        const at = (z: number) => law.mean + z * law.deviation;
        const [low, high] = [Math.min(at(a), at(b)), Math.max(at(a), at(b))];
        const scale = 1e-11 * (law.mean + law.deviation + Math.abs(low));
        const middle = (low + high) / 2;
        expect(law.loss(high)).toBeLessThanOrEqual(law.loss(low) + scale);
        expect(law.loss(middle)).toBeLessThanOrEqual(
          (law.loss(low) + law.loss(high)) / 2 + scale,
        );
        const far = law.mean - 40 * law.deviation;
        expect(law.loss(Math.min(far, 0))).toBeCloseTo(
          law.mean - Math.min(far, 0),
          6,
        );
      }),
    );
  });

  it("has a second loss whose slope is minus the loss", () => {
    fc.assert(
      fc.property(laws, steps, (law, z) => {
        const x = law.mean + z * law.deviation;
        const width = law.deviation / 100 + 1e-3;
        const fall = (law.secondLoss(x) - law.secondLoss(x + width)) / width;
        const noise =
          1e-9 * (law.mean + law.deviation + 1) * (1 + law.mean / width);
        // The loss falls in between, so its mean over the step lies between its ends.
        expect(fall).toBeLessThanOrEqual(law.loss(x) + noise);
        expect(fall).toBeGreaterThanOrEqual(law.loss(x + width) - noise);
      }),
    );
  });

  it("knows the loss of small laws by hand", () => {
    // Poisson(2): E(X − 1)⁺ = 2 − 1 + P(0) = 1 + e⁻²
    expect(poissonDistribution(2).loss(1)).toBeCloseTo(1 + Math.exp(-2), 14);
    // exponential with mean 3: E(X − 2)⁺ = 3·e^(−2/3)
    expect(gammaDistribution({ mean: 3, deviation: 3 }).loss(2)).toBeCloseTo(
      3 * Math.exp(-2 / 3),
      13,
    );
    // geometric with mean 1: p = 1/2, E(X − 1)⁺ = 1 − 1 + P(0) = 1/2
    expect(
      negativeBinomialDistribution({ mean: 1, deviation: Math.SQRT2 }).loss(1),
    ).toBeCloseTo(0.5, 14);
    // samples 0, 4, 8: E(X − 2)⁺ = (2 + 6)/3, ½·E[(X − 2)⁺²] = (4 + 36)/6
    const seen = empiricalDistribution([0, 4, 8]);
    expect(seen.loss(2)).toBeCloseTo(8 / 3, 14);
    expect(seen.secondLoss(2)).toBeCloseTo(40 / 6, 14);
  });

  it("counts demand between whole numbers on the line between them", () => {
    const { loss } = poissonDistribution(2);

    expect(loss(1.25)).toBeCloseTo(0.75 * loss(1) + 0.25 * loss(2), 14);
  });

  it("puts certain demand on one point", () => {
    for (const law of [
      normalDistribution({ mean: 5, deviation: 0 }),
      gammaDistribution({ mean: 5, deviation: 0 }),
      negativeBinomialDistribution({ mean: 5, deviation: 0 }),
      pointDistribution(5),
    ]) {
      expect(law.kind).toBe("point");
      expect([law.cdf(4.9), law.cdf(5), law.survival(5)]).toEqual([0, 1, 0]);
      expect([law.quantile(0.01), law.quantile(0.99)]).toEqual([5, 5]);
      expect([law.loss(3), law.loss(7), law.secondLoss(3)]).toEqual([2, 0, 2]);
    }
    expect(poissonDistribution(0).quantile(0.99)).toBe(0);
  });

  it("takes the nearest rank of what was observed, without rounding dust", () => {
    // 0.1 + 0.2 + 0.3 + 0.1 is 0.7 only on paper
    const law = empiricalDistribution({
      values: [1, 2, 3, 4, 5],
      weights: [0.1, 0.2, 0.3, 0.1, 0.3],
    });
    expect(law.quantile(0.7)).toBe(4);
    const hundred = empiricalDistribution(
      Array.from({ length: 100 }, (_, i) => i + 1),
    );
    expect(hundred.quantile(0.07)).toBe(7);
    expect(hundred.quantile(0.95)).toBe(95);
  });

  it("refuses what no law has, by name", () => {
    expect(() => normalDistribution({ mean: 1, deviation: -1 })).toThrow(
      "deviation must be at least 0, got -1",
    );
    expect(() => gammaDistribution({ mean: 0, deviation: 1 })).toThrow(
      "mean must be above 0, got 0",
    );
    expect(() => poissonDistribution(Number.NaN)).toThrow(
      "mean must be a number, got NaN",
    );
    expect(() =>
      negativeBinomialDistribution({ mean: 4, deviation: 2 }),
    ).toThrow(
      "deviation must be above 2, the square root of the mean, got 2; use poisson",
    );
    expect(() => empiricalDistribution([])).toThrow(
      "samples must hold at least one number",
    );
    expect(() =>
      empiricalDistribution({ values: [1, 2], weights: [1] }),
    ).toThrow("weights must be as many as values, 2, got 1");
    expect(() => poissonDistribution(3).quantile(95)).toThrow(
      "p must be above 0 and below 1, got 95; write 95 % as 0.95",
    );
  });

  it("finds quantiles beyond the whole numbers that can be told apart", () => {
    const law = negativeBinomialDistribution({ mean: 1e15, deviation: 1e15 });

    // Geometric but for a hair, and so exponential: ln 10⁶ means.
    expect(law.quantile(1 - 1e-6) / 1e15).toBeCloseTo(6 * Math.LN10, 6);
    expect(poissonDistribution(1e17).quantile(0.5) / 1e17).toBeCloseTo(1, 12);
  });

  it("covers p where the quantile is among the smallest numbers there are", () => {
    // The first would be a hair above the smallest number of all, where the next is twice it.
    for (const [mean, times, p] of [
      [0.000012730744748567719, 10.000000000000028, 0.0006285760259743525],
      [1e9, 10, 0.0006],
      [1e9, 1000, 0.999],
    ] as const) {
      const law = gammaDistribution({ mean, deviation: times * mean });
      const quantile = law.quantile(p);
      expect(quantile).toBeGreaterThan(0);
      expect(law.cdf(quantile)).toBeGreaterThanOrEqual(p * (1 - 1e-12));
    }
  });

  it("has no gamma quantile at 0, however much of the law lies close to it", () => {
    const spread = fc.double({ min: 10, max: 1000, noNaN: true });
    const wide = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(wide, spread, probabilities, (mean, times, p) => {
        const law = gammaDistribution({ mean, deviation: times * mean });
        const quantile = law.quantile(p);
        expect(quantile).toBeGreaterThan(0);
        expect(law.cdf(quantile)).toBeGreaterThanOrEqual(p * (1 - 1e-9));
      }),
      { numRuns: 2000 },
    );
  });

  it("never answers with NaN, however odd the numbers", () => {
    const odd = fc.oneof(
      fc.constantFrom(1e-60, 1e-12, 1e-3, 1, 1e3, 1e9, 1e15),
      fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
    );
    fc.assert(
      fc.property(odd, odd, probabilities, odd, (mean, deviation, p, x) => {
        const all = [
          normalDistribution({ mean, deviation }),
          gammaDistribution({ mean, deviation }),
          poissonDistribution(mean),
          ...(deviation ** 2 > mean * (1 + 1e-9)
            ? [negativeBinomialDistribution({ mean, deviation })]
            : []),
        ];
        for (const law of all) {
          const answers = [
            law.cdf(x),
            law.survival(x),
            law.loss(x),
            law.secondLoss(x),
            law.quantile(p),
          ];
          expect([law.kind, mean, deviation, ...answers]).not.toContain(NaN);
        }
      }),
      { numRuns: 60 },
    );
  });
});
