import {
  supposedForecast,
  supposedWords,
} from "../../../addin/taskpane/components/demand-chart-supposed.ts";
import { aForecast } from "../../support/a-forecast.ts";

const forecast = aForecast([10, 12, 11]);

describe("a forecast as a scenario supposes it", () => {
  it("expects and stays below as many times as much, from today on", () => {
    const supposed = supposedForecast(forecast, 1.5);

    expect(supposed.history).toEqual(forecast.history);
    expect(supposed.forecast).toEqual(
      forecast.forecast.map(({ start, mean, low, high }) => ({
        start,
        mean: 1.5 * mean,
        low: 1.5 * low,
        high: 1.5 * high,
      })),
    );
    expect(supposed.leadTimeDemand.mean).toBe(
      1.5 * forecast.leadTimeDemand.mean,
    );
    for (const [odds, units] of Object.entries(
      forecast.leadTimeDemand.quantiles,
    )) {
      expect(supposed.leadTimeDemand.quantiles[odds]).toBe(1.5 * units);
    }
  });

  it("says how much more or less, and what that comes to", () => {
    const say = (factor: number) =>
      supposedWords(
        factor,
        { demandMean: 40 * factor },
        { unit: "pc", period: "week" },
      );

    expect(say(1.2)).toBe(
      "This run supposes 20% more: about 48 pc a week, as drawn from today on.",
    );
    expect(say(0.875)).toBe(
      "This run supposes 12.5% less: about 35 pc a week, as drawn from today on.",
    );
  });
});
