import { cellsLaw } from "../../../engine/lead-time/cells-law.ts";
import { uniformPieces } from "../../../engine/numeric/uniform-pieces.ts";

describe("cellsLaw", () => {
  const weights = [0, 1, 2.5, 0, 0.5, 4, 0.25];
  const law = cellsLaw(10, 2, Float64Array.from(weights));
  const same = uniformPieces(
    weights.map((weight, i) => ({ from: 10 + 2 * i, to: 12 + 2 * i, weight })),
  );

  it("is the law of its pieces", () => {
    for (const x of [
      -5, 9.9, 10, 12, 12.7, 14, 16, 17.5, 19, 21, 23.9, 24, 30,
    ]) {
      expect(law.cdf(x)).toBeCloseTo(same.cdf(x), 12);
      expect(law.survival(x)).toBeCloseTo(same.survival(x), 12);
      expect(law.loss(x)).toBeCloseTo(same.loss(x), 12);
      expect(law.secondLoss(x)).toBeCloseTo(same.secondLoss(x), 12);
    }
    for (const p of [0.001, 0.1, 0.3, 0.42, 0.45, 0.9, 0.97, 0.999]) {
      expect(law.quantile(p)).toBeCloseTo(same.quantile(p), 10);
    }
  });

  it("finds a quantile again that it is asked for", () => {
    for (const p of [1e-6, 0.2, 0.5, 0.8, 1 - 1e-6]) {
      expect(law.cdf(law.quantile(p))).toBeCloseTo(p, 12);
    }
    expect(() => law.quantile(1)).toThrow("p must be");
  });
});
