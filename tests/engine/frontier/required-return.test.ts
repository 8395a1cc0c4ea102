import fc from "fast-check";
import type { Distribution } from "../../../engine/index.ts";
import {
  negativeBinomialDistribution,
  poissonDistribution,
} from "../../../engine/index.ts";
import { serviceAtReturn } from "../../../engine/frontier/required-return.ts";

/** What one unit more in the reorder point serves in a year, for each unit it adds on hand. */
function earned(
  law: Distribution,
  reorderPoint: number,
  orderQuantity: number,
  unitsPerYear: number,
): number {
  const missed = (r: number) =>
    (law.loss(r) - law.loss(r + orderQuantity)) / orderQuantity;
  const served =
    unitsPerYear * (missed(reorderPoint) - missed(reorderPoint + 1));
  return served / (1 - missed(reorderPoint));
}

const law = fc
  .tuple(
    fc.double({ min: 4, max: 200, noNaN: true }),
    fc.double({ min: 1, max: 6, noNaN: true }),
  )
  .map(([mean, scatter]) =>
    scatter < 1.5
      ? poissonDistribution(mean)
      : negativeBinomialDistribution({
          mean,
          deviation: Math.sqrt(scatter * mean),
        }),
  );

describe("serviceAtReturn", () => {
  it("stops where the last unit of money earns what is asked for, and the next one less", () => {
    fc.assert(
      fc.property(
        law,
        fc.integer({ min: 1, max: 300 }),
        fc.double({ min: 1, max: 60, noNaN: true }),
        fc.double({ min: 0.01, max: 10, noNaN: true }),
        (leadTimeDemand, orderQuantity, ordersPerYear, requiredReturn) => {
          const unitsPerYear = ordersPerYear * orderQuantity;
          const input = { leadTimeDemand, orderQuantity, unitsPerYear };
          const service = serviceAtReturn(input, requiredReturn);
          fc.pre(service > 0.51 && service < 0.9999);
          const r = leadTimeDemand.quantile(service);
          const at = (units: number) =>
            earned(leadTimeDemand, units, orderQuantity, unitsPerYear);

          // Whole units, and an answer that has settled: within a few of where the two cross.
          expect(at(r + 1)).toBeLessThanOrEqual(1.02 * requiredReturn);
          expect(at(r - 3)).toBeGreaterThanOrEqual(0.98 * requiredReturn);
        },
      ),
      { numRuns: 300, endOnFailure: true },
    );
  });

  it("asks less of slow money: more service where a unit of money must earn less", () => {
    const input = {
      leadTimeDemand: poissonDistribution(20),
      orderQuantity: 10,
      unitsPerYear: 120,
    };
    const services = [3, 1, 0.3, 0.1].map((asked) =>
      serviceAtReturn(input, asked),
    );

    expect(services).toEqual(services.toSorted((a, b) => a - b));
    // 1 − 0.1 · 10 / 120, but for who waits and for orders that overlap.
    expect(services[3]).toBeCloseTo(0.9917, 3);
  });

  it("never goes below an even chance, nor above one stockout in ten thousand cycles", () => {
    const input = {
      leadTimeDemand: poissonDistribution(20),
      orderQuantity: 10,
      unitsPerYear: 120,
    };

    expect(serviceAtReturn(input, 1e6)).toBe(0.5);
    expect(serviceAtReturn(input, 1e-9)).toBe(0.9999);
  });
});
