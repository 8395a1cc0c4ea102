import fc from "fast-check";
import {
  bucketAfter,
  bucketsBetween,
  bucketStart,
  bucketSums,
  dayNumber,
  dayText,
  isoWeekStart,
} from "../../../connectors/mapping/bucket.ts";
import type { Period } from "../../../engine/contracts/index.ts";

const day = fc.integer({ min: -36_500, max: 73_000 });
const period = fc.constantFrom<Period>("day", "week", "month");

describe("buckets of a calendar", () => {
  it("refuses days that do not exist", () => {
    expect(dayNumber("1970-01-02")).toBe(1);
    for (const text of [
      "2026-02-29",
      "2026-13-01",
      "2026-1-1",
      "26-01-01",
      "",
    ]) {
      expect(dayNumber(text)).toBeNull();
    }
    expect(dayNumber("2028-02-29")).not.toBeNull();
  });

  it("knows the weeks of ISO 8601 at the turn of a year", () => {
    const monday = (year: number, week: number) => {
      const start = isoWeekStart(year, week);
      return start === null ? null : dayText(start);
    };

    expect(monday(2012, 1)).toBe("2012-01-02");
    expect(monday(2009, 1)).toBe("2008-12-29");
    // 2020 and 2026 have 53 weeks, 2025 has not.
    expect(monday(2020, 53)).toBe("2020-12-28");
    expect(monday(2026, 53)).toBe("2026-12-28");
    expect(monday(2025, 53)).toBeNull();
    expect(monday(2025, 0)).toBeNull();
  });

  it("puts each day into the bucket that holds it", () => {
    fc.assert(
      fc.property(day, period, (some, length) => {
        const start = bucketStart(some, length);

        expect(start).toBeLessThanOrEqual(some);
        expect(bucketAfter(start, length, 1)).toBeGreaterThan(some);
        expect(bucketStart(start, length)).toBe(start);
        if (length === "week")
          expect(new Date(dayText(start)).getUTCDay()).toBe(1);
        if (length === "month") expect(dayText(start)).toMatch(/-01$/);
      }),
    );
  });

  it("counts the buckets that it steps over", () => {
    fc.assert(
      fc.property(
        day,
        period,
        fc.integer({ min: -400, max: 400 }),
        (some, length, count) => {
          const start = bucketStart(some, length);

          expect(
            bucketsBetween(start, bucketAfter(start, length, count), length),
          ).toBe(count);
        },
      ),
    );
  });

  it("loses and invents no quantity", () => {
    const line = fc.record({
      day: fc.integer({ min: 20_000, max: 20_400 }),
      quantity: fc.integer({ min: -100, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), period, (lines, length) => {
        const last = Math.max(
          ...lines.map((one) => bucketStart(one.day, length)),
        );
        const { start, quantities } = bucketSums(lines, length, last, 0);
        const sum = (list: readonly (number | null)[]) =>
          list.reduce<number>((total, value) => total + (value ?? 0), 0);

        expect(sum(quantities)).toBe(sum(lines.map((one) => one.quantity)));
        expect(start).toBe(
          Math.min(...lines.map((one) => bucketStart(one.day, length))),
        );
        expect(bucketAfter(start, length, quantities.length - 1)).toBe(last);
      }),
    );
  });
});
