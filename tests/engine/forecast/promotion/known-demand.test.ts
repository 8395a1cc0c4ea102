import fc from "fast-check";
import { withKnownDemand } from "../../../../engine/index.ts";

const usual = {
  forecast: [10, 10, 10],
  leadTimeDemand: { periods: 2, mean: 20, deviation: 6 },
};

describe("withKnownDemand", () => {
  it("moves the law by what is certain, and widens it by nothing", () => {
    const plain = withKnownDemand(usual, [], true).law;
    const { forecast, law } = withKnownDemand(
      usual,
      [{ period: 2, units: 50 }],
      true,
    );
    expect(forecast).toEqual([10, 60, 10]);
    expect(law.mean).toBe(70);
    expect(law.deviation).toBe(plain.deviation);
    expect(law.quantile(0.95)).toBe(plain.quantile(0.95) + 50);
    expect(law.cdf(49)).toBe(0);
    expect(law.survival(75)).toBe(plain.survival(25));
    // E[(X + 50 − 30)⁺] = 20 + 50 − 30 where X + 50 is never below 30.
    expect(law.loss(30)).toBe(40);
    expect(law.secondLoss(30)).toBeCloseTo((40 ** 2 + 6 ** 2) / 2, 9);
  });

  it("adds the variance of what is not certain", () => {
    const order = { period: 1, units: 30, deviation: 8 };
    const { law } = withKnownDemand(usual, [order], true);
    // √(6² + 8²) = 10
    expect(law.mean).toBeCloseTo(50, 9);
    expect(law.deviation).toBeCloseTo(10, 9);
  });

  it("leaves the covered periods alone when the order comes later", () => {
    const { forecast, law } = withKnownDemand(
      usual,
      [{ period: 3, units: 7 }],
      true,
    );
    expect(forecast[2]).toBe(17);
    expect(law.mean).toBeCloseTo(20, 9);
  });

  it("needs more for more orders", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 90 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (few, more, p) => {
          const at = (units: number) =>
            withKnownDemand(usual, [{ period: 1, units }], true).law.quantile(
              p,
            );
          expect(at(few + more)).toBe(at(few) + more);
        },
      ),
    );
  });

  it.each([
    [
      { period: 0, units: 1 },
      "period of known demand must be a whole number of at least 1, got 0",
    ],
    [
      { period: 1, units: -1 },
      "units of known demand must be at least 0, got -1",
    ],
    [
      { period: 1, units: 1, deviation: -2 },
      "deviation of known demand must be at least 0, got -2",
    ],
  ])("refuses %j", (order, message) => {
    expect(() => withKnownDemand(usual, [order], true)).toThrow(message);
  });
});
