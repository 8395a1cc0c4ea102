import type { Allocation, SimulatedStage } from "../../../engine/index.ts";
import { aShop, levelsOf, run, trace } from "./a-shop.ts";

describe("the policies of a simulated stage", () => {
  it("base stock covers the demand of its lead time", () => {
    // 10 less the demand of the last two periods.
    const input = aShop({
      policy: { type: "baseStock", baseStock: 10 },
      demand: trace(3, 4, 5, 2),
    });
    expect(levelsOf({ ...input, periods: 4 })).toEqual([7, 3, 1, 3]);
  });

  it("(R,S) orders at every third period only", () => {
    // Order at 0: 3 (arrives at 2); at 3: 4 + 5 + 2 = 11 (arrives at 5).
    const input = aShop({
      policy: { type: "baseStock", baseStock: 20, reviewPeriods: 3 },
      demand: trace(3, 4, 5, 2, 1, 1),
    });
    expect(levelsOf({ ...input, periods: 6 })).toEqual([17, 13, 11, 9, 8, 18]);
  });

  it("(r,Q) orders whole lots until it is above the reorder point", () => {
    // Position 12 − 9 = 3 ≤ 5: one lot of 7 would do; 10 − 20 = −10: three lots.
    const input = aShop({
      policy: { type: "rQ", reorderPoint: 5, orderQuantity: 7 },
      demand: trace(9, 20, 0, 0),
    });
    expect(levelsOf({ ...input, periods: 4 })).toEqual([3, -17, -10, 11]);
  });

  it("min/max orders up to max in lots, and at least the minimum", () => {
    // 10 − 6 = 4 ≤ 4: up to 10 is 6, at least 8, in fives 10.
    const input = aShop({
      policy: {
        type: "minMax",
        min: 4,
        max: 10,
        lotSize: 5,
        minOrderQuantity: 8,
      },
      demand: trace(5, 1, 0, 0),
    });
    expect(levelsOf({ ...input, periods: 4 })).toEqual([5, 4, 4, 14]);
  });

  it("a lost sale is not ordered", () => {
    // 5 asked, 4 at hand: 1 lost, 4 ordered, here at 2; at 1 one more is lost.
    const input = aShop({
      policy: { type: "baseStock", baseStock: 4 },
      demand: trace(5, 1, 2, 0, 0),
      unmetDemand: "lost",
    });
    expect(levelsOf({ ...input, periods: 5 })).toEqual([0, 0, 2, 2, 4]);
    const { lostSales, ordered } = run({ ...input, periods: 5, warmUp: 0 })
      .stages[0]!;
    expect(lostSales.mean).toBeCloseTo(2 / 5, 12);
    expect(ordered.mean).toBeCloseTo(6 / 5, 12);
  });

  it("a service time of two periods forgives what is two periods late", () => {
    const input = aShop({
      policy: { type: "baseStock", baseStock: 0 },
      serviceTime: 2,
    });
    const { cycleService, fillRate, backorders } = run(input).stages[0]!;
    expect([cycleService.mean, fillRate.mean]).toEqual([1, 1]);
    // Two periods of demand are always owed.
    expect(backorders.low).toBeLessThan(6);
    expect(backorders.high).toBeGreaterThan(6);
  });

  it("assembles only what all parts have arrived for", () => {
    // One unit needs two of A (at hand) and one of B (three periods late).
    const { levels } = run({
      stages: [
        {
          id: "A",
          leadTime: 1,
          policy: { type: "baseStock", baseStock: 50 },
        },
        { id: "B", leadTime: 3, policy: { type: "baseStock", baseStock: 0 } },
        {
          id: "Set",
          leadTime: 1,
          policy: { type: "baseStock", baseStock: 6 },
          demand: trace(5, 0, 0, 0, 0, 0),
        },
      ],
      links: [
        { from: "A", to: "Set", units: 2 },
        { from: "B", to: "Set" },
      ],
      periods: 6,
      warmUp: 0,
      seed: 1,
      levels: true,
    });
    expect([...levels![2]!]).toEqual([1, 1, 1, 1, 6, 6]);
    expect([...levels![0]!]).toEqual([40, 50, 50, 50, 50, 50]);
  });
});

describe("stock that is short", () => {
  /** A warehouse with 3 units; shops without any, which are asked for 4 and 2. */
  const shopsAfter = (allocation: Allocation, seed = 1): number[] => {
    const shop = (id: string, units: number): SimulatedStage => ({
      id,
      leadTime: 0,
      policy: { type: "baseStock", baseStock: 0 },
      demand: trace(units, 0),
    });
    const { levels } = run({
      stages: [
        { id: "W", leadTime: 5, policy: { type: "baseStock", baseStock: 3 } },
        shop("A", 4),
        shop("B", 2),
      ],
      links: [
        { from: "W", to: "B" },
        { from: "W", to: "A" },
      ],
      periods: 2,
      warmUp: 0,
      seed,
      allocation,
      levels: true,
    });
    return [levels![1]![0]!, levels![2]![0]!];
  };

  it("goes to the first stage of the list by priority", () => {
    expect(shopsAfter("priority")).toEqual([-1, -2]);
  });

  it("goes to each in proportion by fair share, in whole units", () => {
    expect(shopsAfter("fairShare")).toEqual([-2, -1]);
  });

  it("goes to the first of those who are alike far below their part", () => {
    const shop = (id: string, units: number): SimulatedStage => ({
      id,
      leadTime: 0,
      policy: { type: "baseStock", baseStock: 0 },
      demand: trace(units, 0),
    });
    const shops = [shop("A", 4), shop("B", 1), shop("C", 10)];
    const { levels } = run({
      stages: [
        { id: "W", leadTime: 5, policy: { type: "baseStock", baseStock: 5 } },
        ...shops,
      ],
      links: shops.map(({ id }) => ({ from: "W", to: id })),
      periods: 2,
      warmUp: 0,
      seed: 1,
      allocation: "fairShare",
      levels: true,
    });
    // Parts of 5 of 15: 4/3, 1/3 and 10/3; each lacks a third of a unit beyond 1, 0 and 3.
    expect(levels!.slice(1).map((row) => row[0])).toEqual([-2, -1, -7]);
  });

  it("goes by lot among orders of one period when the first come are served first", () => {
    // Three of six units drawn, four of them A's: A gets 2 on average.
    const rounds = 400;
    let toA = 0;
    for (let seed = 0; seed < rounds; seed++) {
      const [a, b] = shopsAfter("firstCome", seed);
      expect(a! + b!).toBe(-3);
      expect(Number.isInteger(a)).toBe(true);
      toA += 4 + a!;
    }
    // Variance of one round: 3·(4/6)·(2/6)·(3/5) = 0.4.
    const error = Math.sqrt(0.4 / rounds);
    expect(Math.abs(toA / rounds - 2)).toBeLessThan(4 * error);
  });
});

describe("a simulation that cannot be run", () => {
  it.each<[string, Partial<SimulatedStage>, string]>([
    [
      "a negative lead time",
      { leadTime: -1 },
      "leadTime of stage Shop must be at least 0, got -1",
    ],
    [
      "a max below min",
      { policy: { type: "minMax", min: 5, max: 4 } },
      "max of stage Shop must be at least 5, got 4",
    ],
    [
      "an order of nothing",
      { policy: { type: "rQ", reorderPoint: 5, orderQuantity: 0 } },
      "orderQuantity of stage Shop must be above 0, got 0",
    ],
    [
      "demand below zero",
      { demand: trace(1, -1) },
      "demand.values[1] of stage Shop must be at least 0, got -1",
    ],
    [
      "too short a trace",
      { demand: trace(1, 1) },
      "demand.values of stage Shop must cover warm-up and periods",
    ],
    [
      "a variance too small for the law",
      { demand: { law: "negative-binomial", mean: 4, deviation: 2 } },
      "demand.deviation of stage Shop must be above 2, got 2",
    ],
  ])("names %s", (_, changes, message) => {
    expect(() => run(aShop(changes))).toThrow(message);
  });

  it("names a link to nowhere and a circle", () => {
    const shop = aShop();
    const nowhere = [{ from: "Shop", to: "Moon" }];
    expect(() => run({ ...shop, links: nowhere })).toThrow(
      'link Shop -> Moon must join known stages, got "Moon"',
    );
    const stages = [shop.stages[0]!, { ...shop.stages[0]!, id: "DC" }];
    const circle = [
      { from: "Shop", to: "DC" },
      { from: "DC", to: "Shop" },
    ];
    expect(() => run({ ...shop, stages, links: circle })).toThrow(
      "links must not run in a circle",
    );
  });
});
