import fc from "fast-check";
import { leadTimePool, shrunkLeadTime } from "../../../engine/index.ts";

describe("shrunkLeadTime", () => {
  it("weighs an item's own mean by how far items differ", () => {
    const pool = leadTimePool([
      [10, 12, 14],
      [20, 22, 24],
    ])!;
    // within: (8 + 8)/(6 − 2) = 4; between: (150 − 4)/3 = 146/3, as n₀ = 3
    expect(pool.withinDeviation ** 2).toBeCloseTo(4, 12);
    expect(pool.betweenDeviation ** 2).toBeCloseTo(146 / 3, 12);
    // one receipt of 30: weight 1/(1 + 4/(146/3)) = 146/158
    const item = shrunkLeadTime([30], pool);
    expect(item.ownWeight).toBeCloseTo(146 / 158, 12);
    expect(item.mean).toBeCloseTo((146 * 30 + 12 * 17) / 158, 10);
    // variance: the pool's 4 (own spread unknown) + 146/3·12/158
    expect(item.deviation ** 2).toBeCloseTo(4 + (146 / 3) * (12 / 158), 10);
  });

  it("is the pool's without receipts, and says nothing without a pool", () => {
    const pool = leadTimePool([[5, 7], [6, 10], []])!;
    const item = shrunkLeadTime([], pool);

    expect(item.mean).toBe(pool.mean);
    expect(item.ownWeight).toBe(0);
    expect(leadTimePool([[], []])).toBeNull();
  });

  it("stays between own and pool, and trusts more receipts more", () => {
    const days = fc.integer({ min: 1, max: 200 });
    const group = fc.array(days, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(group, { minLength: 2, maxLength: 6 }),
        group,
        (groups, own) => {
          const pool = leadTimePool(groups)!;
          const once = shrunkLeadTime(own, pool);
          const twice = shrunkLeadTime([...own, ...own], pool);
          const ownMean = own.reduce((a, b) => a + b) / own.length;
          const [low, high] = [pool.mean, ownMean].sort((a, b) => a - b);
          expect(once.mean).toBeGreaterThanOrEqual(low! - 1e-9);
          expect(once.mean).toBeLessThanOrEqual(high! + 1e-9);
          expect(twice.ownWeight).toBeGreaterThanOrEqual(once.ownWeight);
          expect(Number.isFinite(once.deviation)).toBe(true);
        },
      ),
    );
  });
});
