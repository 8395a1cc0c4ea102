import fc from "fast-check";
import { itemPolicySchema } from "../../../engine/contracts/index.ts";
import { itemPolicy, type ItemPolicyInput } from "../../../engine/index.ts";

function anItem(changes: Partial<ItemPolicyInput> = {}): ItemPolicyInput {
  return {
    id: "A",
    demand: {
      mean: 100,
      deviation: 30,
      source: "as given",
      class: null,
      negativePeriods: 0,
    },
    leadTime: {
      mean: 4,
      deviation: 0,
      source: "as given",
      receipts: 0,
      excluded: [],
    },
    reviewPeriods: 0,
    target: { measure: "cycle", value: 0.95 },
    orderQuantity: 250,
    unitCost: 2,
    lotSize: null,
    minOrderQuantity: null,
    unitDecimals: null,
    law: "normal",
    history: [],
    period: "week",
    ...changes,
  };
}

describe("itemPolicy", () => {
  it("rounds only what the unit counts", () => {
    // 1.644853627·30·√4 = 98.6912
    expect(itemPolicy(anItem()).safetyStock).toBeCloseTo(98.69122, 5);
    expect(itemPolicy(anItem()).reorderPoint).toBeCloseTo(498.69122, 5);
    expect(itemPolicy(anItem({ unitDecimals: 0 }))).toMatchObject({
      safetyStock: 99,
      reorderPoint: 499,
      max: 749,
    });
  });

  it("covers what an order finds missing below min where that is asked for", () => {
    const rare = Array.from({ length: 52 }, (_, week) =>
      week % 8 === 3 ? 24 : 0,
    );
    const input = anItem({
      demand: { ...anItem().demand, mean: 3, deviation: 8 },
      leadTime: { ...anItem().leadTime, mean: 1 },
      orderQuantity: 40,
      law: "auto",
      history: rare,
      unitDecimals: 0,
    });
    const formula = itemPolicy(input);
    const covering = itemPolicy({ ...input, undershoot: true });
    const partsOf = ({ explanations }: typeof covering) =>
      explanations[0]!.parts.map(({ name }) => name);

    // A lump of 24 finds half of one missing on average, and most of one now and then.
    expect(covering.min - formula.min).toBeGreaterThanOrEqual(8);
    expect(covering.min - formula.min).toBeLessThan(24);
    expect(covering.cycleService).toBeGreaterThanOrEqual(0.95);
    expect(partsOf(covering)).toContain("Order placed below min");
    expect(partsOf(formula)).not.toContain("Order placed below min");
    for (const { total, parts } of covering.explanations) {
      const sum = parts.reduce((all, { amount }) => all + amount, 0);
      expect(sum).toBeCloseTo(total, 9);
    }
  });

  it("answers for demand that is next to none", () => {
    // Differences of losses vanish here: the search for a reorder point once never ended.
    for (const mean of [1e-12, 1e-17, 1e-200, 5e-324]) {
      for (const law of ["auto", "normal"] as const) {
        const { leadTime, demand } = anItem();
        const policy = itemPolicy(
          anItem({
            demand: { ...demand, mean, deviation: 0 },
            leadTime: { ...leadTime, deviation: 1 },
            reviewPeriods: 2,
            target: { measure: "fill", value: 0.87 },
            law,
            lotSize: 1,
          }),
        );
        expect(policy.reorderPoint).toBeLessThan(1);
        expect(policy.fillRate).toBeGreaterThanOrEqual(0.87 - 1e-9);
      }
    }
  });

  it("values stock on hand and on its way", () => {
    const { meanOnHand, workingCapital } = itemPolicy(anItem());

    // 98.69 + 250/2 on hand, a little more for what waits; 4·100 on its way, at 2 each
    expect(meanOnHand).toBeGreaterThan(223.69);
    expect(meanOnHand).toBeLessThan(224);
    expect(workingCapital).toBeCloseTo((meanOnHand + 400) * 2, 9);
    expect(itemPolicy(anItem({ unitCost: null })).workingCapital).toBeNull();
  });

  it("meets its target and explains numbers by parts that add up", () => {
    const amount = (min: number, max: number) =>
      fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          mean: fc.oneof(fc.constant(0), amount(1e-6, 60)),
          spread: fc.oneof(fc.constant(0), amount(1e-3, 3)),
          time: fc.oneof(fc.constant(0), amount(0.01, 6)),
          slip: fc.oneof(fc.constant(0), amount(1e-3, 2)),
          reviewPeriods: fc.constantFrom(0, 1, 2),
          measure: fc.constantFrom("cycle" as const, "fill" as const),
          value: amount(0.5, 0.995),
          orderQuantity: fc.oneof(fc.constant(0), amount(1e-3, 200)),
          lotSize: fc.constantFrom(null, 1, 12),
          unitDecimals: fc.constantFrom(null, 0, 2),
          law: fc.constantFrom(
            "auto" as const,
            "normal" as const,
            "gamma" as const,
            "poisson" as const,
            "negative-binomial" as const,
          ),
        }),
        ({ mean, spread, time, slip, measure, value, ...rest }) => {
          const base = anItem();
          const policy = itemPolicy({
            ...base,
            ...rest,
            demand: { ...base.demand, mean, deviation: mean * spread },
            leadTime: { ...base.leadTime, mean: time, deviation: slip },
            target: { measure, value },
          });
          itemPolicySchema.parse(policy);
          expect(
            measure === "cycle" ? policy.cycleService : policy.fillRate,
          ).toBeGreaterThanOrEqual(value - 1e-9);
          expect(policy.max).toBeGreaterThanOrEqual(policy.min);
          for (const { total, parts } of policy.explanations) {
            const sum = parts.reduce((all, part) => all + part.amount, 0);
            expect(Math.abs(sum - total)).toBeLessThan(
              1e-9 * (1 + Math.abs(total)),
            );
          }
        },
      ),
    );
  });
});
