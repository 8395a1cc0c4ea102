import fc from "fast-check";
import { duration } from "../../../engine/explain/duration.ts";
import type { SafetyStockStory } from "../../../engine/explain/safety-stock-parts.ts";
import { safetyStockParts } from "../../../engine/explain/safety-stock-parts.ts";

function aStory(changes: Partial<SafetyStockStory> = {}): SafetyStockStory {
  return {
    unit: "pc",
    period: "week",
    rate: { mean: 100, deviation: 10 },
    exposure: { mean: 4, deviation: 0.5 },
    reviewPeriods: 0,
    target: { measure: "cycle", value: 0.975 },
    cycleStock: 110,
    targetStock: 110,
    safetyStock: 111,
    law: "gamma",
    ...changes,
  };
}

describe("safetyStockParts", () => {
  it("splits demand from lead time, the rest by what came last", () => {
    const { parts } = safetyStockParts(aStory());

    // z = 1.959964; z·√(4·10²) = 39.199; z·√(4·10² + 100²·0.5²) = 105.547
    expect(parts.map(({ name, amount }) => [name, amount.toFixed(3)])).toEqual([
      ["Demand that varies", "39.199"],
      ["Lead time that varies", "66.348"],
      ["Shape of demand", "4.453"],
      ["Lots and whole units", "1.000"],
    ]);
  });

  it("names what orders find missing below min where demand comes in lumps", () => {
    const { parts, total, sentence } = safetyStockParts(
      aStory({
        undershoot: { units: 60, cycleStock: 230 },
        targetStock: 230,
        safetyStock: 231,
      }),
    );

    expect(parts.at(-2)).toEqual({
      name: "Order placed below min",
      // 230 − 110 of the law without it
      amount: 120,
      note: "customers take several at once: stock is 60 pc below min on average when the order goes out",
    });
    expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(
      total,
      9,
    );
    expect(sentence).toBe(
      "231 pc keep the 97.5 % target; most of it is there because of orders that find stock below min already.",
    );
  });

  it("says that the order covers the target where less than none would do", () => {
    const { parts, total, sentence } = safetyStockParts(
      aStory({
        target: { measure: "fill", value: 0.9 },
        cycleStock: 60,
        targetStock: -25,
        safetyStock: 0,
      }),
    );

    expect(total).toBe(0);
    expect(parts.at(-1)).toEqual({
      name: "Covered by the order",
      amount: 25,
      note: "the target is met with 25 pc less than mean demand, and no stock is less than none",
    });
    expect(sentence).toBe(
      "No safety stock is needed: the order itself covers the target.",
    );
  });

  it.each([
    [100.5, 101, "rounded up until the target holds"],
    [100.5, 100, "counted in whole units"],
    [100.5, 90, "orders in larger lots come to their end less often"],
  ])("says why lots make %f units %f: %s", (targetStock, safetyStock, note) => {
    const { parts } = safetyStockParts(aStory({ targetStock, safetyStock }));
    expect(parts.at(-1)!.note).toBe(note);
  });

  it("names what weighs most", () => {
    expect(safetyStockParts(aStory()).sentence).toBe(
      "111 pc keep the 97.5 % target; most of it is there because of a lead time that cannot be relied on.",
    );
  });

  it("adds up, whatever the story", () => {
    const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        amount,
        fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
        (mean, cycleStock, targetStock, safetyStock, value) => {
          const { parts, total } = safetyStockParts(
            aStory({
              rate: { mean, deviation: mean / 3 },
              cycleStock,
              targetStock,
              safetyStock,
              target: { measure: "fill", value },
            }),
          );
          const sum = parts.reduce((all, part) => all + part.amount, 0);
          expect(Math.abs(sum - total)).toBeLessThanOrEqual(
            1e-9 * (1 + mean + cycleStock + targetStock + safetyStock),
          );
        },
      ),
    );
  });
});

describe("duration", () => {
  it("speaks of days while the time is short", () => {
    expect(duration(0.129, "week")).toBe("0.9 days");
    expect(duration(1 / 7, "week")).toBe("1 day");
    expect(duration(3.64, "week")).toBe("3.6 weeks");
    expect(duration(45, "day")).toBe("45 days");
  });
});
