import fc from "fast-check";
import { cleanPeriods, withRepairs } from "../../../../engine/index.ts";

describe("withRepairs", () => {
  const value = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -20, max: 60 }) },
    { weight: 2, arbitrary: fc.double({ min: -5, max: 50, noNaN: true }) },
    { weight: 2, arbitrary: fc.constant(0) },
    fc.constantFrom(null, NaN, Infinity, -Infinity),
  );
  const mark = fc.constantFrom(0, 0, 0, 0.5, 1);
  const anyCase = fc
    .array(fc.tuple(value, mark, mark), { maxLength: 40 })
    .chain((rows) =>
      fc.record({
        history: fc.constant(rows.map(([v]) => v)),
        stockouts: fc.constant(rows.map(([, s]) => s)),
        promotions: fc.constant(rows.map(([, , p]) => p)),
        season: fc.integer({ min: 1, max: 12 }),
      }),
    );

  it("gives the clean history with all of them and the raw one with none", () => {
    fc.assert(
      fc.property(anyCase, ({ history, ...options }) => {
        const { raw, clean, repairs } = cleanPeriods(history, {
          ...options,
          calendar: { start: "2026-01-05", period: "week" },
          asOf: "2026-08-01",
        });
        const all = repairs.map(({ id }) => id);

        expect(raw).toEqual(history);
        expect(withRepairs(raw, repairs)).toEqual(clean);
        expect(withRepairs(raw, repairs, { without: all })).toEqual(history);
      }),
    );
  });

  it("is never negative, never NaN, and of the same length", () => {
    fc.assert(
      fc.property(anyCase, ({ history, ...options }) => {
        const { clean } = cleanPeriods(history, options);

        expect(clean).toHaveLength(history.length);
        for (const units of clean) {
          expect(units === null || (units >= 0 && units < Infinity)).toBe(true);
        }
      }),
    );
  });

  it("undoes one kind and keeps the others", () => {
    const { raw, repairs } = cleanPeriods([10, 12, 50, -3, 9, 10, 0, 10], {
      promotions: [0, 0, 1, 0, 0, 0, 0, 0],
      stockouts: [0, 0, 0, 0, 0, 0, 1, 0],
    });

    expect(withRepairs(raw, repairs)).toEqual([10, 12, 9, 0, 9, 10, 9, 10]);
    // 50 − 3 that came back; the stockout stays repaired.
    expect(withRepairs(raw, repairs, { without: ["promotion"] })).toEqual([
      10, 12, 47, 0, 9, 10, 9, 10,
    ]);
    expect(withRepairs(raw, repairs, { without: ["stockout"] })[6]).toBe(0);
  });
});
