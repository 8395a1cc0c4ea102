import fc from "fast-check";
import {
  calendarTicks,
  periodName,
} from "../../../addin/taskpane/components/chart-calendar.ts";
import {
  cursorAfter,
  nearestPoint,
} from "../../../addin/taskpane/components/chart-cursor.ts";
import {
  stackedTops,
  wrapped,
} from "../../../addin/taskpane/components/chart-labels.ts";
import {
  axisTexts,
  linePath,
  linearScale,
  roundTicks,
} from "../../../addin/taskpane/components/chart-scale.ts";

describe("a scale", () => {
  it("takes values to pixels, downwards where the pixels go down", () => {
    const yOf = linearScale([0, 50], [200, 100]);

    expect([yOf(0), yOf(25), yOf(50)]).toEqual([200, 150, 100]);
  });

  it("puts everything in the middle where all values are the same", () => {
    expect(linearScale([7, 7], [0, 100])(7)).toBe(50);
  });
});

describe("ticks", () => {
  it("are round and reach over the highest value", () => {
    expect(roundTicks(0, 112, 4, true)).toEqual([0, 50, 100, 150]);
    expect(roundTicks(-1, 4, 4, true)).toEqual([-2, 0, 2, 4]);
    expect(roundTicks(0, 0.31, 4, false)).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
  });

  it("are whole for what is counted, however little there is", () => {
    expect(roundTicks(0, 0.3, 4, true)).toEqual([0, 1]);
    expect(roundTicks(0, 0, 4, true)).toEqual([0, 1]);
  });

  it("cover what they are asked to, in at most as many even steps", () => {
    const value = fc.double({ min: -1e6, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(
        value,
        value,
        fc.integer({ min: 1, max: 10 }),
        fc.boolean(),
        (a, b, most, whole) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          fc.pre(high - low > 1e-6);
          const ticks = roundTicks(low, high, most, whole);
          const size = Math.max(Math.abs(low), Math.abs(high));

          expect(ticks[0]).toBeLessThanOrEqual(low + 1e-6 * size);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(high - 1e-6 * size);
          // Two where zero lies between the two: each side rounds outwards.
          expect(ticks.length - 1).toBeLessThanOrEqual(Math.max(2, most));
          if (whole) expect(ticks.every(Number.isInteger)).toBe(true);
        },
      ),
    );
  });

  it("count long numbers in thousands and millions, and say so", () => {
    expect(axisTexts([0, 500_000, 1_000_000, 1_500_000])).toEqual({
      texts: ["0", "500", "1,000", "1,500"],
      scale: "thousand ",
    });
    expect(axisTexts([0, 2_000_000]).scale).toBe("million ");
    expect(axisTexts([0, 0.2, 0.4])).toEqual({
      texts: ["0", "0.2", "0.4"],
      scale: "",
    });
  });
});

describe("a line's path", () => {
  it("is a dot where there is one point only", () => {
    expect(linePath([[3, 4]])).toBe("M3 4h0");
    expect(
      linePath([
        [0, 1.26],
        [10, 2],
      ]),
    ).toBe("M0 1.3L10 2");
    expect(linePath([])).toBe("");
  });
});

describe("labels above each other", () => {
  const label = (at: number) => ({ at, height: 10 });

  it("stand where they belong while there is room", () => {
    expect(stackedTops([label(20), label(60)], [0, 100])).toEqual([15, 55]);
  });

  it("share the room around what they want where they would overlap", () => {
    // Both want 45 to 55: together they want 40 to 60.
    expect(stackedTops([label(50), label(50)], [0, 100])).toEqual([40, 50]);
  });

  it("never overlap and never leave the room when they fit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 150, noNaN: true }), {
          minLength: 1,
          maxLength: 10,
        }),
        (wanted) => {
          const sorted = [...wanted].sort((a, b) => a - b);
          const tops = stackedTops(sorted.map(label), [0, 100]);

          tops.forEach((top, at) => {
            expect(top).toBeGreaterThanOrEqual(-1e-9);
            expect(top + 10).toBeLessThanOrEqual(100 + 1e-9);
            if (at > 0) {
              expect(top).toBeGreaterThanOrEqual(tops[at - 1]! + 10 - 1e-9);
            }
          });
        },
      ),
    );
  });

  it("have their words in short lines, none of them cut", () => {
    expect(wrapped("9 of 10 weeks stay below", 11)).toEqual([
      "9 of 10",
      "weeks stay",
      "below",
    ]);
    expect(wrapped("incomprehensibilities", 11)).toEqual([
      "incomprehensibilities",
    ]);
  });
});

describe("a cursor among points", () => {
  const range = { count: 20, page: 5, start: 10 };

  it("shows itself on the first arrow, and goes on with the next", () => {
    expect(cursorAfter("ArrowRight", null, range)).toBe(10);
    expect(cursorAfter("ArrowRight", 10, range)).toBe(11);
    expect(cursorAfter("ArrowLeft", 10, range)).toBe(9);
  });

  it("jumps by pages and to the ends, and never past them", () => {
    expect(cursorAfter("PageUp", 17, range)).toBe(19);
    expect(cursorAfter("PageDown", 3, range)).toBe(0);
    expect(cursorAfter("Home", 3, range)).toBe(0);
    expect(cursorAfter("End", null, range)).toBe(19);
  });

  it("leaves other keys, and an empty chart, alone", () => {
    expect(cursorAfter("Escape", 3, range)).toBeUndefined();
    expect(cursorAfter("End", null, { ...range, count: 0 })).toBeUndefined();
  });

  it("finds the point that a pointer is nearest to", () => {
    const centres = [10, 20, 30, 60];

    expect(nearestPoint(centres, -5)).toBe(0);
    expect(nearestPoint(centres, 24)).toBe(1);
    expect(nearestPoint(centres, 46)).toBe(3);
    expect(nearestPoint(centres, 900)).toBe(3);
    expect(nearestPoint([], 3)).toBeNull();
  });
});

describe("the axis of time", () => {
  const weeks = (from: string, count: number) =>
    Array.from({ length: count }, (_, week) =>
      new Date(Date.parse(from) + week * 7 * 86_400_000)
        .toISOString()
        .slice(0, 10),
    );

  it("names months, and in January the year, as many as there is room for", () => {
    const year = weeks("2025-01-06", 65);

    // To 30 March 2026, every third month: April is the first, and says its year.
    expect(calendarTicks(year, 5).map(({ text }) => text)).toEqual([
      "Apr 2025",
      "Jul",
      "Oct",
      "2026",
    ]);
    // February to December, and three months of the next year.
    expect(calendarTicks(year, 20)).toHaveLength(14);
  });

  it("stands a month at the first period that begins in it", () => {
    // Mondays: 27 January, then 3 February.
    expect(calendarTicks(weeks("2025-01-20", 4), 9)).toEqual([
      { index: 2, text: "Feb 2025", isYear: false },
    ]);
  });

  it("calls periods as people do", () => {
    expect(periodName("2025-03-03", "week")).toBe("week of 3 Mar 2025");
    expect(periodName("2025-03-01", "month")).toBe("March 2025");
    expect(periodName("2025-03-03", "day")).toBe("3 Mar 2025");
  });
});
