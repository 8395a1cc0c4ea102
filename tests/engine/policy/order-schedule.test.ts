import fc from "fast-check";
import { orderSchedule } from "../../../engine/index.ts";

describe("orderSchedule", () => {
  it("finds the cheapest of all sets of ordering periods", () => {
    const period = fc.record({
      demand: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 })),
      orderingCost: fc.integer({ min: 0, max: 100 }),
      holdingCost: fc.integer({ min: 0, max: 5 }),
      unitCost: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(period, { maxLength: 8 }), (periods) => {
        const pick = (name: keyof (typeof periods)[number]) =>
          periods.map((one) => one[name]);
        const input = {
          demand: pick("demand"),
          orderingCost: pick("orderingCost"),
          holdingCost: pick("holdingCost"),
          unitCost: pick("unitCost"),
        };
        const n = periods.length;
        let least = Infinity;
        for (let set = 0; set < 2 ** n; set++) {
          let cost = 0;
          let perUnit = Infinity;
          for (let t = 0; t < n; t++) {
            const { demand, orderingCost, holdingCost, unitCost } = periods[t]!;
            if ((set >> t) & 1) {
              cost += orderingCost;
              perUnit = unitCost;
            }
            if (demand > 0) cost += demand * perUnit;
            perUnit += holdingCost;
          }
          least = Math.min(least, cost);
        }
        const best = orderSchedule(input);
        expect(best.cost).toBeCloseTo(least, 9);

        // And the orders it names cost what it says, with nobody waiting.
        let stock = 0;
        let paid = 0;
        best.orders.forEach((order, t) => {
          const { demand, orderingCost, holdingCost, unitCost } = periods[t]!;
          if (order > 0) paid += orderingCost + order * unitCost;
          stock += order - demand;
          expect(stock).toBeGreaterThanOrEqual(0);
          paid += stock * holdingCost;
        });
        expect(stock).toBe(0);
        expect(paid).toBeCloseTo(best.cost, 9);
      }),
    );
  });

  it("orders nothing where nothing is asked for", () => {
    const costs = { orderingCost: 10, holdingCost: 1 };

    expect(orderSchedule({ demand: [], ...costs })).toEqual({
      orders: [],
      cost: 0,
    });
    // Period 3 is served by an order of its own: 10 against 5·2 + 0 saved; they tie.
    expect(orderSchedule({ demand: [0, 0, 5, 0], ...costs })).toEqual({
      orders: [0, 0, 5, 0],
      cost: 10,
    });
  });

  it("refuses lists of another length", () => {
    expect(() =>
      orderSchedule({ demand: [1, 2], orderingCost: [5], holdingCost: 1 }),
    ).toThrow("orderingCost must be one for each of the 2 periods, got 1");
    expect(() =>
      orderSchedule({ demand: [1, -2], orderingCost: 5, holdingCost: 1 }),
    ).toThrow("demand[1] must be at least 0, got -2");
  });
});
