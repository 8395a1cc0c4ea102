import fc from "fast-check";
import { forecastBand } from "../../../engine/forecast/forecast-band.ts";
import { normalQuantile } from "../../../engine/index.ts";

const band = { low: 0.05, high: 0.95 };

describe("forecastBand", () => {
  it("stays as wide as one period's errors where periods are independent", () => {
    const path = [1000, 1000, 1000];
    const edges = forecastBand(
      path,
      { periods: 1, deviation: 20 },
      // √4·20: totals miss no more than four independent periods would
      { periods: 4, deviation: 40 },
      false,
      band,
    );

    for (const { low, high } of edges) {
      // A gamma law of so small a spread is close to the normal one.
      expect(low).toBeCloseTo(1000 - 20 * normalQuantile(0.95), 0);
      expect(high).toBeCloseTo(1000 + 20 * normalQuantile(0.95), 0);
    }
  });

  it("widens by what totals miss beyond independent periods", () => {
    // σ² = 300 around a level that moves by g = 100 a period: one period varies by 400,
    // two by 2·300 + 100·2·3·5/6 = 1100.
    const edges = forecastBand(
      [10_000, 10_000, 10_000, 10_000],
      { periods: 1, deviation: 20 },
      { periods: 2, deviation: Math.sqrt(1100) },
      false,
      band,
    );

    // √(400 + 3·100) at the fourth period
    const z = normalQuantile(0.95);
    expect(edges[3]!.high).toBeCloseTo(10_000 + Math.sqrt(700) * z, 0);
    expect(edges[0]!.high).toBeCloseTo(10_000 + 20 * z, 0);
  });

  it("never narrows towards what is further off, however skewed demand is", () => {
    // A deviation of twice the mean, and a level that wanders: the gamma law's 95 % quantile
    // falls from the seventh period or so.
    const edges = forecastBand(
      Array.from({ length: 26 }, () => 100),
      { periods: 1, deviation: 200 },
      { periods: 2, deviation: 320 },
      false,
      band,
    );

    edges.slice(1).forEach(({ low, high }, before) => {
      expect(high).toBeGreaterThanOrEqual(edges[before]!.high);
      expect(low).toBeLessThanOrEqual(edges[before]!.low);
    });
  });

  it("is whole, and never below zero, where demand is counted", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 40, noNaN: true }),
        fc.double({ min: 0.1, max: 30, noNaN: true }),
        fc.double({ min: 0.1, max: 200, noNaN: true }),
        (mean, one, total) => {
          const [edges] = forecastBand(
            [mean],
            { periods: 1, deviation: one },
            { periods: 5, deviation: total },
            true,
            band,
          );
          const { low, high } = edges!;
          expect(Number.isInteger(low) && Number.isInteger(high)).toBe(true);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeGreaterThanOrEqual(low);
        },
      ),
    );
  });
});
