import fc from "fast-check";
import { windowLaw } from "../../../engine/forecast/window-law.ts";
import { gammaDistribution } from "../../../engine/index.ts";
import { matchedDeviation } from "../../../engine/planning/matched-deviation.ts";

describe("matchedDeviation", () => {
  it("finds the deviation whose law has the quantile", () => {
    const { quantile } = gammaDistribution({ mean: 40.5, deviation: 12 });
    const found = matchedDeviation({
      mean: 40.5,
      deviation: 10,
      whole: false,
      probability: 0.95,
      quantile: quantile(0.95),
    });

    expect(found).toBeCloseTo(12, 4);
  });

  it("leaves alone what has the quantile already", () => {
    const mean = 6;
    const deviation = 4;
    const quantile = windowLaw(mean, deviation ** 2, true).quantile(0.95);
    expect(
      matchedDeviation({
        mean,
        deviation,
        whole: true,
        probability: 0.95,
        quantile,
      }),
    ).toBe(deviation);
  });

  it("gives counts the whole quantile wanted, wherever one near has it", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 60, noNaN: true }),
        fc.double({ min: 1.1, max: 2.5, noNaN: true }),
        fc.double({ min: 0.7, max: 1.4, noNaN: true }),
        fc.constantFrom(0.8, 0.9, 0.95, 0.99),
        (mean, excess, factor, probability) => {
          const deviation = Math.sqrt(mean) * excess;
          const quantile = windowLaw(
            mean,
            (factor * deviation) ** 2,
            true,
          ).quantile(probability);
          const found = matchedDeviation({
            mean,
            deviation,
            whole: true,
            probability,
            quantile,
          });
          const reached = windowLaw(mean, found ** 2, true);
          // A law that jumps over the quantile stands on either side of it.
          expect(
            Math.abs(reached.quantile(probability) - quantile),
          ).toBeLessThanOrEqual(1);
          expect(found).toBeGreaterThan(0.4 * deviation);
          expect(found).toBeLessThan(2.3 * deviation);
        },
      ),
    );
  });

  it("knows no deviation for what no law near can have", () => {
    const wanted = { mean: 5, whole: true, probability: 0.95, quantile: 900 };
    expect(matchedDeviation({ ...wanted, deviation: 3 })).toBe(3);
    expect(matchedDeviation({ ...wanted, deviation: 0 })).toBe(0);
    expect(
      matchedDeviation({ ...wanted, probability: 0.5, deviation: 3 }),
    ).toBe(3);
  });
});
