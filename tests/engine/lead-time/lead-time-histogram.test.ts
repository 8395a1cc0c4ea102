import fc from "fast-check";
import { leadTimeHistogram } from "../../../engine/lead-time/lead-time-histogram.ts";

describe("leadTimeHistogram", () => {
  it("has a bar for each day while there are few", () => {
    expect(leadTimeHistogram([5, 7, 5])).toEqual([
      { fromDays: 5, toDays: 6, count: 2 },
      { fromDays: 6, toDays: 7, count: 0 },
      { fromDays: 7, toDays: 8, count: 1 },
    ]);
  });

  it("has nothing to show without a receipt", () => {
    expect(leadTimeHistogram([])).toEqual([]);
  });

  it("counts each receipt once, in a dozen bars that touch", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1 }),
        (days) => {
          const bars = leadTimeHistogram(days);
          expect(bars.length).toBeLessThanOrEqual(12);
          expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(
            days.length,
          );
          bars.forEach(({ fromDays, toDays, count }, bar) => {
            const inside = days.filter((d) => d >= fromDays && d < toDays);
            expect(inside).toHaveLength(count);
            if (bar > 0) expect(bars[bar - 1]!.toDays).toBe(fromDays);
          });
        },
      ),
    );
  });
});
