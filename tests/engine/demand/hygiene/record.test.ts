import fc from "fast-check";
import type { DemandLine } from "../../../../engine/index.ts";
import { withRepairs } from "../../../../engine/index.ts";
import { aSale, cleanedLines } from "./lines-case.ts";

/** A sale on every working day from Monday 2026-01-05 on. */
function workingDays(until: string, change: Partial<DemandLine> = {}) {
  const lines: DemandLine[] = [];
  for (let day = Date.UTC(2026, 0, 5); ; day += 86_400_000) {
    const at = new Date(day).toISOString().slice(0, 10);
    if (at > until) return lines;
    const weekday = new Date(day).getUTCDay();
    if (weekday > 0 && weekday < 6) {
      lines.push(aSale({ at, document: `SO${lines.length}`, ...change }));
    }
  }
}
const history = (
  lines: readonly DemandLine[],
  options: Parameters<typeof cleanedLines>[1],
) => cleanedLines(lines, options).stages[0]!;

describe("the ends and gaps of a record", () => {
  it("leaves out a last week without its Friday, and keeps one without its Sunday", () => {
    const thursday = workingDays("2026-04-16");
    const friday = workingDays("2026-04-17");

    expect(history(thursday, { period: "week" }).clean.slice(-2)).toEqual([
      25,
      null,
    ]);
    expect(history(friday, { period: "week" }).clean.slice(-2)).toEqual([
      25, 25,
    ]);
  });

  it("believes who says how far the record goes", () => {
    const thursday = workingDays("2026-04-16");

    expect(
      history(thursday, { period: "week", until: "2026-04-19" }).clean.at(-1),
    ).toBe(20);
    expect(
      history(workingDays("2026-04-17"), {
        period: "week",
        asOf: "2026-04-17",
      }).clean.at(-1),
    ).toBeNull();
  });

  it("refuses days after the day of the reading", () => {
    const { stages, report } = cleanedLines(
      [...workingDays("2026-04-17"), aSale({ at: "2026-05-20" })],
      { period: "week", asOf: "2026-04-30" },
    );

    expect(report.repairs["impossible-date"]).toBe(1);
    expect(stages[0]!.raw).toHaveLength(15);
  });

  it("leaves out a first month that begins in its middle", () => {
    const late = workingDays("2026-05-29").filter(
      ({ at }) => at > "2026-01-19",
    );
    const { clean, repairs } = history(late, { period: "month" });

    expect(clean[0]).toBeNull();
    expect(repairs[0]!.reason).toBe(
      "the record begins within 2026-01: a part of a period is not taken for a whole one",
    );
    // Work begins on Monday the 5th: two usual days of 22 are missing.
    expect(
      history(workingDays("2026-05-29"), { period: "month" }).clean[0],
    ).not.toBeNull();
  });

  it("takes a day closed by exception for not recorded, a free Sunday for 0", () => {
    const open = workingDays("2026-04-17").filter(
      ({ at }) => at !== "2026-02-11",
    );
    const { start, clean } = history(open, { period: "day" });
    const on = (day: string) =>
      clean[(Date.parse(day) - Date.parse(start)) / 86_400_000];

    expect(on("2026-02-11")).toBeNull();
    expect(on("2026-02-15")).toBe(0);
    expect(on("2026-02-12")).toBe(5);
  });

  it("reads totals by period as such: their gaps are no zeros", () => {
    const totals = workingDays("2026-04-17", { document: null }).filter(
      (_, at) => at % 9 !== 4,
    );
    const { stages, report } = cleanedLines(totals, { period: "day" });

    expect(report.rows).toBe("totals");
    expect(stages[0]!.clean.filter((units) => units === 0)).toEqual([]);
    expect(
      cleanedLines(totals, { period: "day", rows: "sales" }).report.rows,
    ).toBe("sales");
  });

  it("reads a sparse list without documents as sales", () => {
    const lines = ["2026-01-07", "2026-02-20", "2026-05-03"].flatMap((at) => [
      aSale({ at, document: null }),
      aSale({ at: "2026-03-01", item: at, document: null }),
    ]);

    expect(cleanedLines(lines).report.rows).toBe("sales");
  });

  it("nets a total below zero against the totals before it", () => {
    const totals = workingDays("2026-02-27", { document: null }).map(
      (line, at) => (at === 10 ? { ...line, quantity: -7 } : line),
    );
    const { repairs } = history(totals, { period: "day" });

    expect(repairs.map(({ kind }) => kind)).toEqual(["negative-demand"]);
  });

  it("takes lines without a price for sales where half of them have none", () => {
    const free = workingDays("2026-02-27").map((line, at) => ({
      ...line,
      price: at % 2,
    }));
    const { report } = cleanedLines(free);

    expect(report.repairs).toEqual({});
    expect(report.findings.map(({ code }) => code)).toContain("unpriced-kept");
  });

  it("answers an empty record, and one without a possible day", () => {
    const nothing = cleanedLines([]);
    const broken = cleanedLines([aSale({ at: "soon" })]);

    expect(nothing.stages).toEqual([]);
    expect(nothing.report.findings.map(({ code }) => code)).toContain(
      "no-lines",
    );
    expect(broken.stages[0]).toMatchObject({ raw: [], clean: [] });
    expect(broken.stages[0]!.repairs[0]!.kind).toBe("impossible-date");
  });

  it("takes an item of two hundred thousand orders", () => {
    const many = Array.from({ length: 200_000 }, (_, at) =>
      aSale({ document: `${at}`, at: `2026-0${1 + (at % 6)}-05` }),
    );

    expect(
      cleanedLines(many, { until: "2026-06-30", from: "2026-01-01" }).stages[0]!
        .clean[5],
    ).toBe(166_665);
  });

  it("refuses a bad option by name", () => {
    expect(() => cleanedLines([aSale()], { asOf: "today" })).toThrow(
      'asOf must be a day like 2026-01-31, got "today"',
    );
    expect(() => cleanedLines([aSale()], { season: 0.5 })).toThrow("season");
    expect(() =>
      cleanedLines([aSale()], {
        stock: [{ item: "4711", day: "2026-01-01", onHand: NaN }],
      }),
    ).toThrow("stock[0].onHand must be a number, got NaN");
  });
});

describe("lines of any kind", () => {
  const line = fc.record({
    item: fc.constantFrom("10001", "10002", "10002 ", "POST", ""),
    location: fc.constantFrom("", "DC1"),
    at: fc.oneof(
      {
        weight: 9,
        arbitrary: fc.constantFrom(
          "2026-01-05",
          "2026-01-06 09:00",
          "2026-02-10 12:30",
          "2026-03-20",
          "2026-06-30",
        ),
      },
      fc.constantFrom(
        "",
        "never",
        "0000-00-00",
        "2026-01-05 99:99",
        "9999-12-31",
      ),
    ),
    quantity: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: -30, max: 60 }) },
      fc.double({ min: -9, max: 9, noNaN: true }),
      fc.constantFrom(0, NaN, Infinity, -Infinity),
    ),
    price: fc.constantFrom(2.5, 2.5, 2.5, 0, -1, null, NaN),
    document: fc.constantFrom("SO1", "SO2", "SO3", "C4", null),
    customer: fc.constantFrom("C1", "C2", null),
    promoted: fc.boolean(),
  });
  const options = fc.record({
    period: fc.constantFrom("day" as const, "week" as const, "month" as const),
    rows: fc.constantFrom("sales" as const, "totals" as const),
    season: fc.integer({ min: 1, max: 7 }),
  });

  it("come to histories that are never negative, never NaN, and are given back as they were", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), options, (lines, how) => {
        const { stages, report } = cleanedLines(lines, how);

        expect(report.lines).toBe(lines.length);
        for (const { raw, clean, repairs, known } of stages) {
          const all = repairs.map(({ id }) => id);
          expect(clean).toHaveLength(raw.length);
          for (const units of clean) {
            expect(units === null || (units >= 0 && units < Infinity)).toBe(
              true,
            );
          }
          expect(known.every(({ units }) => units > 0)).toBe(true);
          expect(withRepairs(raw, repairs)).toEqual(clean);
          expect(withRepairs(raw, repairs, { without: all })).toEqual(raw);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("come to the same histories in any order", () => {
    const whole = line.map((one) => ({
      ...one,
      quantity: Math.trunc(Number.isFinite(one.quantity) ? one.quantity : 3),
    }));
    fc.assert(
      fc.property(fc.array(whole, { maxLength: 25 }), (lines) => {
        const timed = lines.map((one, at) => ({
          ...one,
          line: at,
          at: `2026-01-0${1 + (at % 9)} ${10 + Math.floor(at / 9)}:00`,
        }));
        const clean = (some: readonly DemandLine[]) =>
          cleanedLines(some, { period: "day" }).stages.map((stage) => [
            stage.item.trim(),
            stage.clean,
          ]);

        expect(clean(timed.toReversed())).toEqual(clean(timed));
      }),
    );
  });
});
