import fc from "fast-check";
import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import {
  drain,
  leastOneWarehouseStock,
  negativeBinomialDistribution,
  oneWarehouseService,
  poissonDistribution,
  solveStochasticNetwork,
} from "../../../engine/index.ts";
import { excessOver } from "../../../engine/stochastic/skew-law.ts";
import { wholeExcess } from "../../../engine/stochastic/whole-units.ts";

const cumulants = (mean: number, variance: number) => ({
  mean,
  variance,
  third: variance * ((2 * variance) / mean - 1),
});

describe("what whole units lie above a stock", () => {
  it("is what the Poisson and the negative binomial law say", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 60, noNaN: true }),
        fc.double({ min: 1.1, max: 6, noNaN: true }),
        fc.integer({ min: -3, max: 120 }),
        fc.boolean(),
        (mean, ratio, stock, poisson) => {
          const variance = poisson ? mean : ratio * mean;
          const law = poisson
            ? poissonDistribution(mean)
            : negativeBinomialDistribution({
                mean,
                deviation: Math.sqrt(variance),
              });
          const ours = wholeExcess(cumulants(mean, variance), stock);

          // Sums of as many terms as there are units, each rounded to sixteen digits.
          const near = 1e-13 * (1 + stock ** 2 + mean ** 2 + variance);
          expect(Math.abs(ours.chance - law.survival(stock))).toBeLessThan(
            near,
          );
          expect(Math.abs(ours.first - law.loss(stock))).toBeLessThan(near);
        },
      ),
    );
  });

  it("passes into what is measured where there are many", () => {
    const law = cumulants(390, 800);
    const [counted, measured] = [wholeExcess(law, 400), wholeExcess(law, 401)];
    const smooth = excessOver(law, 400);

    expect(counted.first / smooth.first).toBeCloseTo(1, 3);
    expect(counted.second / smooth.second).toBeCloseTo(1, 3);
    expect(counted.chance).toBeGreaterThan(measured.chance);
    expect(counted.chance - measured.chance).toBeLessThan(0.02);
  });
});

describe("the least stock of one warehouse that keeps cycle services", () => {
  it("is the cheapest of all that keep them", () => {
    const system = {
      rates: [0.4, 1.1],
      transportTimes: [2, 1],
      warehouseLeadTime: 3,
    };
    const costs = { warehouseHolding: 1, holding: [1.4, 2] };
    const wanted = [0.9, 0.95];
    let cheapest = { cost: Infinity, stock: {} };
    for (let warehouse = 0; warehouse <= 15; warehouse++) {
      for (let a = 0; a <= 10; a++) {
        for (let b = 0; b <= 14; b++) {
          const stock = { warehouse, retailers: [a, b] };
          const seen = oneWarehouseService(system, stock);
          const kept = seen.retailers.every(
            ({ cycleService }, at) => cycleService >= wanted[at]!,
          );
          const cost =
            seen.warehouse.expectedOnHand +
            1.4 * seen.retailers[0]!.expectedOnHand +
            2 * seen.retailers[1]!.expectedOnHand;
          if (kept && cost < cheapest.cost) cheapest = { cost, stock };
        }
      }
    }

    const least = leastOneWarehouseStock(system, costs, wanted);
    expect(least.stock).toEqual(cheapest.stock);
    expect(least.cost).toBeCloseTo(cheapest.cost, 10);
  });

  it("refuses a service that is none, by name", () => {
    const system = {
      rates: [1],
      transportTimes: [1],
      warehouseLeadTime: 1,
    };
    const costs = { warehouseHolding: 1, holding: [1] };
    expect(() => leastOneWarehouseStock(system, costs, [95])).toThrow(
      "cycleService[0] must be above 0 and below 1, got 95; write 95 % as 0.95",
    );
  });
});

/** A warehouse and two shops that sell spare parts. */
function spareParts(
  change: Partial<NetworkFileInput["stages"][number]> = {},
): NetworkFileInput {
  return {
    stages: [
      { id: "Warehouse", time: 2, inboundServiceTime: 1, holdingCost: 1 },
      {
        id: "Here",
        time: 2,
        holdingCost: 1.4,
        demand: { mean: 0.4, law: "poisson" },
        serviceLevel: 0.9,
        ...change,
      },
      {
        id: "There",
        time: 1,
        holdingCost: 2,
        demand: { mean: 1.1, law: "poisson" },
        serviceLevel: 0.95,
      },
    ],
    links: [
      { from: "Warehouse", to: "Here" },
      { from: "Warehouse", to: "There" },
    ],
    options: { model: "stochastic" },
  };
}

describe("a network that is asked for whole units", () => {
  const solve = (file: NetworkFileInput) => drain(solveStochasticNetwork(file));

  it("is solved exactly where it is one warehouse with Poisson demand", () => {
    const { exact, simulation, stages, cost } = solve(spareParts());
    const system = {
      rates: [0.4, 1.1],
      transportTimes: [2, 1],
      warehouseLeadTime: 3,
    };
    const costs = { warehouseHolding: 1, holding: [1.4, 2] };
    const best = leastOneWarehouseStock(system, costs, [0.9, 0.95]);

    expect(exact).toBe(true);
    expect(simulation.confirmed).toBe(true);
    expect(stages.map(({ baseStock }) => baseStock)).toEqual([
      best.stock.warehouse,
      ...best.stock.retailers,
    ]);
    // Replayed over 50,000 periods.
    expect(cost / best.cost).toBeCloseTo(1, 1);
    const service = oneWarehouseService(system, best.stock);
    service.retailers.forEach((retailer, at) => {
      const told = stages[at + 1]!;
      expect(told.demandLaw).toBe("poisson");
      expect(told.cycleService).toBe(retailer.cycleService);
      expect(told.onHand).toBe(retailer.expectedOnHand);
      expect(told.backorders).toBe(retailer.expectedBackorders);
      // Little's law: units owed at the warehouse are 1.5 a period times their wait.
      expect(told.delay * 1.5).toBeCloseTo(
        service.warehouse.expectedBackorders,
        12,
      );
    });
  });

  it("comes as near as a unit to the exact answer where it is not solved so", () => {
    // Times that vary next to nothing: the same network, but not for the exact way.
    const near = solve(spareParts({ timeDeviation: 1e-6 }));
    const best = solve(spareParts());

    expect(near.exact).toBe(false);
    expect(near.simulation.confirmed).toBe(true);
    expect(near.cost / best.cost).toBeLessThan(1.02);
    near.stages.forEach(({ baseStock }, at) => {
      expect(Math.abs(baseStock! - best.stages[at]!.baseStock!)).toBeLessThan(
        1.5,
      );
    });
  });

  it("holds whole units everywhere, and keeps every target", () => {
    const { stages, simulation } = solve({
      stages: [
        { id: "Plant", time: 4, addedCost: 3 },
        { id: "DC", time: 2, addedCost: 1, lotSize: 6 },
        {
          id: "Shop",
          time: 1,
          addedCost: 1,
          demand: { mean: 0.7, deviation: 1.3, law: "negative-binomial" },
          fillRate: 0.9,
        },
        {
          id: "Web",
          time: 1,
          addedCost: 1,
          lotSize: 3,
          demand: { mean: 1.6, law: "poisson" },
          serviceLevel: 0.95,
        },
      ],
      links: [
        { from: "Plant", to: "DC", units: 2 },
        { from: "DC", to: "Shop" },
        { from: "DC", to: "Web" },
      ],
      options: { model: "stochastic" },
    });

    expect(simulation.confirmed).toBe(true);
    for (const { baseStock, reorderPoint, target, simulated } of stages) {
      const stock = baseStock ?? reorderPoint!;
      expect(stock).toBe(Math.round(stock));
      if (!target) continue;
      expect(simulated[target.measure].high).toBeGreaterThanOrEqual(
        target.value,
      );
    }
    expect(stages.map(({ demandLaw }) => demandLaw)).toEqual([
      undefined,
      undefined,
      "negative-binomial",
      "poisson",
    ]);
  });

  it("is told where a law has no such deviation", () => {
    const shop = (demand: { mean: number; deviation?: number }, law: string) =>
      solve(spareParts({ demand: { ...demand, law: law as "poisson" } }));

    expect(() => shop({ mean: 4, deviation: 3 }, "poisson")).toThrow(
      "demand.deviation of stage Here must be the root of the mean, 2, for poisson demand, got 3",
    );
    expect(() => shop({ mean: 5, deviation: 2 }, "negative-binomial")).toThrow(
      "demand.deviation of stage Here must be above the root of the mean, 2.236, for negative-binomial demand, got 2",
    );
    // As a table says it, in two digits.
    expect(
      shop({ mean: 0.4, deviation: 0.63 }, "poisson").stages[1]!.baseStock,
    ).toBe(solve(spareParts()).stages[1]!.baseStock);
  });
});
