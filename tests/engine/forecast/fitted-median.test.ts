import {
  fittedMedian,
  isFittable,
} from "../../../engine/forecast/fitted-median.ts";

/** Five years of months: a line, and a season that doubles every July. */
const clean = Float64Array.from(
  { length: 60 },
  (_, t) => (100 + t) * (t % 12 === 6 ? 2 : 1),
);

describe("the median of fitted methods", () => {
  it("continues a line with its season", () => {
    const path = fittedMedian(clean, 12, 12);
    for (let h = 0; h < 12; h++) {
      const truth = (160 + h) * (h === 6 ? 2 : 1);
      expect(Math.abs(path[h]! / truth - 1)).toBeLessThan(0.08);
    }
  });

  it("wants a season seen twice and demand in nearly every period", () => {
    expect(isFittable(clean, 12)).toBe(true);
    expect(isFittable(clean.subarray(0, 24), 12)).toBe(false);
    expect(isFittable(clean, 1)).toBe(false);
    const rare = clean.map((units, t) => (t % 5 === 0 ? 0 : units));
    expect(isFittable(rare, 12)).toBe(false);
  });

  it("is never negative, and a number for demand that never moves or falls to nothing", () => {
    const still = new Float64Array(40).fill(7);
    const falling = Float64Array.from({ length: 40 }, (_, t) =>
      Math.max(0, 78 - 2 * t),
    );
    for (const units of [still, falling]) {
      for (const figure of fittedMedian(units, 12, 18)) {
        expect(figure).toBeGreaterThanOrEqual(0);
        expect(figure).toBeLessThan(100);
      }
    }
    expect(fittedMedian(still, 12, 1)[0]).toBeCloseTo(7, 6);
  });
});
