import fc from "fast-check";
import {
  daysFromPeriods,
  daysPerPeriod,
  periodsFromDays,
  periodsPerYear,
  roundedOrder,
  roundToUnit,
  roundUpToUnit,
} from "../../../engine/index.ts";

describe("quantities", () => {
  it("round up to the unit without dust", () => {
    // 0.1 + 0.2 is 0.30000000000000004: still three tenths
    expect(roundUpToUnit(0.1 + 0.2, 1)).toBe(0.3);
    expect(roundUpToUnit(0.31, 1)).toBe(0.4);
    expect(roundUpToUnit(-1.5, 0)).toBe(-1);
    expect(roundToUnit(1.005 * 100, 2)).toBe(100.5);
  });

  it("order whole lots, at least the least order", () => {
    expect(roundedOrder(25, { lotSize: 12 })).toBe(36);
    expect(roundedOrder(24, { lotSize: 12 })).toBe(24);
    expect(roundedOrder(5, { lotSize: 12, minOrderQuantity: 30 })).toBe(36);
    expect(roundedOrder(0.25, { lotSize: 0.1, unitDecimals: 1 })).toBe(0.3);
    expect(roundedOrder(7.2, { unitDecimals: 0 })).toBe(8);
    expect(roundedOrder(0, { unitDecimals: 0 })).toBe(1);
    expect(roundedOrder(7.2, { lotSize: 0, minOrderQuantity: 0 })).toBe(7.2);
  });

  it("take more of an odd lot until it can be counted", () => {
    // 2.5 pieces a lot: 3 lots cover 6, 4 lots are whole
    expect(roundedOrder(6, { lotSize: 2.5, unitDecimals: 0 })).toBe(10);
    expect(() =>
      roundedOrder(6, { lotSize: Math.PI, unitDecimals: 0 }),
    ).toThrow("lotSize must have a multiple with 0 decimals, got 3.14");
  });

  it("never lose a unit, and come back in lots", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 0, max: 3 }),
        (quantity, steps, unitDecimals) => {
          const lotSize = steps / 10 ** unitDecimals;
          const order = roundedOrder(quantity, { lotSize, unitDecimals });
          expect(order).toBeGreaterThanOrEqual(quantity * (1 - 1e-9));
          expect(order).toBeLessThan(quantity + lotSize * 1.000001 + 1e-9);
          expect(Number(order.toFixed(unitDecimals))).toBe(order);
          expect(order / lotSize).toBeCloseTo(Math.round(order / lotSize), 6);
        },
      ),
    );
  });

  it("refuse decimals that are none", () => {
    expect(() => roundToUnit(1, 1.5)).toThrow(
      "unitDecimals must be a whole number from 0 to 12, got 1.5",
    );
  });
});

describe("periods", () => {
  it("convert to days and back", () => {
    expect(daysPerPeriod("week")).toBe(7);
    expect(periodsPerYear("month")).toBe(12);
    expect(periodsFromDays(21, "week")).toBe(3);
    // 2 · 365.25/12
    expect(daysFromPeriods(2, "month")).toBe(60.875);
    expect(() => periodsFromDays(-1, "day")).toThrow(
      "days must be at least 0, got -1",
    );
  });
});
