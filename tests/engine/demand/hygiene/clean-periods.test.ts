import { cleanPeriods } from "../../../../engine/index.ts";

const kinds = (history: readonly (number | null)[], options = {}) =>
  cleanPeriods(history, options).repairs.map(({ kind }) => kind);

describe("cleanPeriods", () => {
  it("leaves a plain history alone", () => {
    const history = [3, 0, 2, 5, 0, 1];

    expect(cleanPeriods(history)).toEqual({
      raw: history,
      clean: history,
      known: [],
      repairs: [],
      findings: [],
    });
  });

  it("books net returns to the latest sales before them, and tells where", () => {
    const { clean, repairs } = cleanPeriods([10, 4, 0, -6, 8], {
      calendar: { start: "2026-01-01", period: "month" },
    });

    // 4 of the 6 came from February, 2 from January.
    expect(clean).toEqual([8, 0, 0, 0, 8]);
    expect(repairs).toEqual([
      {
        id: 1,
        kind: "negative-demand",
        item: "",
        location: "",
        lines: [],
        changes: [
          { period: 3, before: -6, after: 0 },
          { period: 1, before: 4, after: 0 },
          { period: 0, before: 10, after: 8 },
        ],
        reason:
          "6 more came back in 2026-04 than were sold: taken from 2026-02, 2026-01",
      },
    ]);
  });

  it("leaves out what came back and was sold before the record", () => {
    expect(cleanPeriods([-5, 2, -3]).clean).toEqual([0, 0, 0]);
    expect(cleanPeriods([-5, 2, -3]).repairs[1]!.reason).toContain(
      "; 1 sold before the record are left out",
    );
  });

  it("takes no figure for a missing period", () => {
    const { clean, repairs } = cleanPeriods([1, NaN, Infinity, 4]);

    expect(clean).toEqual([1, null, null, 4]);
    expect(repairs.map(({ kind }) => kind)).toEqual([
      "not-a-number",
      "not-a-number",
    ]);
  });

  it("tells a launch from demand that failed to come", () => {
    const weekly = new Array<number>(30).fill(4);
    const rare = [0, 0, 0, 5, 0, 0, 0, 0, 3, 0, 0, 2, 0, 0, 0, 0, 1, 0];

    // Sold in each of 29 later weeks: 0.5/30 · 1.5/31 · 2.5/32 = 6.3e-5 for three zeros.
    expect(cleanPeriods([0, 0, 0, ...weekly]).clean.slice(0, 4)).toEqual([
      null,
      null,
      null,
      4,
    ]);
    // 0.5/30 · 1.5/31 = 8.1e-4 for two, 0.5/30 = 0.017 for one: that may be chance.
    expect(kinds([0, 0, ...weekly])).toEqual(["before-launch"]);
    expect(kinds([0, ...weekly])).toEqual([]);
    expect(kinds(rare)).toEqual([]);
    // A yearly pause as long as the beginning is a season, not a launch.
    const season = [0, 0, 0, 0, 0, 0, 0, 9, 8, 9, 7, 8];
    expect(kinds([...season, ...season, ...season, ...season])).toEqual([]);
  });

  it("says that leading blanks are a launch and gaps no zeros", () => {
    const { clean, findings } = cleanPeriods([null, null, 3, null, 4]);

    expect(clean).toEqual([null, null, 3, null, 4]);
    expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "before-launch: 2 periods not recorded before the first one: a launch, not zeros",
      "missing-periods: 1 period not recorded in between: not taken for zeros",
    ]);
  });

  it("leaves out the period that is not over, and any after it", () => {
    const calendar = { start: "2026-01-05", period: "week" } as const;

    // Weeks of 5, 12 and 19 January; Sunday the 25th is the last day of the third.
    expect(
      cleanPeriods([4, 5, 1], { calendar, asOf: "2026-01-25" }).clean,
    ).toEqual([4, 5, null]);
    expect(
      cleanPeriods([4, 5, 6], { calendar, asOf: "2026-01-26" }).clean,
    ).toEqual([4, 5, 6]);
    expect(
      cleanPeriods([4, 5, 6], { calendar, asOf: "2026-01-13" }).clean,
    ).toEqual([4, null, null]);
  });

  it.each<[string, unknown]>([
    ["stockouts must have one mark", { stockouts: [true] }],
    ["stockouts[1] must be between 0 and 1, got 2", { stockouts: [0, 2, 0] }],
    ["promotions[0] must be between", { promotions: [NaN, 0, 0] }],
    ["season must be a whole number of at least 1, got 0", { season: 0 }],
    [
      'calendar.start must be a day like 2026-01-31, got "soon"',
      { calendar: { start: "soon", period: "week" } },
    ],
    [
      'asOf must be a day like 2026-01-31, got "2026-02-30"',
      { asOf: "2026-02-30" },
    ],
  ])("refuses: %s", (message, options) => {
    expect(() => cleanPeriods([1, 2, 3], options as object)).toThrow(message);
  });

  it("answers for nothing, for one period and for no demand with a named finding", () => {
    expect(cleanPeriods([]).findings.map(({ code }) => code)).toEqual([
      "no-demand",
    ]);
    expect(cleanPeriods([7]).clean).toEqual([7]);
    expect(cleanPeriods([0, 0]).findings.map(({ code }) => code)).toEqual([
      "no-demand",
    ]);
  });
});

describe("stockouts", () => {
  it("puts back what neighbours with stock sold, never more than the most of them", () => {
    const { clean, repairs } = cleanPeriods([10, 12, 0, 3, 11, 9], {
      stockouts: [0, 0, 1, 1, 0, 0],
    });

    // Mean of 12, 10, 11, 9 = 10.5, rounded to whole units.
    expect(clean).toEqual([10, 12, 11, 11, 11, 9]);
    expect(repairs[0]!.reason).toBe(
      "out of stock in period 3: sold 0, supposed 11 as in the periods around it",
    );
  });

  it("adds the share of the period that was without stock", () => {
    const { clean } = cleanPeriods([10, 10, 6, 10, 10], {
      stockouts: [0, 0, 0.4, 0, 0],
    });

    // 6 + 0.4 · 10, and the cap of 10 holds.
    expect(clean[2]).toBe(10);
    expect(
      cleanPeriods([10, 10, 8, 10, 10], { stockouts: [0, 0, 0.4, 0, 0] })
        .clean[2],
    ).toBe(10);
    expect(
      cleanPeriods([10, 14, 8, 12, 8], { stockouts: [0, 0, 0.25, 0, 0] })
        .clean[2],
      // 8 + 0.25 · 11 = 10.75
    ).toBe(11);
  });

  it("never goes below what was sold", () => {
    const { clean, repairs } = cleanPeriods([2, 3, 40, 2, 3], {
      stockouts: [0, 0, 1, 0, 0],
    });

    expect(clean[2]).toBe(40);
    expect(repairs).toEqual([]);
  });

  it("knows the season", () => {
    // Summer sells 20, winter 4: the winter period out of stock is supposed a winter's.
    const year = [20, 20, 4, 4];
    const stockouts = new Array<number>(16).fill(0);
    stockouts[10] = 1;
    const history = [...year, ...year, ...year, ...year];
    history[10] = 0;

    expect(cleanPeriods(history, { stockouts, season: 4 }).clean[10]).toBe(4);
  });

  it("leaves out a period that neither sold nor can be supposed", () => {
    const long = [5, 5, ...new Array<number>(14).fill(0), 5, 5];
    const out = long.map((units) => Number(units === 0));
    const rare = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    // Fourteen periods in a row: neighbours are too far away.
    expect(cleanPeriods(long, { stockouts: out }).clean.slice(1, 4)).toEqual([
      5,
      null,
      null,
    ]);
    // One unit in eleven periods: a fraction of a unit cannot be put back into whole ones.
    expect(
      cleanPeriods(rare, { stockouts: rare.map((_, i) => Number(i === 5)) })
        .clean[5],
    ).toBeNull();
    expect(cleanPeriods([0, 0, 0], { stockouts: [1, 1, 1] }).clean).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("promotions", () => {
  it("separates what was sold above the usual", () => {
    const { clean, known, repairs } = cleanPeriods([10, 12, 50, 11, 9, 10], {
      promotions: [0, 0, 1, 0, 0, 0],
    });

    // Mean of 12, 10, 11, 9, 10 = 10.4.
    expect(clean).toEqual([10, 12, 10, 11, 9, 10]);
    expect(known).toEqual([
      { kind: "promotion", period: 2, units: 40, reason: repairs[0]!.reason },
    ]);
    expect(repairs[0]!.reason).toBe(
      "40 of the 50 sold in period 3 are above the usual 10: the promotion's, known demand",
    );
  });

  it("says that what is always promoted cannot be separated", () => {
    const { clean, findings } = cleanPeriods([10, 12, 50], {
      promotions: [1, 1, 1],
    });

    expect(clean).toEqual([10, 12, 50]);
    expect(findings.map(({ code }) => code)).toEqual(["always-promoted"]);
  });

  it("does not let a stockout speak for the usual, nor a promotion for a stockout", () => {
    const { clean } = cleanPeriods([10, 10, 50, 0, 10, 10], {
      promotions: [0, 0, 1, 0, 0, 0],
      stockouts: [0, 0, 0, 1, 0, 0],
    });

    expect(clean).toEqual([10, 10, 10, 10, 10, 10]);
  });
});
