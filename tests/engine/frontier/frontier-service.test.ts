import { frontierService } from "../../../engine/frontier/frontier-service.ts";

describe("frontierService", () => {
  it("weighs fill rates by demand, and adds up the value on hand", () => {
    const items = [
      { rate: 2, leadTime: 1, cost: 10 },
      { rate: 1, leadTime: 1, cost: 50 },
    ];
    const { fillRate, valueOnHand } = frontierService(items, [2, 0]);

    // Poisson of mean 2: P(X ≤ 1) = 3·e⁻²; no stock fills nothing.
    const fill = 3 * Math.exp(-2);
    expect(fillRate).toBeCloseTo((2 * fill) / 3, 12);
    // On hand: 2·P(0) + 1·P(1) = 4·e⁻² units at 10
    expect(valueOnHand).toBeCloseTo(40 * Math.exp(-2), 12);
  });

  it("fills all of no demand", () => {
    const items = [{ rate: 0, leadTime: 3, cost: 10 }];
    expect(frontierService(items, [1])).toEqual({
      fillRate: 1,
      valueOnHand: 10,
    });
  });
});
