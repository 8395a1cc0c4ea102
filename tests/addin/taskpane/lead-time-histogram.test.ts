import { textWidth } from "../../../addin/taskpane/components/chart-labels.ts";
import { leadTimeLayout } from "../../../addin/taskpane/components/lead-time-histogram-layout.ts";
import {
  barInWords,
  leadTimeSentence,
  leadTimeTable,
  nineOfTen,
  sourceSentence,
} from "../../../addin/taskpane/components/lead-time-histogram-words.ts";
import type { StageForecast } from "../../../engine/contracts/index.ts";

type LeadTime = StageForecast["leadTime"];

/** Forty receipts in bars of two days; the ERP says fourteen. */
function aLeadTime(more: Partial<LeadTime> = {}): LeadTime {
  const counts = [1, 4, 10, 9, 7, 6, 1, 0, 1, 0, 1];
  return {
    source: "receipts",
    receipts: 40,
    meanDays: 17.3,
    deviationDays: 4.6,
    promisedDays: 14,
    nineOfTenDays: 21,
    histogram: counts.map((count, bar) => ({
      fromDays: 11 + 2 * bar,
      toDays: 13 + 2 * bar,
      count,
    })),
    ...more,
  };
}

const days = (counts: Readonly<Record<number, number>>) =>
  Object.entries(counts).map(([day, count]) => ({
    fromDays: Number(day),
    toDays: Number(day) + 1,
    count,
  }));

describe("a lead time in words", () => {
  it("sets what nine of ten receipts took against what the ERP says", () => {
    expect(leadTimeSentence(aLeadTime())).toBe(
      "The ERP says 14 days; 9 of 10 receipts took up to 21.",
    );
  });

  it("says so where the ERP is right", () => {
    expect(leadTimeSentence(aLeadTime({ promisedDays: 21 }))).toBe(
      "The ERP says 21 days; 9 of 10 receipts took no longer.",
    );
  });

  it("speaks of all receipts where they are fewer than ten", () => {
    const said = (counts: Readonly<Record<number, number>>) =>
      leadTimeSentence(
        aLeadTime({
          histogram: days(counts),
          nineOfTenDays: Math.max(...Object.keys(counts).map(Number)),
        }),
      );

    expect(said({ 4: 1, 5: 1, 6: 0, 7: 1 })).toBe(
      "The ERP says 14 days; all 3 receipts took up to 7.",
    );
    expect(said({ 4: 1, 7: 1 })).toContain("both receipts took up to 7");
    expect(said({ 9: 1 })).toContain("the only receipt took 9");
  });

  it("says what is missing: the ERP's figure, or receipts", () => {
    expect(leadTimeSentence(aLeadTime({ promisedDays: null }))).toBe(
      "The ERP says nothing; 9 of 10 receipts took up to 21 days.",
    );
    const none = aLeadTime({
      histogram: [],
      nineOfTenDays: null,
      promisedDays: 1,
    });
    expect(leadTimeSentence(none)).toBe(
      "The ERP says 1 day; there are no receipts here to check it by.",
    );
    expect(nineOfTen(none)).toBeNull();
  });

  it("says what the forecast goes by, for every source", () => {
    const said = (source: LeadTime["source"]) =>
      sourceSentence(aLeadTime({ source }));

    expect(said("receipts")).toBe(
      "The forecast reckons with 17 ± 5 days, after 40 receipts.",
    );
    expect(said("vendor")).toContain("40 receipts from the vendor elsewhere");
    expect(said("lane")).toContain("on the way to this location");
    expect(said("itemMaster")).toBe(
      "So the ERP's 14 days stand, as if they were certain.",
    );
    expect(said("none")).toContain("no lead time at all");
  });

  it("names every bar by its days, in words and in the table", () => {
    expect(barInWords(aLeadTime(), 2)).toBe(
      "15 to 16 days: 10 of 40 receipts.",
    );
    expect(barInWords(aLeadTime({ histogram: days({ 1: 3 }) }), 0)).toBe(
      "1 day: 3 of 3 receipts.",
    );
    expect(leadTimeTable(aLeadTime()).rows).toHaveLength(11);
  });
});

describe("a histogram of lead times", () => {
  it("has room for the ERP's figure, also far from every receipt", () => {
    for (const promisedDays of [0, 3, 14, 90]) {
      const { plot, marks, bars } = leadTimeLayout(
        aLeadTime({ promisedDays }),
        296,
        160,
      );
      const erp = marks.find(({ of }) => of === "erp")!;

      expect(erp.x).toBeGreaterThanOrEqual(plot.x);
      expect(erp.x).toBeLessThanOrEqual(plot.x + plot.width);
      for (const { x, width } of bars) {
        expect(x).toBeGreaterThanOrEqual(plot.x);
        expect(x + width).toBeLessThanOrEqual(plot.x + plot.width);
      }
      for (const { textX, text } of marks) {
        expect(textX).toBeGreaterThanOrEqual(plot.x);
        expect(textX + textWidth(text)).toBeLessThanOrEqual(296);
      }
    }
  });

  it("stands a bar as high as its receipts, on an axis of whole receipts", () => {
    const { bars, plot, valueTicks } = leadTimeLayout(aLeadTime(), 296, 160);

    expect(valueTicks.map(({ text }) => text)).toEqual(["0", "5", "10"]);
    // Ten receipts reach the top of the plot, five half of it.
    expect(bars[2]!.height).toBeCloseTo(plot.height, 9);
    expect(bars[1]!.height).toBeCloseTo((plot.height * 4) / 10, 9);
    expect(bars[7]!.height).toBe(0);
  });

  it("marks a day in the middle of the bar that counts it", () => {
    const { bars, marks, dayTicks } = leadTimeLayout(
      aLeadTime({ promisedDays: 5, histogram: days({ 4: 2, 5: 3, 6: 1 }) }),
      296,
      160,
    );
    const middle = bars[1]!.x + bars[1]!.width / 2;

    expect(marks[0]!.x).toBeCloseTo(middle, 9);
    expect(dayTicks.find(({ text }) => text === "5")!.x).toBeCloseTo(middle, 9);
  });
});
