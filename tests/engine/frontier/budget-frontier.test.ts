import fc from "fast-check";
import {
  budgetFrontier,
  frontierAt,
  gammaDistribution,
  negativeBinomialDistribution,
  poissonDistribution,
  type FrontierItem,
} from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";
import { amount, anItem, items } from "./frontier-items.ts";

interface Case {
  readonly input: {
    readonly items: readonly { rate: number; leadTime: number; cost: number }[];
  };
  readonly expected: {
    readonly frontier: readonly { budget: number; EBO: number; S?: number[] }[];
  };
  readonly reltol: number;
}

const [published] = reference<{ cases: [Case] }>(
  "meio/budget_frontier.json",
).cases;

/** Stocks at each corner, from what each adds. */
function corners(of: readonly FrontierItem[]) {
  const stock = of.map(() => 0);
  return [...budgetFrontier(of)].map(({ item, units, ...point }) => {
    if (item >= 0) stock[item]! += units;
    return { ...point, stock: [...stock] };
  });
}

describe("the reference of a spares budget", () => {
  const { items: spares } = published.input;
  const points = published.expected.frontier;

  it("has its 12 items and 19 points here", () => {
    expect([spares.length, points.length]).toEqual([12, 19]);
  });

  it.each(points)("agrees at a budget of $budget", ({ budget, EBO, S }) => {
    const [found] = frontierAt(spares, [budget]);

    expect(found!.spent).toBe(budget);
    expect(Math.abs(found!.expectedBackorders - EBO)).toBeLessThanOrEqual(
      published.reltol * Math.max(EBO, 1),
    );
    if (S) expect([...found!.stock]).toEqual(S);
  });

  it("passes through all of its points", () => {
    const found = corners(spares);
    for (const { budget, EBO, S } of points) {
      const corner = found.find(({ spent }) => spent === budget);
      expect(corner?.expectedBackorders).toBeCloseTo(EBO, 5);
      if (S) expect(corner?.stock).toEqual(S);
    }
  });
});

describe("budgetFrontier", () => {
  it("falls and flattens from nothing bought to almost nothing short", () => {
    fc.assert(
      fc.property(items(6), (some) => {
        const found = corners(some);
        const start = found[0]!;
        expect(start.spent).toBe(0);
        let slope = Infinity;
        found.slice(1).forEach((point, i) => {
          const before = found[i]!;
          const next =
            (before.expectedBackorders - point.expectedBackorders) /
            (point.spent - before.spent);
          expect(next).toBeGreaterThan(-1e-12);
          expect(next).toBeLessThanOrEqual(slope + 1e-9);
          slope = next;
        });
        expect(found.at(-1)!.expectedBackorders).toBeLessThanOrEqual(
          1.1e-6 * start.expectedBackorders + 1e-12,
        );
      }),
    );
  });

  it("counts backorders as the laws themselves do", () => {
    const some = [
      { rate: 2, leadTime: 3, cost: 5 },
      // 4·2 = 8, variance 9·2 = 18: more than Poisson
      { mean: 4, deviation: 3, leadTime: 2, cost: 11 },
      // 200·2 = 400, variance 25·2 = 50: less than Poisson
      { mean: 200, deviation: 5, leadTime: 2, cost: 3 },
      { rate: 900, leadTime: 2, cost: 7 },
    ];
    const laws = [
      poissonDistribution(6),
      negativeBinomialDistribution({ mean: 8, deviation: Math.sqrt(18) }),
      gammaDistribution({ mean: 400, deviation: Math.sqrt(50) }),
      poissonDistribution(1800),
    ];
    const found = corners(some);

    expect(found.length).toBeGreaterThan(100);
    for (const { stock, expectedBackorders, spent } of found) {
      const exact = laws.reduce((sum, law, i) => sum + law.loss(stock[i]!), 0);
      expect(Math.abs(expectedBackorders - exact)).toBeLessThan(
        1e-8 * exact + 1e-9,
      );
      expect(spent).toBe(
        stock.reduce((sum, s, i) => sum + s * some[i]!.cost, 0),
      );
    }
  });

  it("buys what demand needs with certainty in one step", () => {
    // 1,000,000 − 8·1000 units are used whatever happens
    const [, first] = budgetFrontier([{ rate: 1e6, leadTime: 1, cost: 2 }]);

    expect(first).toMatchObject({ item: 0, units: 992_000, spent: 1_984_000 });
    expect(first!.expectedBackorders).toBeCloseTo(8000, 6);
  });

  it("takes the cheaper of two that save alike, then the one named first", () => {
    const twin = { rate: 1, leadTime: 1, cost: 3 };
    const steps = [...budgetFrontier([twin, twin])].slice(1, 5);
    expect(steps.map(({ item }) => item)).toEqual([0, 1, 0, 1]);

    // Half a unit saved for 2 is as good as a whole one for 4.
    const sure = (mean: number, cost: number) => ({
      mean,
      deviation: 0,
      leadTime: 1,
      cost,
    });
    expect(
      [...budgetFrontier([sure(1, 4), sure(1, 4), sure(0.5, 2)])].slice(1),
    ).toMatchObject([{ item: 2 }, { item: 0 }, { item: 1 }]);
  });

  it("has one point when nobody asks for anything", () => {
    expect([...budgetFrontier([{ rate: 0, leadTime: 9, cost: 1 }])]).toEqual([
      { item: -1, units: 0, spent: 0, expectedBackorders: 0 },
    ]);
    expect([...budgetFrontier([])]).toHaveLength(1);
  });

  it("refuses items that are none, by place", () => {
    const item = { rate: 1, leadTime: 1, cost: 1 };
    const first = (bad: FrontierItem) => budgetFrontier([item, bad]).next();

    expect(() => first({ ...item, cost: 0 })).toThrow(
      "items[1].cost must be above 0, got 0",
    );
    expect(() => first({ ...item, leadTime: -1 })).toThrow(
      "items[1].leadTime must be at least 0, got -1",
    );
    expect(() =>
      first({ mean: 1, deviation: NaN, leadTime: 1, cost: 1 }),
    ).toThrow("items[1].deviation must be a number, got NaN");
    expect(() =>
      first({ mean: 0, deviation: 3, leadTime: 1, cost: 1 }),
    ).toThrow(
      "items[1].mean must be above 0 where deviation is, got 0 with a deviation of 3",
    );
  });
});

describe("frontierAt", () => {
  it("is the best of all ways to spend a budget that a corner spends", () => {
    fc.assert(
      fc.property(fc.array(anItem, { minLength: 1, maxLength: 3 }), (some) => {
        const laws = some.map((item) =>
          poissonDistribution((item as { rate: number }).rate * item.leadTime),
        );
        const budgets = corners(some)
          .map(({ spent }) => spent)
          .filter((spent) => spent <= 120);
        const found = frontierAt(some, budgets);
        /** Least backorders of items from `at` on, tried one by one. */
        const least = (at: number, money: number): number => {
          if (at === some.length) return 0;
          let best = Infinity;
          for (let s = 0; s * some[at]!.cost <= money && s < 25; s++) {
            best = Math.min(
              best,
              laws[at]!.loss(s) + least(at + 1, money - s * some[at]!.cost),
            );
          }
          return best;
        };
        budgets.slice(0, 12).forEach((budget, i) => {
          expect(found[i]!.spent).toBe(budget);
          expect(found[i]!.expectedBackorders).toBeLessThanOrEqual(
            least(0, budget) + 1e-9,
          );
        });
      }),
      { numRuns: 40 },
    );
  });

  it("never overspends, and never does worse with more", () => {
    fc.assert(
      fc.property(
        items(8),
        fc.array(amount(0, 900), { minLength: 1, maxLength: 12 }),
        (some, budgets) => {
          const sorted = [...budgets].sort((a, b) => a - b);
          const found = frontierAt(some, sorted);
          found.forEach((point, i) => {
            expect(point.spent).toBeLessThanOrEqual(point.budget);
            const before = found[i - 1];
            if (before) {
              expect(point.expectedBackorders).toBeLessThanOrEqual(
                before.expectedBackorders + 1e-9,
              );
            }
          });
          // Each alone, in any order, is what it is among the others.
          const alone = frontierAt(some, [...sorted].reverse());
          expect(alone.reverse()).toEqual(found);
        },
      ),
    );
  });

  it("buys the units that still fit when the next corner is too dear", () => {
    const some = [
      { rate: 5, leadTime: 1, cost: 10 },
      { rate: 1, leadTime: 1, cost: 12 },
    ];
    // The dear one saves 1 − e⁻¹ = 0.632 for 12, the other at first P(X > 0) = 0.993 for 10
    const [point] = frontierAt(some, [25]);
    expect([...point!.stock]).toEqual([2, 0]);
    const [more] = frontierAt(
      [...some, { rate: 0.1, leadTime: 1, cost: 5 }],
      [25],
    );
    expect([...more!.stock]).toEqual([2, 0, 1]);
    expect(more!.spent).toBe(25);
  });

  it("buys part of a certain demand", () => {
    const [point] = frontierAt([{ rate: 1e6, leadTime: 1, cost: 2 }], [10_001]);

    expect([...point!.stock]).toEqual([5000]);
    expect(point!.expectedBackorders).toBeCloseTo(995_000, 6);
  });

  it("spends cents as people count them, and ends when nothing is short", () => {
    const [cents] = frontierAt([{ rate: 9, leadTime: 1, cost: 0.1 }], [0.3]);
    expect([...cents!.stock]).toEqual([3]);
    expect(cents!.spent).toBe(0.3);

    const [rich] = frontierAt([{ rate: 2, leadTime: 1, cost: 1 }], [1e15]);
    expect(rich!.spent).toBeLessThan(30);
    expect(rich!.expectedBackorders).toBeLessThan(1e-15);
  });

  it("refuses a negative budget by place", () => {
    expect(() =>
      frontierAt([{ rate: 1, leadTime: 1, cost: 1 }], [5, -1]),
    ).toThrow("budgets[1] must be at least 0, got -1");
  });
});
