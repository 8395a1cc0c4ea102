import { forecastLaw } from "../../../engine/forecast/forecast-law.ts";
import { forecastSeries } from "../../../engine/forecast/forecast-series.ts";
import { seededRandom } from "../../../engine/numeric/random.ts";

const stream = seededRandom(5);
const lumpy = Array.from({ length: 48 }, () =>
  stream.uniform() < 0.4 ? Math.ceil(6 * stream.uniform()) : 0,
);
const weighed = Array.from({ length: 40 }, () => 20 + 7 * stream.gamma(2));
const usual = [0.5, 0.8, 0.9, 0.95, 0.99, 0.999];

describe("forecastLaw", () => {
  it.each([
    ["whole units", lumpy],
    ["weights", weighed],
  ])(
    "answers as the forecast does, over a lead time that is known: %s",
    (_, history) => {
      const { covered, leadTimeOnly, forecast } = forecastLaw(history, {
        leadTime: { mean: 3, deviation: 0 },
        reviewPeriods: 1,
        targets: [0.93],
      });
      const asked = forecastSeries(history, {
        horizon: 1,
        covered: 4,
        quantiles: [...usual, 0.93],
      }).leadTimeDemand;

      expect(forecast.leadTimeDemand.periods).toBe(4);
      for (const p of [...usual, 0.93]) {
        expect(covered.quantile(p)).toBeCloseTo(asked.quantiles[p]!, 9);
      }
      // Half a cell of the grid is far below a twentieth of the deviation.
      const close = asked.deviation / 20;
      expect(Math.abs(covered.mean - asked.mean)).toBeLessThan(close);
      expect(Math.abs(covered.deviation / asked.deviation - 1)).toBeLessThan(
        0.05,
      );
      // Three of four periods
      expect(leadTimeOnly.mean / covered.mean).toBeCloseTo(3 / 4, 9);
      expect(leadTimeOnly.discrete).toBe(covered.discrete);
    },
  );

  it("mixes the laws of each lead time by its probability", () => {
    const law = (leadTime: readonly number[]) =>
      forecastLaw(weighed, { leadTime }).covered;
    const [two, five, mixed] = [law([2]), law([5]), law([2, 5, 2, 2])];

    for (const x of [40, 60, 90, 120, 170, 220]) {
      const wanted = 0.75 * two.cdf(x) + 0.25 * five.cdf(x);
      expect(mixed.cdf(x)).toBeCloseTo(wanted, 10);
      expect(mixed.loss(x)).toBeCloseTo(
        0.75 * two.loss(x) + 0.25 * five.loss(x),
        8,
      );
    }
  });

  it("holds more for a lead time that varies, and for a review", () => {
    const at = (deviation: number, reviewPeriods: number) =>
      forecastLaw(lumpy, { leadTime: { mean: 4, deviation }, reviewPeriods })
        .covered;

    expect(at(3, 0).quantile(0.99)).toBeGreaterThan(at(0, 0).quantile(0.99));
    expect(at(0, 2).quantile(0.95)).toBeGreaterThan(at(0, 0).quantile(0.95));
    expect(at(2, 1).discrete).toBe(true);
    expect(at(2, 1).quantile(0.001)).toBeGreaterThanOrEqual(0);
  });

  it("spreads long times over a few forecasts, in order", () => {
    const { covered } = forecastLaw(weighed, {
      leadTime: Array.from({ length: 60 }, (_, i) => i + 1),
    });
    const one = forecastSeries(weighed, { horizon: 1, covered: 30 });

    expect(covered.mean / one.leadTimeDemand.mean).toBeCloseTo(30.5 / 30, 1);
    expect(covered.quantile(0.9)).toBeGreaterThan(covered.quantile(0.5));
  });

  it("covers nothing in no time, and nothing without demand", () => {
    const none = { mean: 0, deviation: 0 };
    expect(forecastLaw(lumpy, { leadTime: none }).covered.quantile(0.99)).toBe(
      0,
    );
    const idle = forecastLaw([0, 0, 0, 0], {
      leadTime: { mean: 3, deviation: 1 },
    });
    expect(idle.covered.quantile(0.99)).toBe(0);
    expect(idle.meanPerPeriod).toBe(0);
  });

  it("refuses what is no time and no probability", () => {
    expect(() => forecastLaw(lumpy, { leadTime: [3, -1] })).toThrow(
      "leadTime[1] must be at least 0, got -1",
    );
    expect(() => forecastLaw(lumpy, { leadTime: [3], targets: [95] })).toThrow(
      "targets must be above 0 and below 1, got 95",
    );
  });
});
