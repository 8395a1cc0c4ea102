import {
  bestPolicyType,
  drain,
  leadTimeDemand,
  leastCostMinMax,
  simulateNetwork,
  type PolicyChoiceInput,
  type ReplenishmentPolicy,
  type TypedPolicy,
} from "../../../engine/index.ts";

/** A steady seller, looked at every period. */
const anItem = (other: Partial<PolicyChoiceInput> = {}): PolicyChoiceInput => ({
  demand: { mean: 5, deviation: 4 },
  leadTime: { mean: 2, deviation: 0 },
  orderingCost: 40,
  holdingCost: 0.2,
  waiting: { measure: "cycle", value: 0.95 },
  periodsPerYear: 52,
  ...other,
});
const of = (input: PolicyChoiceInput, type: TypedPolicy["type"]) =>
  bestPolicyType(input).ranking.find((one) => one.type === type)!;

/** The same policy in the twin, which orders at the end of the period it looks at. */
function inTheTwin(policy: TypedPolicy): ReplenishmentPolicy {
  const { reviewPeriods, min, max, orderQuantity } = policy;
  switch (policy.type) {
    case "no-stock":
    case "base-stock":
    case "periodic":
      return { type: "baseStock", baseStock: max, reviewPeriods };
    case "reorder-quantity":
      return {
        type: "rQ",
        reorderPoint: min,
        orderQuantity: orderQuantity!,
        reviewPeriods,
      };
    case "min-max":
      return { type: "minMax", min, max, reviewPeriods };
  }
}

describe("bestPolicyType", () => {
  it("costs every type as the twin does", () => {
    const input = anItem({
      demand: { mean: 2, deviation: 3 },
      reviewPeriods: 2,
      lookingCost: 1,
    });
    const { ranking } = bestPolicyType(input);
    expect(ranking.map(({ type }) => type).sort()).toEqual([
      "base-stock",
      "min-max",
      "no-stock",
      "periodic",
      "reorder-quantity",
    ]);
    for (const policy of ranking) {
      const { stages } = drain(
        simulateNetwork({
          stages: [
            {
              id: "item",
              policy: inTheTwin(policy),
              demand: { law: "negative-binomial", mean: 2, deviation: 3 },
              // What is ordered after the demand of a period is there a period later.
              leadTime: 3,
            },
          ],
          links: [],
          periods: 200_000,
          seed: 11,
        }),
      );
      const { orders, meanOnHand, backorders } = stages[0]!;
      // 95 % service: waiting costs 19 times what holding costs
      const simulated =
        40 * orders.mean +
        1 / policy.reviewPeriods +
        0.2 * meanOnHand.mean +
        3.8 * backorders.mean;
      const { total, ...parts } = policy.costPerPeriod;
      expect(simulated / total).toBeCloseTo(1, 1);
      expect(Math.abs(simulated / total - 1)).toBeLessThan(0.02);
      expect(Object.values(parts).reduce((a, b) => a + b, 0)).toBeCloseTo(
        total,
        9,
      );
      expect(policy.orders).toBeCloseTo(orders.mean, 2);
    }
  });

  it("finds the (s, S) of least cost, as the search for it alone does", () => {
    const input = anItem();
    const law = (reviewPeriods: number, leadTime = input.leadTime) =>
      leadTimeDemand({
        demand: input.demand,
        leadTime,
        reviewPeriods,
        distribution: "negative-binomial",
      });
    const wanted = leastCostMinMax({
      demandPerPeriod: law(1, { mean: 0, deviation: 0 }),
      leadTimeDemand: law(1),
      orderingCost: 40,
      holdingCost: 0.2,
      backorderCost: 3.8,
    });
    const found = of(input, "min-max");

    expect([found.min, found.max]).toEqual([wanted.min, wanted.max]);
    expect(found.costPerPeriod.total).toBeCloseTo(wanted.costPerPeriod, 9);
    expect(found.costPerYear).toBeCloseTo(52 * wanted.costPerPeriod, 7);
  });

  it("has no better fixed lot than the one it finds", () => {
    const input = anItem();
    const best = of(input, "reorder-quantity");
    for (const lotSize of [7, 20, 33, 50, 80]) {
      const other = of({ ...input, lotSize }, "reorder-quantity");
      expect(other.orderQuantity! % lotSize).toBeCloseTo(0, 9);
      expect(other.costPerPeriod.total).toBeGreaterThanOrEqual(
        best.costPerPeriod.total - 1e-9,
      );
    }
  });

  it.each([
    [
      "lumps",
      {
        demand: { mean: 0.5, deviation: 2 },
        orderingCost: 10,
        waiting: { measure: "cycle", value: 0.9 },
      },
      "min-max",
      /^\(s,S\) beats \(r,Q\) by 2\.\d %, because demand comes in lumps of 3\.\d, beside a lot of \d+: what overshoots/,
    ],
    [
      "a review that small demands may skip",
      {
        orderingCost: 10,
        reviewPeriods: 4,
        waiting: { measure: "cycle", value: 0.9 },
      },
      "min-max",
      /^\(s,S\) beats Base stock by 2\.\d %, because a demand that leaves enough is not worth an order/,
    ],
    [
      "small demands",
      {},
      "reorder-quantity",
      /^\(r,Q\) costs only .* % more than \(s,S\) and is simpler, because demand comes in lumps of 5\.\d, small against a lot of \d+/,
    ],
    [
      "orders for nothing",
      { orderingCost: 0 },
      "base-stock",
      /^Base stock costs no more than .* and is simpler, because orders cost nothing/,
    ],
    [
      "dear looks",
      { lookingCost: 5 },
      "periodic",
      /^\(R,S\) beats .* by .* %, because a look costs 5, and one every \d+ periods is enough\.$/,
    ],
    [
      "rare demand of a dear item",
      {
        demand: { mean: 0.01, deviation: 0.1 },
        orderingCost: 1,
        holdingCost: 5,
      },
      "no-stock",
      /^No stock costs no more than .* and is simpler, because customers ask once in 10\d periods/,
    ],
    [
      "lots",
      { lotSize: 24 },
      "reorder-quantity",
      /^\(r,Q\), because orders come in lots of 24, which no max can promise\.$/,
    ],
  ] as const)("chooses for %s, and says why", (_, other, type, reason) => {
    const choice = bestPolicyType(anItem(other));

    expect(choice.best.type).toBe(type);
    expect(choice.reason).toMatch(reason);
    expect(choice.best.extra).toBeLessThanOrEqual(0.01);
    expect(choice.ranking[0]!.extra).toBe(0);
  });

  it("offers only what can be ordered, and says what stands in the way", () => {
    const least = bestPolicyType(anItem({ minOrderQuantity: 90 }));
    expect(least.impossible.map(({ type, why }) => [type, why])).toEqual([
      ["no-stock", "an order is at least 90"],
      ["base-stock", "an order is at least 90"],
      ["periodic", "an order is at least 90"],
    ]);
    for (const { min, max } of least.ranking) {
      expect(max - min).toBeGreaterThanOrEqual(90);
    }
    expect(bestPolicyType(anItem({ lotSize: 1 })).impossible).toEqual([]);
  });

  it("keeps its answer when units are counted otherwise", () => {
    // Grams instead of hectograms, on a grid as fine
    const large = bestPolicyType(
      anItem({
        demand: { mean: 500, deviation: 400 },
        holdingCost: 0.002,
        distribution: "gamma",
      }),
    );
    const small = bestPolicyType(
      anItem({ unitDecimals: 2, distribution: "gamma" }),
    );

    expect(large.best.type).toBe(small.best.type);
    large.ranking.forEach((policy, i) => {
      const same = small.ranking[i]!;
      expect(policy.type).toBe(same.type);
      expect(policy.costPerYear / same.costPerYear).toBeCloseTo(1, 2);
    });
  });

  it("costs more with every cost that rises", () => {
    const cost = (other: Partial<PolicyChoiceInput>) =>
      bestPolicyType(anItem(other)).ranking[0]!.costPerYear;
    const plain = cost({});

    expect(cost({ orderingCost: 50 })).toBeGreaterThan(plain);
    expect(cost({ holdingCost: 0.3 })).toBeGreaterThan(plain);
    expect(cost({ lookingCost: 1 })).toBeGreaterThan(plain);
    expect(cost({ leadTime: { mean: 2, deviation: 1.5 } })).toBeGreaterThan(
      plain,
    );
    expect(cost({ demand: { mean: 5, deviation: 8 } })).toBeGreaterThan(plain);
  });

  it("refuses what is no item", () => {
    expect(() => bestPolicyType(anItem({ holdingCost: 0 }))).toThrow(
      "holdingCost must be above 0, got 0",
    );
    expect(() =>
      bestPolicyType(anItem({ demand: { mean: 0, deviation: 0 } })),
    ).toThrow("demand.mean must be above 0, got 0");
    expect(() => bestPolicyType(anItem({ reviewPeriods: 0.5 }))).toThrow(
      "reviewPeriods must be a whole number from 1 to 400, got 0.5",
    );
    expect(() =>
      bestPolicyType(anItem({ waiting: { measure: "cycle", value: 95 } })),
    ).toThrow("waiting.value must be above 0 and below 1, got 95");
  });
});
