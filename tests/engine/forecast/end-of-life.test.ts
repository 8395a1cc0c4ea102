import fc from "fast-check";
import { endOfLifeForecast, learnEnding } from "../../../engine/index.ts";

const steady = [20, 22, 19, 20, 21, 18, 20, 19, 21, 20, 22, 18];
const straight = { power: 1, doubt: 0 };

describe("endOfLifeForecast", () => {
  it("fades on a straight line to zero at the end, and is zero after it", () => {
    const { forecast, lastBuy } = endOfLifeForecast(steady, {
      ends: 4,
      horizon: 6,
      shape: straight,
    });
    // Of about 20: 7/8, 5/8, 3/8, 1/8; the middles of four equal parts.
    const level = forecast[0]! / 0.875;
    expect(level).toBeGreaterThan(18);
    expect(level).toBeLessThan(22);
    expect(forecast[1]! / level).toBeCloseTo(0.625, 1);
    expect(forecast[3]! / level).toBeCloseTo(0.125, 1);
    expect(forecast.slice(4)).toEqual([0, 0]);
    // 7/8 + 5/8 + 3/8 + 1/8 = 2 periods of demand.
    expect(lastBuy.mean).toBeCloseTo(
      forecast.reduce((a, b) => a + b, 0),
      9,
    );
  });

  it("buys for the whole rest at once, and less the sooner it ends", () => {
    const last = (ends: number) =>
      endOfLifeForecast(steady, { ends, shape: straight }).lastBuy;
    expect(last(3).mean).toBeLessThan(last(6).mean);
    expect(last(3).quantiles["0.99"]).toBeLessThan(last(6).quantiles["0.99"]!);
    expect(last(6).quantiles["0.99"]).toBeGreaterThan(last(6).mean);
  });

  it("covers lead time and review alone when asked", () => {
    const { leadTimeDemand, forecast } = endOfLifeForecast(steady, {
      ends: 6,
      covered: 2,
      shape: straight,
    });
    expect(leadTimeDemand.mean).toBeCloseTo(forecast[0]! + forecast[1]!, 9);
  });

  it("expects nothing of what sold nothing", () => {
    const { forecast, lastBuy } = endOfLifeForecast([0, 0, 0], { ends: 2 });
    expect(forecast).toEqual([0, 0]);
    expect(lastBuy).toMatchObject({ mean: 0, distribution: "point" });
  });

  it("never says NaN or less than nothing, and its quantiles rise", () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 0, max: 90 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(cell, { maxLength: 30 }),
        fc.integer({ min: 1, max: 15 }),
        fc.double({ min: 0, max: 9, noNaN: true }),
        (history, ends, power) => {
          const { forecast, lastBuy } = endOfLifeForecast(history, {
            ends,
            quantiles: [0.01, 0.5, 0.9, 0.999],
            shape: { power, doubt: 0.1 },
          });
          const rising = Object.values(lastBuy.quantiles);
          for (const figure of [...forecast, ...rising]) {
            expect(figure).toBeGreaterThanOrEqual(0);
            expect(figure).toBeLessThan(Infinity);
          }
          expect(rising).toEqual([...rising].sort((a, b) => a - b));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("refuses an end that is no whole period to come", () => {
    expect(() => endOfLifeForecast(steady, { ends: 0 })).toThrow(
      "ends must be a whole number from 1 to 100000, got 0",
    );
  });
});

describe("learnEnding", () => {
  it("is a straight line with wide doubt before anything has ended", () => {
    // Half of the demand remains: power 1/½ − 1; doubt (1/12)/(½)².
    const shape = learnEnding([]);
    expect(shape.power).toBeCloseTo(1, 12);
    expect(shape.doubt).toBeCloseTo(1 / 3, 12);
  });

  it("learns that demand goes fast, and grows surer", () => {
    const ending = {
      history: [10, 10, 10, 10, 8, 2, 0, 0],
      announced: 4,
      ended: 8,
    };
    // (8 + 2)/(10 · 4) = ¼ remains; with 12 such and 4 of belief: (12·¼ + 4·½)/16 = 0.3125.
    const shape = learnEnding(new Array<typeof ending>(12).fill(ending));
    expect(shape.power).toBeCloseTo(1 / 0.3125 - 1, 9);
    expect(shape.doubt).toBeLessThan(1 / 3);
  });

  it("refuses an end before its announcement", () => {
    expect(() =>
      learnEnding([{ history: [1, 2, 3], announced: 2, ended: 1 }]),
    ).toThrow("endings must be announced after period 0");
  });
});
