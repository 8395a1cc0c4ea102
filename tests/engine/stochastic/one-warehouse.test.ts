import fc from "fast-check";
import {
  bestOneWarehouseStock,
  oneWarehouseService,
} from "../../../engine/index.ts";
import { reference } from "../../support/reference.ts";
import type { WarehouseCase } from "./warehouse-case.ts";
import { costsOf, systemOf } from "./warehouse-case.ts";

const { cases } = reference<{ readonly cases: readonly WarehouseCase[] }>(
  "meio/distribution_owmr.json",
);

/** Relative, absolute below 1, as the cases state it; their figures carry eight digits. */
function expectNear(ours: number, theirs: number, reltol: number): void {
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(
    reltol * Math.max(1, Math.abs(theirs)),
  );
}

describe("one warehouse and its retailers", () => {
  it.each(cases)("are stocked best as published: $id", (published) => {
    const { expected, reltol } = published;
    const { stock, cost } = bestOneWarehouseStock(
      systemOf(published),
      costsOf(published),
    );
    expectNear(cost, expected.cost, reltol);
    expect(stock).toEqual({ warehouse: expected.S0, retailers: expected.S });
  });

  it.each(cases)(
    "serve as published, by all three models: $id",
    (published) => {
      const { reltol, evaluate } = published;
      for (const {
        S0,
        S,
        warehouse,
        exact,
        metricEB,
        variMetricEB,
      } of evaluate) {
        const system = systemOf(published);
        const stock = { warehouse: S0, retailers: S };
        const ours = oneWarehouseService(system, stock);
        const metric = oneWarehouseService(system, stock, "metric");
        const variMetric = oneWarehouseService(system, stock, "variMetric");
        const { expectedBackorders, backorderVariance, expectedOnHand } =
          ours.warehouse;
        expectNear(expectedBackorders, warehouse.expectedBackorders, reltol);
        expectNear(backorderVariance, warehouse.varBackorders, reltol);
        expectNear(expectedOnHand, warehouse.expectedOnHand, reltol);
        exact.forEach(({ EB, EI, fillRate }, at) => {
          const retailer = ours.retailers[at]!;
          expectNear(retailer.expectedBackorders, EB, reltol);
          expectNear(retailer.expectedOnHand, EI, reltol);
          expectNear(retailer.fillRate, fillRate, reltol);
          expectNear(
            metric.retailers[at]!.expectedBackorders,
            metricEB[at]!,
            reltol,
          );
          expectNear(
            variMetric.retailers[at]!.expectedBackorders,
            variMetricEB[at]!,
            reltol,
          );
        });
      }
    },
  );

  it("keep the balance of units whatever the stocks", () => {
    const retailer = fc.record({
      rate: fc.double({ min: 0.05, max: 4, noNaN: true }),
      time: fc.double({ min: 0, max: 4, noNaN: true }),
      stock: fc.nat(12),
    });
    fc.assert(
      fc.property(
        fc.array(retailer, { minLength: 1, maxLength: 5 }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.nat(30),
        (retailers, warehouseLeadTime, warehouse) => {
          const rates = retailers.map(({ rate }) => rate);
          const system = {
            rates,
            transportTimes: retailers.map(({ time }) => time),
            warehouseLeadTime,
          };
          const stock = {
            warehouse,
            retailers: retailers.map((one) => one.stock),
          };
          const more = { ...stock, warehouse: warehouse + 1 };
          const ours = oneWarehouseService(system, stock);
          const better = oneWarehouseService(system, more);
          const all = rates.reduce((sum, rate) => sum + rate, 0);
          retailers.forEach(({ rate, time, stock: units }, at) => {
            const { expectedBackorders, expectedOnHand, fillRate } =
              ours.retailers[at]!;
            // On hand − owed = stock − on order; on order = in transit + delayed.
            const onOrder =
              rate * time + (rate / all) * ours.warehouse.expectedBackorders;
            expect(expectedOnHand - expectedBackorders).toBeCloseTo(
              units - onOrder,
              9,
            );
            expect(fillRate).toBeGreaterThanOrEqual(0);
            expect(fillRate).toBeLessThanOrEqual(1);
            expect(better.retailers[at]!.fillRate).toBeGreaterThanOrEqual(
              fillRate - 1e-12,
            );
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are as one stage when the warehouse is never short", () => {
    // Poisson demand of mean 2 over the transport time, stock 3: P(X ≤ 2) = 5·e⁻².
    const { retailers } = oneWarehouseService(
      { rates: [1], transportTimes: [2], warehouseLeadTime: 1 },
      { warehouse: 60, retailers: [3] },
    );
    expect(retailers[0]!.fillRate).toBeCloseTo(5 * Math.exp(-2), 12);
  });

  it("refuse half a unit of stock by name", () => {
    expect(() =>
      oneWarehouseService(
        { rates: [1], transportTimes: [2], warehouseLeadTime: 1 },
        { warehouse: 1.5, retailers: [3] },
      ),
    ).toThrow("warehouse must be whole units, got 1.5");
  });
});
