import fc from "fast-check";
import {
  gammaDistribution,
  leastCostMinMax,
  leastCostReorder,
  minMaxCost,
  negativeBinomialDistribution,
  normalDistribution,
  poissonDistribution,
  reorderCost,
  seededRandom,
} from "../../../engine/index.ts";

const amount = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true });
const costs = fc.record({
  meanPerPeriod: amount(0.1, 20),
  orderingCost: amount(0.1, 200),
  holdingCost: amount(0.1, 20),
  backorderCost: amount(0.1, 200),
});
const laws = fc.oneof(
  amount(0.2, 60).map((mean) => poissonDistribution(mean)),
  amount(0.2, 60).map((mean) =>
    negativeBinomialDistribution({ mean, deviation: Math.sqrt(3 * mean) }),
  ),
  amount(0.2, 60).map((mean) =>
    normalDistribution({ mean, deviation: mean / 3 }),
  ),
  amount(0.2, 60).map((mean) => gammaDistribution({ mean, deviation: mean })),
);

describe("leastCostReorder", () => {
  it("is beaten by no policy nearby, and by no policy at all among some", () => {
    fc.assert(
      fc.property(
        costs,
        laws,
        fc.array(fc.tuple(amount(-1, 1), amount(-1, 1)), { minLength: 20 }),
        (money, leadTimeDemand, moves) => {
          const input = { ...money, leadTimeDemand };
          const best = leastCostReorder(input);
          const { discrete } = leadTimeDemand;
          for (const [dr, dq] of moves) {
            for (const size of [0.02, 0.3, 3]) {
              const r = best.reorderPoint + dr * size * best.orderQuantity;
              const q = best.orderQuantity * Math.exp(dq * size);
              const other = reorderCost({
                ...input,
                reorderPoint: discrete ? Math.round(r) : r,
                orderQuantity: discrete ? Math.max(1, Math.round(q)) : q,
              });
              expect(other).toBeGreaterThanOrEqual(
                best.costPerPeriod * (1 - 1e-9),
              );
            }
          }
        },
      ),
    );
  });

  it("costs the same for other money", () => {
    fc.assert(
      fc.property(costs, laws, (money, leadTimeDemand) => {
        const best = leastCostReorder({ ...money, leadTimeDemand });
        const other = leastCostReorder({
          meanPerPeriod: money.meanPerPeriod,
          orderingCost: money.orderingCost * 8,
          holdingCost: money.holdingCost * 8,
          backorderCost: money.backorderCost * 8,
          leadTimeDemand,
        });
        expect(other.costPerPeriod / best.costPerPeriod).toBeCloseTo(8, 9);
      }),
    );
  });

  it("becomes the economic order quantity when demand is certain", () => {
    const best = leastCostReorder({
      // a deviation that no cost can see
      leadTimeDemand: normalDistribution({ mean: 100, deviation: 1e-6 }),
      meanPerPeriod: 50,
      orderingCost: 40,
      holdingCost: 1,
      backorderCost: 4,
    });

    // √(2·40·50/1 · (1 + 4)/4) = 70.71; the position falls to 100 − 70.71·1/5
    expect(best.orderQuantity).toBeCloseTo(70.710678, 5);
    expect(best.reorderPoint).toBeCloseTo(100 - 14.142136, 5);
    expect(best.costPerPeriod).toBeCloseTo(Math.sqrt((2 * 40 * 50 * 4) / 5), 5);
  });

  it("is base stock when ordering costs nothing", () => {
    const free = {
      meanPerPeriod: 2,
      orderingCost: 0,
      holdingCost: 1,
      backorderCost: 9,
    };
    const normal = normalDistribution({ mean: 10, deviation: 2 });
    const counts = poissonDistribution(6);

    expect(leastCostReorder({ ...free, leadTimeDemand: normal })).toMatchObject(
      {
        reorderPoint: normal.quantile(0.9),
        orderQuantity: 0,
      },
    );
    // One for one at S − 1, with S the newsvendor's stock
    expect(leastCostReorder({ ...free, leadTimeDemand: counts })).toMatchObject(
      {
        reorderPoint: counts.quantile(0.9) - 1,
        orderQuantity: 1,
      },
    );
  });

  it("answers at once for orders of a million units", () => {
    const best = leastCostReorder({
      leadTimeDemand: poissonDistribution(1e6),
      meanPerPeriod: 1e6,
      orderingCost: 1e6,
      holdingCost: 1,
      backorderCost: 1e9,
    });

    // √(2·10⁶·10⁶/1) = 1,414,214, a little more for demand that varies
    expect(best.orderQuantity).toBeGreaterThan(1_414_213);
    expect(best.orderQuantity).toBeLessThan(1_425_000);
  });

  it("refuses costs that are none", () => {
    const input = {
      leadTimeDemand: poissonDistribution(3),
      meanPerPeriod: 1,
      orderingCost: 1,
      holdingCost: 1,
      backorderCost: 1,
    };
    expect(() => leastCostReorder({ ...input, holdingCost: 0 })).toThrow(
      "holdingCost must be above 0, got 0",
    );
    expect(() => leastCostReorder({ ...input, orderingCost: -1 })).toThrow(
      "orderingCost must be at least 0, got -1",
    );
    expect(() => leastCostReorder({ ...input, backorderCost: NaN })).toThrow(
      "backorderCost must be a number, got NaN",
    );
  });
});

describe("leastCostMinMax", () => {
  const small = fc.record({
    mean: amount(0.2, 6),
    leadTime: fc.integer({ min: 0, max: 3 }),
    orderingCost: amount(0, 60),
    holdingCost: amount(0.2, 5),
    backorderCost: amount(0.2, 60),
  });

  it("is the cheapest of all pairs tried one by one", () => {
    fc.assert(
      fc.property(small, ({ mean, leadTime, ...money }) => {
        const input = {
          ...money,
          demandPerPeriod: poissonDistribution(mean),
          leadTimeDemand: poissonDistribution(mean * (leadTime + 1)),
        };
        const best = leastCostMinMax(input);
        let least = Infinity;
        for (let min = best.min - 5; min <= best.min + 5; min++) {
          for (
            let max = Math.max(min + 1, best.max - 12);
            max < best.max + 12;
            max++
          ) {
            least = Math.min(least, minMaxCost({ ...input, min, max }));
          }
        }
        expect(best.costPerPeriod).toBeCloseTo(least, 9);
        expect(minMaxCost({ ...input, ...best })).toBe(best.costPerPeriod);
      }),
      { numRuns: 60 },
    );
  });

  it("agrees with a simulated shop of lumpy demand", () => {
    const mean = 3;
    const deviation = 3;
    const law = negativeBinomialDistribution({ mean, deviation });
    const [min, max, K, h, b] = [4, 18, 20, 1, 9];
    const chances = Array.from({ length: 80 }, (_, k) => law.cdf(k));
    const stream = seededRandom(5);
    const periods = 400_000;
    let level = max;
    let money = 0;
    for (let t = 0; t < periods; t++) {
      if (level <= min) {
        level = max;
        money += K;
      }
      const draw = stream.uniform();
      level -= chances.findIndex((chance) => chance >= draw);
      money += level > 0 ? h * level : -b * level;
    }
    const cost = minMaxCost({
      demandPerPeriod: law,
      leadTimeDemand: law,
      orderingCost: K,
      holdingCost: h,
      backorderCost: b,
      min,
      max,
    });

    expect(Math.abs(money / periods / cost - 1)).toBeLessThan(0.01);
  });

  it("refuses demand that is no count", () => {
    const law = normalDistribution({ mean: 10, deviation: 2 });
    const input = {
      demandPerPeriod: poissonDistribution(10),
      leadTimeDemand: poissonDistribution(10),
      orderingCost: 5,
      holdingCost: 1,
      backorderCost: 9,
    };
    expect(() => leastCostMinMax({ ...input, demandPerPeriod: law })).toThrow(
      "demandPerPeriod must be a law of whole units of at least 0, got normal",
    );
    expect(() =>
      leastCostMinMax({ ...input, demandPerPeriod: poissonDistribution(0) }),
    ).toThrow("demandPerPeriod.mean must be above 0, got 0");
    expect(() => minMaxCost({ ...input, min: 5, max: 5 })).toThrow(
      "max must be above 5, got 5",
    );
    expect(() => minMaxCost({ ...input, min: 0.5, max: 5 })).toThrow(
      "min must be a whole number, got 0.5",
    );
  });
});
