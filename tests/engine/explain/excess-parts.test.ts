import {
  excessParts,
  type ExcessStory,
} from "../../../engine/explain/excess-parts.ts";
import { seededRandom } from "../../../engine/index.ts";

function story(changes: Partial<ExcessStory> = {}): ExcessStory {
  return {
    unit: "pc",
    period: "week",
    currency: "EUR",
    unitCost: 40,
    meanPerPeriod: 10,
    position: 250,
    promised: 0,
    current: {
      safetyStock: 60,
      reorderPoint: 120,
      orderUpTo: 220,
      orderQuantity: null,
    },
    policy: { reorderPoint: 50, orderUpTo: 80 },
    leadTime: { promised: 6, mean: 4 },
    exposure: 3,
    reviewPeriods: 0,
    ...changes,
  };
}

const amounts = (one: ExcessStory) =>
  Object.fromEntries(
    excessParts(one)!.parts.map(({ name, amount }) => [name, amount]),
  );

describe("excessParts", () => {
  it("names what drives stock above the advised max, and adds up to it", () => {
    const told = excessParts(story())!;

    expect(told.total).toBe(170);
    expect(amounts(story())).toEqual({
      // 250 − 220
      "Above today's max": 30,
      // (220 − 120) − (80 − 50)
      "Lot sizing": 70,
      // 10 · (6 − 4)
      "Stale lead time": 20,
      // 10 · (4 − 3)
      Network: 10,
      // (120 − 60) − (50 − 30)
      "Flat cover": 40,
    });
    expect(told.sentence).toBe(
      "170 pc (EUR 6,800) on hand and on order lie above the advised max, most of all because orders are larger than they need be.",
    );
    expect(told.parts.map(({ note }) => note)).toContain(
      "6 weeks of demand kept for safety today, 2 weeks advised",
    );
  });

  it("leaves what customers wait for out of it", () => {
    // They are quoted 4 weeks of 10: exposure is so much shorter, and nothing else changes.
    const one = story({ promised: 40 });

    expect(excessParts(one)!.total).toBe(130);
    expect(amounts(one)).toEqual({
      ...amounts(story()),
      "Promised to customers": -40,
    });
    expect(excessParts(one)!.sentence).toContain(
      "above the advised max and what customers wait for, most of all because",
    );
    expect(excessParts(story({ promised: 170 }))).toBeNull();
  });

  it("says what today's max has not brought yet", () => {
    const of = amounts(story({ position: 200 }));

    expect(of["Room below today's max"]).toBe(-20);
    expect(of).not.toHaveProperty("Above today's max");
  });

  it("does not blame a part of the min that another one outweighs", () => {
    // Today's min of 20 does not even cover the lead time: 10 · 6 = 60, so −40 of cover.
    const one = story({
      position: 130,
      current: {
        safetyStock: null,
        reorderPoint: 20,
        orderUpTo: 50,
        orderQuantity: null,
      },
      exposure: 0,
    });

    expect(amounts(one)).toEqual({
      "Above today's max": 80,
      "Stale lead time": 20,
      Network: 40,
      // (20 − 60) − 50
      "Less cover than advised": -90,
    });
    expect(excessParts(one)!.sentence).toContain(
      "because more was ordered than even today's max asks for",
    );
  });

  it("knows nothing of a lead time that the item master does not have", () => {
    const of = amounts(story({ leadTime: { promised: null, mean: 4 } }));

    expect(of).not.toHaveProperty("Stale lead time");
    // (120 − 40) − (50 − 30)
    expect(of["Flat cover"]).toBe(60);
  });

  it("blames the missing max where the ERP has none, or one below its min", () => {
    const nothing = {
      safetyStock: null,
      reorderPoint: null,
      orderUpTo: null,
      orderQuantity: null,
    };
    for (const current of [
      nothing,
      { ...nothing, reorderPoint: 100, orderUpTo: 90 },
    ]) {
      const told = excessParts(story({ current, unitCost: null }))!;

      expect(told.parts.map(({ amount }) => amount)).toEqual([170]);
      expect(told.sentence).toBe(
        "170 pc on hand and on order lie above the advised max, because no max stops the orders.",
      );
    }
  });

  it("reads a max from min and order quantity", () => {
    const current = {
      safetyStock: null,
      reorderPoint: 120,
      orderUpTo: null,
      orderQuantity: 100,
    };

    expect(amounts(story({ current }))).toEqual(amounts(story()));
  });

  it("tells nothing where nothing lies above", () => {
    expect(excessParts(story({ position: 80 }))).toBeNull();
    expect(excessParts(story({ position: 0 }))).toBeNull();
  });

  it("adds up for whatever the ERP holds, and without demand", () => {
    const random = seededRandom(7);
    const upTo = (most: number) => most * random.uniform();
    for (let round = 0; round < 200; round += 1) {
      const min = upTo(200);
      const reorderPoint = upTo(100);
      const one = story({
        meanPerPeriod: round % 5 === 0 ? 0 : upTo(20),
        position: 500 + upTo(500),
        current: {
          safetyStock: null,
          reorderPoint: min,
          orderUpTo: min + upTo(300),
          orderQuantity: null,
        },
        policy: { reorderPoint, orderUpTo: reorderPoint + upTo(100) },
        leadTime: { promised: upTo(10), mean: upTo(10) },
        exposure: upTo(10),
        reviewPeriods: upTo(2),
      });
      const { total, parts, sentence } = excessParts(one)!;

      expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(
        total,
        6,
      );
      expect(sentence).toMatch(/because [a-z].*\.$/);
    }
  });
});
