import { empiricalDistribution } from "../../../engine/numeric/empirical.ts";
import { uniformPieces } from "../../../engine/numeric/uniform-pieces.ts";

describe("uniformPieces", () => {
  it("is the uniform law for one piece", () => {
    const law = uniformPieces([{ from: 2, to: 6, weight: 3 }]);

    expect(law.mean).toBeCloseTo(4, 12);
    // 4 / √12
    expect(law.deviation).toBeCloseTo(4 / Math.sqrt(12), 12);
    expect(law.cdf(3)).toBeCloseTo(0.25, 12);
    expect(law.survival(5)).toBeCloseTo(0.25, 12);
    expect(law.quantile(0.9)).toBeCloseTo(5.6, 12);
    // (6 − 3)² / (2·4) and (6 − 3)³ / (6·4)
    expect(law.loss(3)).toBeCloseTo(1.125, 12);
    expect(law.secondLoss(3)).toBeCloseTo(1.125, 12);
    expect([law.loss(1), law.loss(7), law.cdf(1), law.cdf(7)]).toEqual([
      3, 0, 0, 1,
    ]);
  });

  it("adds up pieces that overlap, and points among them", () => {
    const law = uniformPieces([
      { from: 0, to: 4, weight: 1 },
      { from: 2, to: 4, weight: 1 },
      { from: 3, to: 3, weight: 2 },
    ]);

    expect(law.mean).toBeCloseTo((2 + 3 + 2 * 3) / 4, 12);
    // At 3: 3/4 of the first quarter, half of the second, and all of the point
    expect(law.cdf(3)).toBeCloseTo(0.25 * 0.75 + 0.25 * 0.5 + 0.5, 12);
    expect(law.survival(2.5)).toBeCloseTo(1 - law.cdf(2.5), 12);
    expect(law.quantile(0.5)).toBe(3);
    for (const p of [0.05, 0.2, 0.3, 0.85, 0.99]) {
      expect(law.cdf(law.quantile(p))).toBeCloseTo(p, 12);
    }
  });

  it("is the empirical law where every piece is a point", () => {
    const points = [1, 4, 4, 9].map((at) => ({ from: at, to: at, weight: 1 }));
    const law = uniformPieces(points);
    const same = empiricalDistribution([1, 4, 4, 9]);

    for (const x of [0, 1, 2.5, 4, 8.99, 9, 12]) {
      expect(law.cdf(x)).toBeCloseTo(same.cdf(x), 12);
      expect(law.survival(x)).toBeCloseTo(same.survival(x), 12);
      expect(law.loss(x)).toBeCloseTo(same.loss(x), 12);
      expect(law.secondLoss(x)).toBeCloseTo(same.secondLoss(x), 12);
    }
    for (const p of [0.1, 0.25, 0.26, 0.75, 0.9]) {
      expect(law.quantile(p)).toBe(same.quantile(p));
    }
    expect(law.deviation).toBeCloseTo(same.deviation, 12);
  });

  it("refuses a piece that runs backwards, and no weight at all", () => {
    expect(() => uniformPieces([{ from: 3, to: 2, weight: 1 }])).toThrow(
      "pieces[0] must run upwards with a weight of at least 0, got 1 from 3 to 2",
    );
    expect(() => uniformPieces([])).toThrow(
      "pieces must hold some weight, got none",
    );
  });
});
