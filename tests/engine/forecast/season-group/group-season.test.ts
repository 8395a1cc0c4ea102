import fc from "fast-check";
import {
  forecastSeries,
  groupSeasonForecast,
  learnGroupSeason,
  seededRandom,
} from "../../../../engine/index.ts";

/** Quarters with the figures 0.5, 1, 1.5, 1, each series at a level of its own. */
const figures = [0.5, 1, 1.5, 1];
function seasonal(count: number, periods: number, from = 0) {
  const random = seededRandom(11);
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length: periods }, (__, t) => {
      const mean = (10 + 20 * (i % 3)) * figures[t % 4]!;
      const units = mean + Math.sqrt(mean) * random.normal();
      return t < from ? null : Math.max(0, Math.round(units));
    }),
  );
}

describe("learnGroupSeason", () => {
  it("finds the season that series share, whatever their level", () => {
    const found = learnGroupSeason(seasonal(12, 16), 4);
    found.figures.forEach((figure, k) => {
      expect(Math.abs(figure - figures[k]!)).toBeLessThan(0.12);
    });
    const mean = found.figures.reduce((a, b) => a + b, 0) / 4;
    expect(mean).toBeCloseTo(1, 9);
  });

  it("pieces it together from series that are each too short", () => {
    const pieces = seasonal(24, 12).map((units, i) =>
      units.map((value, t) => (t >= i % 8 && t < (i % 8) + 5 ? value : null)),
    );
    const found = learnGroupSeason(pieces, 4);
    expect(found.figures[2]! / found.figures[0]!).toBeGreaterThan(2);
  });

  it("leaves no trace of a season that is not there", () => {
    const random = seededRandom(5);
    const flat = Array.from({ length: 20 }, () =>
      Array.from({ length: 24 }, () => Math.round(30 + 5 * random.normal())),
    );
    for (const figure of learnGroupSeason(flat, 12).figures) {
      expect(Math.abs(figure - 1)).toBeLessThan(0.05);
    }
  });

  it("tells no season from less than two of them", () => {
    expect([...learnGroupSeason(seasonal(12, 7), 4).figures]).toEqual([
      1, 1, 1, 1,
    ]);
    expect([...learnGroupSeason([], 4).figures]).toEqual([1, 1, 1, 1]);
  });
});

describe("groupSeasonForecast", () => {
  const group = learnGroupSeason(seasonal(12, 16), 4);

  it("lends a young series the season of its group", () => {
    const young = seasonal(1, 16, 12)[0]!;
    const { forecast, leadTimeDemand, findings } = groupSeasonForecast(
      young,
      group,
      { horizon: 4, covered: 2 },
    );
    expect(forecast[2]! / forecast[0]!).toBeGreaterThan(2);
    // The next two quarters are half and one: 1.5 of 2 usual ones.
    expect(leadTimeDemand.mean).toBeCloseTo(forecast[0]! + forecast[1]!, 6);
    expect(findings.map(({ code }) => code)).toContain("group-season");
  });

  it("leaves a series with two seasons of its own to itself", () => {
    const own = seasonal(1, 16)[0]!;
    expect(groupSeasonForecast(own, group, { horizon: 4 })).toEqual(
      forecastSeries(own, { horizon: 4, season: 4 }),
    );
  });

  it("never says NaN or less than nothing, and its quantiles rise", () => {
    const cell = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 90 }));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 4 }),
        fc.array(cell, { maxLength: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (others, own, horizon) => {
          const learnt = learnGroupSeason(others, 4);
          const { forecast, leadTimeDemand } = groupSeasonForecast(
            own,
            learnt,
            {
              horizon,
              quantiles: [0.01, 0.5, 0.9, 0.999],
            },
          );
          const rising = Object.values(leadTimeDemand.quantiles);
          for (const figure of [...forecast, ...rising, ...learnt.figures]) {
            expect(figure).toBeGreaterThanOrEqual(0);
            expect(figure).toBeLessThan(Infinity);
          }
          expect(rising).toEqual([...rising].sort((a, b) => a - b));
        },
      ),
      { numRuns: 60 },
    );
  });
});
