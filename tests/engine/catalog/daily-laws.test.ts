import { dailyDemand } from "../../../engine/catalog/daily-laws.ts";
import { rareLumps } from "../../../engine/catalog/rare-lumps.ts";
import { empiricalDistribution } from "../../../engine/numeric/empirical.ts";

function moments(law: ReturnType<typeof rareLumps>) {
  if (law.law !== "empirical") throw new Error(`got ${law.law}`);
  const { values, weights } = law;
  return empiricalDistribution({ values, weights: weights! });
}

describe("the demand of a day that lumps make", () => {
  it.each([
    [0.3, 12, 18, false],
    [4, 12, 40, true],
    [0.02, 1.5, 2, true],
    [900, 5000, 7000, true],
  ])(
    "has the mean %d, of lumps of %d with a dispersion of %d, whole: %p",
    (mean, size, dispersion, whole) => {
      const law = moments(rareLumps(mean, { size, dispersion }, whole));

      expect(law.mean).toBeCloseTo(mean, 9);
      expect(law.discrete).toBe(whole);
      // Variance is the dispersion for each unit of the mean; pieces and steps take their part.
      const found = law.deviation ** 2 / mean / dispersion;
      expect(found).toBeGreaterThan(0.9);
      expect(found).toBeLessThan(1.12);
    },
  );

  it("is as often as many where all lumps are alike", () => {
    const law = rareLumps(0.5, { size: 10, dispersion: 10 }, true);

    // 1 − e^−0.05 = 0.048771 of days have one or two, 10.25 on average
    expect(moments(law).cdf(0)).toBeCloseTo(1 - 0.0488, 2);
    expect(moments(law).mean).toBeCloseTo(0.5, 12);
  });

  const never = { exposurePeriods: Infinity, watchedDays: 2000 };

  it("varies as the forecast does where that makes no lumps", () => {
    const rate = { mean: 70, deviation: Math.sqrt(70 * 8) };

    // 10 a day, 8 for each of them: less than a day's demand and one.
    expect(dailyDemand(rate, { size: 2, dispersion: 3 }, 7, 0, never)).toEqual({
      law: "negative-binomial",
      mean: 10,
      deviation: Math.sqrt(80),
    });
    // Where 40 for each were forecast, 11 are the most that a nightly order does not notice.
    const wild = { mean: 70, deviation: Math.sqrt(70 * 40) };
    expect(dailyDemand(wild, { size: 2, dispersion: 3 }, 7, 0, never)).toEqual({
      law: "negative-binomial",
      mean: 10,
      deviation: Math.sqrt(110),
    });
    expect(dailyDemand(wild, { size: 2, dispersion: 30 }, 7, 1, never)).toEqual(
      {
        law: "gamma",
        mean: 10,
        deviation: Math.sqrt(300),
      },
    );
  });

  it("runs through the levels that a forecast leaves open, more often rather than larger", () => {
    const rate = { mean: 70, deviation: Math.sqrt(70 * 40) };
    const law = dailyDemand(rate, { size: 2, dispersion: 3 }, 7, 0, {
      exposurePeriods: 4,
      watchedDays: 2003,
    });

    if (law.law !== "in-turn") throw new Error(`got ${law.law}`);
    expect(law.periods).toBe(401);
    const daily = law.laws.map((one) => {
      if (one.law !== "negative-binomial") throw new Error(`got ${one.law}`);
      // 11 for each unit of the mean, whatever the level
      expect(one.deviation ** 2 / one.mean).toBeCloseTo(11, 9);
      return one.mean / 10;
    });
    // (40 − 11) / (70 · 4) is the variance of the level: a deviation of 0.32
    expect(daily.reduce((sum, level) => sum + level, 0)).toBeCloseTo(5, 9);
    const squares = daily.reduce((sum, level) => sum + (level - 1) ** 2, 0);
    expect(Math.sqrt(squares / 5)).toBeGreaterThan(0.25);
    expect(Math.sqrt(squares / 5)).toBeLessThan(0.33);
    expect(daily).toEqual([...daily].sort((a, b) => a - b));
  });

  it("takes the level as known where the record explains all that the forecast deviates", () => {
    const rate = { mean: 0.7, deviation: Math.sqrt(0.7 * 12) };
    const lumps = { size: 8, dispersion: 12 };
    const law = dailyDemand(rate, lumps, 7, 0, {
      exposurePeriods: 4,
      watchedDays: 2000,
    });

    expect(law.law).toBe("empirical");
  });
});
