import fc from "fast-check";
import type { SeriesOptions } from "../../../engine/index.ts";
import {
  forecastMethods,
  forecastPool,
  forecastSeries,
  learnSeries,
  seededRandom,
} from "../../../engine/index.ts";

const probabilities = [0.01, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999];

/** Slow demand with a little of everything; `rate` is the chance of a demand. */
function rareDemand(periods: number, rate: number, seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: periods }, () =>
    random.uniform() < rate ? 1 + Math.floor(4 * random.uniform()) : 0,
  );
}

/** The total over the covered periods that a series says it stays within. */
function quantile(history: readonly number[], options: SeriesOptions): number {
  const { leadTimeDemand } = forecastSeries(history, options);
  return leadTimeDemand.quantiles["0.95"]!;
}

describe("forecastSeries", () => {
  it("answers any history and question: never NaN, never negative, quantiles rise", () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.constant(NaN),
      fc.constant(0),
      fc.integer({ min: -5, max: 60 }),
      fc.double({ min: 0, max: 1e7, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(cell, { maxLength: 45 }),
        fc.constantFrom("auto" as const, ...forecastMethods),
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0.1, max: 30, noNaN: true }),
        (history, method, season, covered) => {
          const found = forecastSeries(history, {
            horizon: 3,
            method,
            season,
            covered,
            quantiles: probabilities,
          });
          const { mean, deviation, quantiles, periods } = found.leadTimeDemand;
          const values = probabilities.map((p) => quantiles[String(p)]!);
          expect(periods).toBe(Math.ceil(covered - 1e-9));
          for (const figure of [
            ...found.forecast,
            ...values,
            mean,
            deviation,
          ]) {
            expect(figure).toBeGreaterThanOrEqual(0);
            expect(figure).toBeLessThan(Infinity);
          }
          expect(found.forecast).toHaveLength(3);
          expect([...values].sort((a, b) => a - b)).toEqual(values);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("counts in whole units where demand does, with mass at zero for rare demand", () => {
    const rare = rareDemand(60, 0.1, 7);
    const { leadTimeDemand } = forecastSeries(rare, {
      horizon: 2,
      quantiles: probabilities,
    });
    const values = Object.values(leadTimeDemand.quantiles);
    expect(values.every(Number.isInteger)).toBe(true);
    expect(leadTimeDemand.quantiles["0.5"]).toBe(0);
    expect(leadTimeDemand.distribution).toBe("negative binomial");
  });

  it("holds nothing for an item that nobody ever asked for, and says so", () => {
    const found = forecastSeries([0, 0, 0, 0], { horizon: 2, covered: 3 });
    expect(found).toMatchObject({
      class: "none",
      adi: null,
      forecast: [0, 0],
      leadTimeDemand: { mean: 0, deviation: 0, distribution: "point" },
    });
    expect(found.findings.map(({ code }) => code)).toEqual(["no-demand"]);
  });

  it.each([
    ["nothing recorded", [null, null], "no-periods"],
    ["one period", [null, 7], "one-period"],
    ["one demand", [0, 0, 3, 0], "few-demands"],
    ["text instead of a number", [1, NaN, 2], "not-a-number"],
    ["more units than there can be", [1, 1e300, 2], "impossible-quantity"],
    ["more returned than sold", [4, -3, 5], "negative-demand"],
    ["a gap", [4, null, 5], "missing-periods"],
    ["an open end", [4, 5, null], "open-end"],
  ])("names %s among its findings", (_what, history, code) => {
    const { findings } = forecastSeries(history, { horizon: 1 });
    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it("names a season that the history is too short for, and forecasts without it", () => {
    const months = [3, 5, 4, 6, 5, 4];
    const { findings, forecast } = forecastSeries(months, {
      horizon: 2,
      season: 12,
      method: "holt-winters-additive",
    });
    expect(findings[0]).toEqual({
      code: "short-season",
      message:
        "a season of 12 needs more than 24 periods to be learnt, there are 6",
    });
    expect(forecast.every(Number.isFinite)).toBe(true);
  });

  it("keeps the place in the season over periods not recorded at the end", () => {
    const season = [10, 20, 30, 40];
    const history = [...season, ...season, ...season, 10, null];
    // The open period would be a 20; the next one to forecast is a 30.
    const { forecast } = forecastSeries(history, {
      horizon: 2,
      season: 4,
      method: "seasonal-naive",
    });
    expect(forecast).toEqual([30, 40]);
  });

  it("needs more stock for a longer lead time and for demand that varies more", () => {
    const calm = [9, 11, 10, 10, 9, 11, 10, 9, 11, 10, 10, 10, 11, 9, 10, 10];
    const wild = [2, 19, 10, 1, 20, 9, 18, 0, 16, 5, 17, 12, 3, 14, 1, 13];
    expect(quantile(calm, { horizon: 1, covered: 4 })).toBeGreaterThan(
      quantile(calm, { horizon: 1, covered: 2 }),
    );
    expect(quantile(wild, { horizon: 1, covered: 2 })).toBeGreaterThan(
      quantile(calm, { horizon: 1, covered: 2 }),
    );
  });

  it("is not thrown about by one ordinary period more", () => {
    const history = rareDemand(60, 0.5, 3);
    const mean = (h: readonly number[]) =>
      forecastSeries(h, { horizon: 3 }).leadTimeDemand.mean;
    const one = mean(history);
    expect(Math.abs(mean([...history, 1]) - one)).toBeLessThan(0.25 * one);
  });

  it("covers what it says when it learns from many series", () => {
    const options = { horizon: 3, quantiles: [0.9, 0.95] };
    const all = Array.from({ length: 300 }, (_, i) =>
      rareDemand(39, 0.1 + (i % 5) / 6, i + 1),
    );
    const known = all.map((units) => units.slice(0, 36));
    const pool = forecastPool();
    for (const lesson of ["losses", "calibration"] as const) {
      for (const units of known) learnSeries(pool, units, options, lesson);
    }
    // A whole number covers more than asked: the target lies between both shares.
    let below = 0;
    let within = 0;
    known.forEach((units, i) => {
      const { quantiles } = forecastSeries(units, options, pool).leadTimeDemand;
      const total = all[i]!.slice(36).reduce((sum, u) => sum + u, 0);
      if (total < quantiles["0.9"]!) below++;
      if (total <= quantiles["0.9"]!) within++;
    });
    // Four standard errors of 300 tries: 4 · √(0.9 · 0.1 / 300) = 0.07.
    expect(below / all.length).toBeLessThan(0.9 + 0.07);
    expect(within / all.length).toBeGreaterThan(0.9 - 0.07);
  });

  it("refuses a quantile that is no probability by name", () => {
    expect(() =>
      forecastSeries([1, 2], { horizon: 1, quantiles: [95] }),
    ).toThrow(
      "quantiles must be above 0 and below 1, got 95; write 95 % as 0.95",
    );
  });

  it("tells the shares of the methods it blended, and what a named method was told", () => {
    const history = [4, 6, 5, 7, 3, 5, 6, 4, 5, 6, 7, 5, 4, 6, 5, 6];
    const { parameters } = forecastSeries(history, { horizon: 3 });
    const shares = Object.entries(parameters)
      .filter(([name]) => name.startsWith("share of "))
      .map(([, share]) => share);
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    const named = forecastSeries(history, {
      horizon: 3,
      method: "ses",
      alpha: 0.2,
    });
    expect(named.parameters).toEqual({ alpha: 0.2 });
  });

  it("claims no certainty where a named method forecasts nothing after demand", () => {
    const { forecast, leadTimeDemand, findings } = forecastSeries([4, 0], {
      horizon: 1,
      method: "naive",
    });

    expect(forecast).toEqual([0]);
    // One error of 4 about a level known from two periods: σ² = 4² · (1 + 1/2) = 24.
    // Half-normal: √(2 · 24/π) and √(24 · (1 − 2/π)).
    expect(leadTimeDemand.mean).toBeCloseTo(3.90882, 6);
    expect(leadTimeDemand.deviation).toBeCloseTo(2.953155, 6);
    expect(leadTimeDemand.quantiles["0.95"]).toBeGreaterThanOrEqual(4);
    expect(findings.map(({ code }) => code)).toContain("none-expected");
  });

  it("covers what comes after a period without demand about as often as it says", () => {
    let within = 0;
    const series = 400;
    for (let seed = 1; seed <= series; seed++) {
      const all = rareDemand(63, 0.3, seed);
      const history = [...all.slice(0, 59), 0];
      const total = all.slice(60).reduce((sum, units) => sum + units, 0);
      const most = quantile(history, { horizon: 3, method: "naive" });
      if (total <= most) within++;
    }

    // Of 400, 0.95 ± 0.03 is nearly three deviations of chance; whole numbers cover more.
    expect(within / series).toBeGreaterThan(0.92);
    expect(within / series).toBeLessThan(0.995);
  });

  it("answers zero throughout where there never was any demand", () => {
    const { leadTimeDemand, findings } = forecastSeries([0, 0, 0, 0], {
      horizon: 2,
      method: "naive",
    });

    expect(leadTimeDemand.quantiles["0.99"]).toBe(0);
    expect(findings.map(({ code }) => code)).not.toContain("none-expected");
  });
});
