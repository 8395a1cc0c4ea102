import fc from "fast-check";
import type { Driver, PromotedSeries } from "../../../../engine/index.ts";
import {
  baselineHistory,
  learnUplift,
  promotionForecast,
  seededRandom,
} from "../../../../engine/index.ts";

const deal: Driver = { name: "deal", kind: "flag" };
const price: Driver = { name: "price", kind: "price" };
const weeks = 60;

/** Demand of 20, times three in every eighth week, which is a deal; noise if a seed is given. */
function withDeals(id: string, seed?: number, factor = 3): PromotedSeries {
  const random = seed === undefined ? undefined : seededRandom(seed);
  const flags = Array.from({ length: weeks + 8 }, (_, t) =>
    t % 8 === 5 ? 1 : 0,
  );
  return {
    id,
    units: flags.slice(0, weeks).map((flag) => {
      const mean = 20 * (flag === 1 ? factor : 1);
      const noise = random ? Math.sqrt(mean) * random.normal() : 0;
      return Math.max(0, Math.round(mean + noise));
    }),
    drivers: { deal: flags },
  };
}

describe("promotionForecast", () => {
  const options = { drivers: [deal], horizon: 8 };

  it("finds the uplift, and leaves it out of the baseline", () => {
    const all = Array.from({ length: 10 }, (_, i) => withDeals(`s${i}`, i + 1));
    const learned = learnUplift(all, options);
    const found = promotionForecast(all[0]!, learned, { horizon: 8 });
    // Week 60 + h is a deal where (60 + h) % 8 = 5: h = 1.
    expect(found.forecast[1]! / found.forecast[0]!).toBeCloseTo(3, 0);
    expect(found.uplifts[0]!.factor).toBeCloseTo(3, 0);
    for (const units of found.baseline) {
      expect(units).toBeGreaterThan(18);
      expect(units).toBeLessThan(22);
    }
    // Weeks 5, 13, …, 53.
    expect(found.uplifts[0]!.periods).toBe(7);
  });

  it("forecasts no promotion where none is planned", () => {
    const all = [withDeals("a", 1), withDeals("b", 2)];
    const learned = learnUplift(all, options);
    const flags = all[0]!.drivers["deal"]!.slice(0, weeks);
    const plain = { ...all[0]!, drivers: { deal: flags } };
    const { forecast } = promotionForecast(plain, learned, { horizon: 8 });
    expect(Math.max(...forecast)).toBeLessThan(25);
  });

  it("lends a series that never promoted the uplift of its group", () => {
    const all = Array.from({ length: 10 }, (_, i) => withDeals(`s${i}`, i + 1));
    const quiet: PromotedSeries = {
      id: "quiet",
      units: new Array<number>(weeks).fill(10),
      drivers: { deal: [...new Array<number>(weeks).fill(0), 1] },
    };
    const learned = learnUplift([...all, quiet], options);
    const { forecast, uplifts } = promotionForecast(quiet, learned, {
      horizon: 2,
    });
    expect(uplifts[0]!.factor).toBeCloseTo(uplifts[0]!.groupFactor, 6);
    expect(forecast[0]! / forecast[1]!).toBeGreaterThan(2);
  });

  it("believes a series of its own mind, once it has shown it often", () => {
    const all = Array.from({ length: 10 }, (_, i) => withDeals(`s${i}`, i + 1));
    const eager = withDeals("eager", 99, 8);
    const learned = learnUplift([...all, eager], options);
    const [uplift] = promotionForecast(eager, learned, { horizon: 2 }).uplifts;
    expect(uplift!.factor).toBeGreaterThan(1.3 * uplift!.groupFactor);
  });

  it("learns a price elasticity: a tenth off sells 0.9^-2 times as much", () => {
    const series = (id: string, seed: number): PromotedSeries => {
      const random = seededRandom(seed);
      const prices = Array.from({ length: weeks + 4 }, () =>
        random.uniform() < 0.6 ? 2 : 1.4 + 0.6 * random.uniform(),
      );
      return {
        id,
        units: prices
          .slice(0, weeks)
          .map((p) => Math.round(400 * (p / 2) ** -2 + 10 * random.normal())),
        drivers: { price: prices },
      };
    };
    const all = Array.from({ length: 8 }, (_, i) => series(`p${i}`, i + 1));
    const learned = learnUplift(all, { drivers: [price], horizon: 4 });
    const [uplift] = promotionForecast(all[0]!, learned, {
      horizon: 4,
    }).uplifts;
    // 0.9^-2 = 1.2346
    expect(uplift!.factor).toBeGreaterThan(1.19);
    expect(uplift!.factor).toBeLessThan(1.28);
  });

  it("takes promotions out of a history", () => {
    const all = Array.from({ length: 6 }, (_, i) => withDeals(`s${i}`, i + 1));
    const learned = learnUplift(all, options);
    const plain = baselineHistory(all[0]!, learned) as number[];
    const mean = plain.reduce((a, b) => a + b, 0) / weeks;
    expect(mean).toBeGreaterThan(18);
    expect(mean).toBeLessThan(22);
    // A deal week of about 60 becomes one of about 20.
    expect(plain[5]!).toBeLessThan(30);
  });

  it("answers for a series and a group that it has not learnt from", () => {
    const learned = learnUplift(
      [withDeals("a", 1), withDeals("b", 2)],
      options,
    );
    const stranger = { ...withDeals("c", 3), group: "elsewhere" };
    const { forecast } = promotionForecast(stranger, learned, { horizon: 3 });
    expect(forecast[1]! / forecast[0]!).toBeGreaterThan(2);
  });

  it("expects nothing of a series that never sold, and of one without a period", () => {
    const silent = {
      ...withDeals("z"),
      units: new Array<number>(weeks).fill(0),
    };
    const unborn = { id: "n", units: [], drivers: {} };
    const learned = learnUplift([withDeals("a", 1), silent, unborn], options);
    for (const series of [silent, unborn]) {
      const found = promotionForecast(series, learned, { horizon: 2 });
      expect(found.forecast).toEqual([0, 0]);
      expect(found.leadTimeDemand).toMatchObject({ mean: 0, deviation: 0 });
    }
  });

  it("does not believe a plan that nobody has ever tried beyond the farthest tried", () => {
    const all = [withDeals("a", 1), withDeals("b", 2)].map((series) => ({
      ...series,
      drivers: {
        price: series.drivers["deal"]!.map((flag) => (flag === 1 ? 1 : 2)),
      },
    }));
    const learned = learnUplift(all, { drivers: [price], horizon: 2 });
    const at = (cents: number) => {
      const known = all[0]!.drivers.price.slice(0, weeks);
      const series = { ...all[0]!, drivers: { price: [...known, cents] } };
      return promotionForecast(series, learned, { horizon: 1 }).forecast[0]!;
    };
    expect(at(0.01)).toBeCloseTo(at(1), 6);
    expect(at(1)).toBeGreaterThan(at(1.5));
  });

  it("never says NaN or less than nothing, and its quantiles rise", () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.constant(0),
      fc.integer({ min: 0, max: 500 }),
      fc.double({ min: 0, max: 1e5, noNaN: true }),
    );
    const series = fc.record({
      units: fc.array(cell, { maxLength: 30 }),
      deal: fc.array(fc.constantFrom(null, 0, 0.5, 1), { maxLength: 40 }),
      price: fc.array(
        fc.oneof(
          fc.constant(null),
          fc.double({ min: 0.01, max: 90, noNaN: true }),
        ),
        { maxLength: 40 },
      ),
      group: fc.constantFrom("x", "y"),
    });
    fc.assert(
      fc.property(
        fc.array(series, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(1, 4, 7),
        (drawn, horizon, season) => {
          const all = drawn.map(({ units, group, ...drivers }, i) => ({
            id: `s${i}`,
            units,
            group,
            drivers,
          }));
          const learned = learnUplift(all, {
            drivers: [deal, price],
            season,
            horizon,
          });
          for (const one of all) {
            const found = promotionForecast(one, learned, {
              horizon,
              quantiles: [0.01, 0.5, 0.9, 0.999],
            });
            const rising = Object.values(found.leadTimeDemand.quantiles);
            for (const figure of [
              ...found.forecast,
              ...found.baseline,
              ...found.median,
              ...found.variance,
              ...rising,
            ]) {
              expect(figure).toBeGreaterThanOrEqual(0);
              expect(figure).toBeLessThan(Infinity);
            }
            expect(rising).toEqual([...rising].sort((a, b) => a - b));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [{ deal: [0, 2] }, "deal of a, period 2 must be from 0 to 1, got 2"],
    [{ price: [0] }, "price of a, period 1 must be above 0, got 0"],
  ])("refuses the driver %j by name", (drivers, message) => {
    const series = {
      id: "a",
      units: [1, 2],
      drivers: drivers as PromotedSeries["drivers"],
    };
    expect(() =>
      learnUplift([series], { drivers: [deal, price], horizon: 1 }),
    ).toThrow(message);
  });

  it("refuses to learn from nothing", () => {
    expect(() => learnUplift([], options)).toThrow(
      "series must hold at least one",
    );
    expect(() =>
      learnUplift([withDeals("a")], { drivers: [], horizon: 1 }),
    ).toThrow("drivers must name at least one");
  });
});
