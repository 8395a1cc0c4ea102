import {
  explainForecast,
  type ForecastStory,
} from "../../../engine/explain/forecast-parts.ts";

function aStory(changes: Partial<ForecastStory> = {}): ForecastStory {
  return {
    unit: "pc",
    period: "week",
    class: "intermittent",
    adi: 3.24,
    cv2: 0.16,
    method: "sba",
    parameters: { alpha: 0.1 },
    backtest: { loss: 1.5, lossOfNaive: 2, origins: 11 },
    excluded: [],
    repairs: [],
    forecast: [{ start: "2026-01-05", mean: 1.2, low: 0, high: 4 }],
    leadTimeDemand: {
      periods: 4,
      mean: 4.8,
      deviation: 3.1,
      distribution: "negative binomial",
      quantiles: { "0.95": 11 },
    },
    learntFrom: "catalog",
    ...changes,
  };
}

describe("explainForecast", () => {
  it("says in one sentence what is expected, how, and how well that did", () => {
    // 4.8 units over 4 weeks; 1.5 lost where naive loses 2: a quarter less
    expect(explainForecast(aStory()).sentence).toBe(
      "About 1.2 pc a week are expected, although it is asked for only every 3.2 weeks, by Croston's method without its bias (SBA); on the past it missed 25 % less than repeating what was last.",
    );
  });

  it("names class, rhythm, method, parameters, trial and spread", () => {
    const { parts } = explainForecast(aStory());
    expect(parts.map(({ name, value }) => [name, value])).toEqual([
      ["Class", "intermittent"],
      ["Demand comes", "every 3.2 weeks"],
      ["Method", "sba"],
      ["alpha", "0.1"],
      ["Tried on the past", "1.5 pc"],
      ["Lead-time demand", "4.8 ± 3.1 pc"],
    ]);
    // √0.16
    expect(parts[1]!.note).toBe("sizes vary by 40 % of their mean");
  });

  it("lists what was set right and left out, each reason once", () => {
    const repair = { kind: "stockout", before: 0, after: 3, reason: "empty" };
    const { parts } = explainForecast(
      aStory({
        repairs: [
          { ...repair, start: "2025-01-06" },
          { ...repair, start: "2025-01-13" },
        ],
        excluded: [
          { start: "2025-12-29", kind: "incomplete", reason: "not over" },
        ],
      }),
    );

    expect(parts).toContainEqual({
      name: "Set right",
      value: "2 weeks",
      note: "empty",
    });
    expect(parts).toContainEqual({
      name: "Left out",
      value: "1 week",
      note: "not over",
    });
  });

  it.each([
    [{ loss: 2.2, lossOfNaive: 2 }, "missed 10 % more than"],
    [{ loss: 1.99, lossOfNaive: 2 }, "did as well as"],
    [{ loss: 0, lossOfNaive: 0 }, "did as well as"],
  ])("is honest about %o", (losses, words) => {
    const backtest = { ...losses, origins: 5 };
    expect(explainForecast(aStory({ backtest })).sentence).toContain(words);
  });

  it.each([
    ["dependent", "Only other stages order here"],
    ["none", "Nobody has asked for it"],
  ] as const)("needs few words where demand is %s", (kind, words) => {
    const { sentence, parts } = explainForecast(aStory({ class: kind }));
    expect(sentence).toContain(words);
    expect(parts).toHaveLength(1);
  });

  it("knows no number that is not one", () => {
    const { sentence, parts } = explainForecast(
      aStory({ adi: null, cv2: null, backtest: null, method: "own-method" }),
    );
    expect(JSON.stringify([sentence, parts])).not.toMatch(/NaN|null|undefined/);
  });
});
