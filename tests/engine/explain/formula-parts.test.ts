import { explainFormula } from "../../../engine/explain/formula-parts.ts";
import {
  reorderPoint,
  safetyStock,
} from "../../../engine/policy/reorder-point.ts";

const item = {
  demand: { mean: 100, deviation: 10 },
  leadTime: { mean: 4, deviation: 0.5 },
  reviewPeriods: 1,
  period: "week",
} as const;

const sum = (parts: readonly { readonly amount: number }[]) =>
  parts.reduce((all, { amount }) => all + amount, 0);

describe("explainFormula", () => {
  it("adds up to the safety stock and the reorder point, part by part", () => {
    const story = { ...item, cycleService: 0.975 };
    const explained = explainFormula(story);

    expect(explained.safetyStock.total).toBe(safetyStock(story));
    expect(explained.reorderPoint.total).toBe(reorderPoint(story));
    const z = 1.959964;
    // z·10·√4, then √5 with the review, then with 100²·0.5²
    const levels = [
      z * 20,
      z * Math.sqrt(500),
      z * Math.sqrt(500 + 2500),
    ] as const;
    expect(
      explained.safetyStock.parts.map(({ name, amount }) => [
        name,
        Math.round(amount * 1000) / 1000,
      ]),
    ).toEqual([
      ["Demand that varies", Math.round(levels[0] * 1000) / 1000],
      ["Review period", Math.round((levels[1] - levels[0]) * 1000) / 1000],
      [
        "Lead time that varies",
        Math.round((levels[2] - levels[1]) * 1000) / 1000,
      ],
    ]);
    expect(explained.reorderPoint.parts.slice(0, 2)).toEqual([
      {
        name: "Demand over the lead time",
        amount: 400,
        note: "100 a week, for 4 weeks",
      },
      {
        name: "Demand until the next review",
        amount: 100,
        note: "7 days",
      },
    ]);
    expect(explained.reorderPoint.sentence).toBe(
      "Order at 607 units: 500 are asked for on average until the order is here, and 107 are held for the doubt.",
    );
  });

  it.each(["normal", "gamma", "poisson", "negative-binomial"] as const)(
    "adds up for the %s law and either target",
    (distribution) => {
      for (const wanted of [
        { cycleService: 0.9 },
        { cycleService: 0.3 },
        { fillRate: 0.98, orderQuantity: 120 },
      ]) {
        const story = { ...item, ...wanted, distribution };
        const { safetyStock: stock, reorderPoint: point } =
          explainFormula(story);
        expect(sum(stock.parts)).toBeCloseTo(safetyStock(story), 9);
        expect(sum(point.parts)).toBeCloseTo(reorderPoint(story), 9);
      }
    },
  );

  it("says that others wait where the target asks for less than the mean", () => {
    const { safetyStock: stock } = explainFormula({
      ...item,
      cycleService: 0.2,
    });
    expect(stock.total).toBeLessThan(0);
    expect(stock.sentence).toMatch(
      /^A target of 20 % is met with .* units less than mean demand/,
    );
  });

  it("never calls a target all that is nearly all", () => {
    const { safetyStock: stock } = explainFormula({
      ...item,
      fillRate: 0.9999,
      orderQuantity: 1e7,
    });
    expect(stock.total).toBeLessThan(0);
    expect(stock.sentence).toMatch(/^A target of 99.9 % is met/);
  });
});
