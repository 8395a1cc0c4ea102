import {
  stockParts,
  type StockStory,
} from "../../../engine/explain/stock-parts.ts";

const outcome = (fillRate: number, inventoryValue: number) => ({
  cycleService: 0.95,
  fillRate,
  meanOnHand: inventoryValue / 10,
  inventoryValue,
});

function story(changes: Partial<StockStory> = {}): StockStory {
  return {
    unit: "pc",
    period: "week",
    currency: "EUR",
    unitCost: 10,
    meanPerPeriod: 10.6,
    exposurePeriods: 3.6,
    reviewPeriods: 0,
    policy: {
      safetyStock: 18,
      reorderPoint: 56,
      orderUpTo: 67,
      orderQuantity: 11,
    },
    current: {
      safetyStock: 22,
      reorderPoint: 44,
      orderUpTo: 88,
      orderQuantity: null,
    },
    before: outcome(0.9995, 450),
    after: outcome(0.99224, 240),
    ...changes,
  };
}

const named = (of: StockStory, title: string) =>
  stockParts(of).find((one) => one.title === title)!;

describe("stockParts", () => {
  it("leads to min by the safety stock as it is told, and says what rounding took", () => {
    const { parts, total } = named(story(), "Min (reorder point)");

    // 10.6 · 3.6 = 38.16; 56 − 38.16 − 18 = −0.16
    expect(parts.map(({ name }) => name)).toEqual([
      "Demand over the lead time",
      "Safety stock",
      "Rounding",
    ]);
    expect(parts[1]!.amount).toBe(18);
    // A cell shows it alone: there is nothing above that it might point at.
    expect(parts[1]!.note).toBe(
      "for more demand or later deliveries than expected",
    );
    expect(parts[2]!.amount).toBeCloseTo(-0.16, 9);
    expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(
      total,
      9,
    );
  });

  it("tells of no rounding where none shows, and where there is no safety stock", () => {
    const whole = story({ meanPerPeriod: 10, exposurePeriods: 3.8 });
    const none = story({
      policy: { ...whole.policy, safetyStock: 0, reorderPoint: 30 },
    });
    for (const one of [whole, none]) {
      const { parts, total } = named(one, "Min (reorder point)");

      expect(parts.map(({ name }) => name)).not.toContain("Rounding");
      expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBeCloseTo(
        total,
        9,
      );
    }
  });

  it("tells a change of service in tenths of a point, small ones in hundredths", () => {
    const sentence = (fillRate: number) =>
      named(story({ after: outcome(fillRate, 240) }), "Change in stock value")
        .sentence;

    expect(sentence(0.99224)).toBe(
      "The new policy releases EUR 210 and fills 0.7 points less of demand from stock.",
    );
    expect(sentence(0.9989)).toContain("fills 0.06 points less");
    expect(sentence(0.9795)).toContain("fills 2 points less");
    expect(sentence(0.9993)).toContain("at the same service");
  });
});
