import { fewLaws } from "../../../engine/lead-time/few-laws.ts";
import { gammaDistribution } from "../../../engine/index.ts";

describe("fewLaws", () => {
  it("never answers a probability above one", () => {
    // Shares of one that are added up come out at either side of it.
    const above = [3, 6, 7, 10, 12, 14, 19, 26, 28, 49, 97].flatMap((count) => {
      const mixture = fewLaws(
        {
          values: Array.from({ length: count }, (_, i) => i + 1),
          weights: Array.from({ length: count }, (_, i) => 1 / (i + 3)),
        },
        (time) => gammaDistribution({ mean: 4 * time, deviation: 2 }),
      );
      return [mixture.cdf(1e6), mixture.survival(0)];
    });

    expect(Math.max(...above)).toBeLessThanOrEqual(1);
    expect(Math.min(...above)).toBeGreaterThan(1 - 1e-12);
  });
});
