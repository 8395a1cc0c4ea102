import {
  demandPicture,
  earlierMatters,
  latest,
  treatmentOf,
  type DemandPicture,
} from "../../../addin/taskpane/components/demand-chart-data.ts";
import {
  demandTable,
  endTexts,
  leadTimeDemandInWords,
  oddsInWords,
  periodInWords,
  treatmentInWords,
} from "../../../addin/taskpane/components/demand-chart-words.ts";
import type { StageForecast } from "../../../engine/contracts/index.ts";
import { aChangedForecast, aForecast, week } from "../../support/a-forecast.ts";

const pictureOf = (forecast: StageForecast): DemandPicture =>
  demandPicture(forecast, 0);

describe("what a demand chart shows", () => {
  it("knows which weeks count as sold, which are repaired, and which are left out", () => {
    const { past } = pictureOf(aChangedForecast());

    expect(past.map(treatmentOf)).toEqual([
      "as-sold",
      "as-sold",
      "repaired",
      "as-sold",
      "left-out",
      "as-sold",
    ]);
  });

  it("begins with the first week that was recorded", () => {
    const { past } = pictureOf(aForecast([null, null, 0, 4]));

    expect(past.map(({ start }) => start)).toEqual([week(2), week(3)]);
  });

  it("keeps a gap in the record as a gap", () => {
    const { past } = pictureOf(aForecast([3, null, 4]));

    expect(past.map(treatmentOf)).toEqual([
      "as-sold",
      "not-recorded",
      "as-sold",
    ]);
  });

  it("tells a week that has begun as one to come, with what was sold so far", () => {
    const plain = aForecast([10, 12, 11]);
    // The forecast begins with the third week: it is not over yet.
    const picture = pictureOf({
      ...plain,
      forecast: plain.forecast.map((one, at) => ({
        ...one,
        start: week(2 + at),
      })),
      excluded: [{ start: week(2), kind: "incomplete", reason: "not over" }],
    });

    expect(picture.past).toHaveLength(2);
    expect(picture.coming[0]).toMatchObject({ start: week(2), soFar: 11 });
    expect(picture.coming[1]!.soFar).toBeNull();
    expect(periodInWords(picture, 2)).toBe(
      "Week of 20 Jan 2025: 11 pc sold so far; 10 pc expected; 19 of 20 such weeks sell 16 or less, 1 of 20 only 4 or less.",
    );
  });

  it("draws bars where weeks without demand are many, a line where they are few", () => {
    const kind = (more: Partial<StageForecast>) =>
      pictureOf(aForecast([0, 0, 3, 5], more)).intermittent;

    expect(kind({ class: "lumpy" })).toBe(true);
    expect(kind({ class: "erratic" })).toBe(false);
    // Two of four weeks without any.
    expect(kind({ class: "dependent" })).toBe(true);
  });

  it("shows the last year unless asked for all", () => {
    const picture = pictureOf(aForecast(Array.from({ length: 80 }, () => 5)));

    expect(latest(picture, 52).past[0]!.start).toBe(week(28));
    expect(latest(picture, 200).past).toHaveLength(80);
  });

  it("shows all where the years before sold far more: the doubt comes from there", () => {
    const sold = Array.from({ length: 80 }, (): number => 20);
    const matters = (early: number) =>
      earlierMatters(pictureOf(aForecast(sold.with(5, early))), 52);

    // More than half as much again as the most of the last year.
    expect(matters(31)).toBe(true);
    expect(matters(30)).toBe(false);
    expect(earlierMatters(pictureOf(aForecast([5, 90])), 52)).toBe(false);
  });
});

describe("a demand chart in words", () => {
  const picture = pictureOf(aChangedForecast());

  it("says what was sold, what counts instead, and why", () => {
    expect(periodInWords(picture, 0)).toBe("Week of 6 Jan 2025: 10 pc sold.");
    expect(periodInWords(picture, 2)).toBe(
      "Week of 20 Jan 2025: 0 pc sold, counted as 11.4. Stock ran out.",
    );
    expect(periodInWords(picture, 4)).toBe(
      "Week of 3 Feb 2025: 60 pc sold, left out. A promotion, known before.",
    );
    expect(periodInWords(picture, 6)).toBe(
      "Week of 17 Feb 2025: 10 pc expected; 19 of 20 such weeks sell 16 or less, 1 of 20 only 4 or less.",
    );
    expect(periodInWords(picture, 99)).toBe("");
  });

  it("does not call a promotion repaired that is known by itself", () => {
    const plain = aForecast([10, 40]);
    const { past } = pictureOf({
      ...plain,
      history: plain.history.map((one, at) =>
        at === 1 ? { ...one, repaired: 12 } : one,
      ),
      repairs: [
        {
          start: week(1),
          kind: "promotion",
          before: 40,
          after: 12,
          reason: "28 more were sold by the promotion",
        },
      ],
    });

    expect(treatmentInWords(past[1]!)).toBe("set apart: promotion");
  });

  it("tells odds as people do", () => {
    expect([0.9, 0.95, 0.975, 0.98, 0.99, 0.05].map(oddsInWords)).toEqual([
      "9 of 10",
      "19 of 20",
      "39 of 40",
      "49 of 50",
      "99 of 100",
      "1 of 20",
    ]);
    expect(oddsInWords(0.973)).toBe("97.3 of 100");
  });

  it("labels the band with its number only where every week has the same", () => {
    expect(endTexts(picture)).toEqual({
      expected: "expected 10",
      high: "19 of 20 weeks sell 16 or less",
      low: "1 of 20 weeks sells 4 or less",
    });
    const rising = {
      ...picture,
      coming: picture.coming.map((one, at) => ({
        ...one,
        expected: 10 + at,
        high: 16 + at,
      })),
    };
    expect(endTexts(rising)).toMatchObject({
      expected: "expected",
      high: "19 of 20 weeks stay below",
    });
  });

  it("says what lead time and review may take, at the odds nearest to the target", () => {
    const said = (target: number) =>
      leadTimeDemandInWords(aForecast([1]), target);

    expect(said(0.9)).toBe(
      "Over 3 weeks of lead time and review, 30 pc are expected; 9 of 10 times it is 41 or less.",
    );
    expect(said(0.97)).toContain("19 of 20 times it is 44 or less");
  });

  it("has every week in its table", () => {
    const { head, rows } = demandTable(picture);

    expect(head.at(-1)).toBe("9 of 10 between");
    expect(rows).toHaveLength(10);
    expect(rows[0]![0]).toBe("6 Jan 2025");
    expect(rows.every((row) => row.length === head.length)).toBe(true);
    expect(rows[2]!.slice(1, 3)).toEqual(["0", "11.4 (stockout)"]);
    expect(rows[4]!.slice(1, 3)).toEqual(["60", "left out (promotion)"]);
    expect(rows[6]!.slice(3)).toEqual(["10", "4 and 16"]);
  });
});
