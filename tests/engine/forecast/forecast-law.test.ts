import { forecastLaw } from "../../../engine/forecast/forecast-law.ts";
import { forecastSeries } from "../../../engine/forecast/forecast-series.ts";
import { gammaDistribution } from "../../../engine/numeric/gamma.ts";
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

  it("stays finite where small quantiles of seldom demand are next to nothing", () => {
    const seldom = Array.from({ length: 60 }, (_, t) =>
      t % 12 === 5 ? 300.5 * (1 + (t % 7)) : 0,
    );
    for (const deviation of [0, 0.2]) {
      const { covered } = forecastLaw(seldom, {
        leadTime: { mean: 1, deviation },
      });
      const asked = forecastSeries(seldom, { horizon: 1, covered: 1 });
      const { mean, deviation: within } = asked.leadTimeDemand;

      expect(Math.abs(covered.mean - mean)).toBeLessThan(within / 20);
      expect(covered.survival(covered.quantile(0.95))).toBeCloseTo(0.05, 6);
      expect(covered.loss(0)).toBeCloseTo(covered.mean, 6);
    }
  });

  it("tells large counts in whole units too", () => {
    const many = weighed.map((units) => Math.round(300 * units));
    const asked = forecastSeries(many, {
      horizon: 1,
      covered: 3,
      quantiles: usual,
    }).leadTimeDemand;
    const { covered } = forecastLaw(many, {
      leadTime: { mean: 3, deviation: 0 },
    });

    expect(covered.discrete).toBe(true);
    for (const p of usual) expect(covered.quantile(p)).toBe(asked.quantiles[p]);
    const random = forecastLaw(many, { leadTime: { mean: 3, deviation: 1 } });
    expect(random.covered.quantile(0.95)).toBeGreaterThan(
      asked.quantiles[0.95]!,
    );
    expect(Number.isInteger(random.covered.quantile(0.9123))).toBe(true);
  });

  it("looks as far into a lead time's tail as a service target does", () => {
    // Nearly constant demand: the total follows the lead time, a gamma law around 40·20 units.
    const steady = Array.from({ length: 48 }, (_, t) => 20.5 + (t % 2));
    const { covered } = forecastLaw(steady, {
      leadTime: { mean: 40, deviation: 10 },
    });
    const time = gammaDistribution({ mean: 40, deviation: 10 });
    for (const p of [0.5, 0.9, 0.99, 0.999]) {
      // A slice is a third of a deviation wide.
      expect(
        Math.abs(covered.quantile(p) / 21 - time.quantile(p)),
      ).toBeLessThan(10 / 3);
    }
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
