import { wholeUnitsLaw } from "../../../engine/lead-time/whole-units-law.ts";
import { empiricalDistribution } from "../../../engine/numeric/empirical.ts";

describe("wholeUnitsLaw", () => {
  const weights = [0.5, 0, 2, 1, 0.25, 0, 0, 0.75];
  const law = wholeUnitsLaw(Float64Array.from(weights));
  const same = empiricalDistribution({
    values: weights.map((_, k) => k),
    weights,
  });

  it("is the law of its weights", () => {
    // Of 4.5: (2·2 + 3·1 + 4·0.25 + 7·0.75)/4.5
    expect(law.mean).toBeCloseTo(13.25 / 4.5, 12);
    expect(law.deviation).toBeCloseTo(same.deviation, 12);
    expect(law.discrete).toBe(true);
    for (const x of [-1.5, 0, 0.4, 1, 2, 2.7, 3, 4, 5.5, 6.9, 7, 9]) {
      expect(law.cdf(x)).toBeCloseTo(same.cdf(x), 12);
      expect(law.survival(x)).toBeCloseTo(same.survival(x), 12);
      expect(law.loss(x)).toBeCloseTo(same.loss(x), 12);
      expect(law.secondLoss(x)).toBeCloseTo(same.secondLoss(x), 12);
    }
    for (const p of [0.01, 1 / 9, 0.2, 5 / 9, 0.6, 7 / 9, 0.8, 0.9, 0.999]) {
      expect(law.quantile(p)).toBe(same.quantile(p));
    }
  });

  it("may be one value, and refuses what is no probability", () => {
    const none = wholeUnitsLaw(Float64Array.of(3));
    expect([none.mean, none.deviation, none.quantile(0.9)]).toEqual([0, 0, 0]);
    expect([none.cdf(0), none.loss(-2), none.loss(0)]).toEqual([1, 2, 0]);
    expect(() => none.quantile(0)).toThrow("p must be above 0");
  });
});
