import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { drain, solveStochasticNetwork } from "../../../engine/index.ts";
import { demandOver } from "../../../engine/stochastic/demand-over.ts";
import { nothing } from "../../../engine/stochastic/skew-law.ts";
import { reference } from "../../support/reference.ts";
import { problemOf, valued } from "./valued-stocks.ts";

describe("the wait for a supplier", () => {
  it("gives a lone customer the very variance of what is owed", () => {
    const file: NetworkFileInput = {
      stages: [
        { id: "A", time: 4 },
        { id: "B", time: 2, demand: { mean: 50, deviation: 15 } },
      ],
      links: [{ from: "A", to: "B" }],
    };
    const [a, b] = valued(file, [210, 120]).stages;

    // X = B_A + D(2): Clark and Scarf's recursion, by its moments.
    expect(b!.exposed.mean).toBeCloseTo(a!.backorders.mean + 100, 9);
    expect(b!.exposed.variance).toBeCloseTo(
      a!.backorders.variance + 2 * 15 ** 2,
      9,
    );
    expect(b!.delay.mean).toBeCloseTo(a!.backorders.mean / 50, 12);
  });

  it("is certain, own lots or not, where nothing is held", () => {
    const file: NetworkFileInput = {
      stages: [
        { id: "A", time: 5 },
        { id: "B", time: 2, lotSize: 300, demand: { mean: 50, deviation: 15 } },
      ],
      links: [{ from: "A", to: "B" }],
    };
    const [, b] = valued(file, [0, 500]).stages;

    expect(b!.delay.mean).toBeCloseTo(5, 1);
    // Seven periods of demand, and next to nothing else.
    expect(b!.exposed.variance / (7 * 15 ** 2)).toBeGreaterThan(0.95);
    expect(b!.exposed.variance / (7 * 15 ** 2)).toBeLessThan(1.6);
  });
});

describe("demand that comes in lots", () => {
  it("varies as a lot that comes or not for a short time, and by Q²/6 for a long one", () => {
    const file: NetworkFileInput = {
      stages: [
        { id: "A", time: 5 },
        { id: "B", time: 2, lotSize: 600, demand: { mean: 1, deviation: 0 } },
      ],
      links: [{ from: "A", to: "B" }],
    };
    const problem = problemOf(file);
    const over = (mean: number) => demandOver(problem, 0, { ...nothing, mean });

    // x·(Q − x) with x = 3, and 600²/6.
    expect(over(3).variance / (3 * 597)).toBeCloseTo(1, 1);
    expect(over(6000).variance).toBeCloseTo(60_000, 6);
  });
});

describe("one warehouse and its retailers, taken apart", () => {
  it("owe what they owe exactly, to a twentieth of a unit", () => {
    interface Case {
      readonly input: {
        readonly rates: number[];
        readonly transportTimes: number[];
        readonly warehouseLeadTime: number;
      };
      readonly evaluate?: readonly {
        readonly S0: number;
        readonly S: number[];
        readonly exact: readonly { readonly EB: number }[];
      }[];
    }
    const { cases } = reference<{ readonly cases: readonly Case[] }>(
      "meio/distribution_owmr.json",
    );
    // Periods short enough for one unit at most, as in continuous review.
    const fine = 100;
    let compared = 0;
    for (const { input, evaluate = [] } of cases) {
      const { rates, transportTimes, warehouseLeadTime } = input;
      const file: NetworkFileInput = {
        stages: [
          { id: "W", time: warehouseLeadTime * fine },
          ...rates.map((rate, i) => ({
            id: `R${i}`,
            time: transportTimes[i]! * fine,
            demand: { mean: rate / fine, deviation: Math.sqrt(rate / fine) },
          })),
        ],
        links: rates.map((_, i) => ({ from: "W", to: `R${i}` })),
      };
      for (const { S0, S, exact } of evaluate) {
        const { stages } = valued(file, [S0, ...S]);
        exact.forEach(({ EB }, i) => {
          compared++;
          const error = stages[i + 1]!.backorders.mean - EB;
          expect(Math.abs(error)).toBeLessThan(0.05);
        });
      }
    }
    expect(compared).toBeGreaterThan(20);
  });
});

describe("a policy with lots and lumpy demand", () => {
  const file: NetworkFileInput = {
    stages: [
      { id: "Plant", time: 4, addedCost: 2 },
      { id: "DC", time: 3, addedCost: 1, lotSize: 250 },
      {
        id: "North",
        time: 2,
        addedCost: 1,
        lotSize: 90,
        demand: { mean: 30, deviation: 9 },
        fillRate: 0.95,
      },
      {
        id: "South",
        time: 1,
        addedCost: 1,
        demand: { mean: 25, deviation: 30 },
        fillRate: 0.9,
      },
    ],
    links: [
      { from: "Plant", to: "DC" },
      { from: "DC", to: "North" },
      { from: "DC", to: "South" },
    ],
    options: { model: "stochastic" },
  };

  it("does in its replay what was calculated, within a few points, and keeps its targets", () => {
    const { stages, simulation } = drain(
      solveStochasticNetwork(file, { periods: 2000 }),
    );

    expect(simulation.confirmed).toBe(true);
    for (const { fillRate, onHand, simulated, target } of stages) {
      if (!target) continue;
      expect(Math.abs(fillRate - simulated.fillRate.mean)).toBeLessThan(0.03);
      expect(Math.abs(onHand / simulated.onHand.mean - 1)).toBeLessThan(0.08);
      expect(simulated.fillRate.mean).toBeLessThan(target.value + 0.015);
    }
    // 25 ± 30 would ask for less than nothing in a fifth of the periods.
    expect(stages.map(({ demandLaw }) => demandLaw)).toEqual([
      undefined,
      undefined,
      "normal",
      "gamma",
    ]);
  });

  it("keeps the service of cycles where orders come in lots", () => {
    const cycles: NetworkFileInput = {
      ...file,
      stages: file.stages.map(({ fillRate, ...stage }) =>
        fillRate === undefined ? stage : { ...stage, serviceLevel: 0.9 },
      ),
    };
    const { stages } = drain(solveStochasticNetwork(cycles, { periods: 2000 }));
    for (const { target, simulated, cycleService } of stages) {
      if (!target) continue;
      expect(simulated.cycleService.high).toBeGreaterThanOrEqual(0.9);
      expect(simulated.cycleService.mean).toBeLessThan(0.92);
      expect(Math.abs(cycleService - 0.9)).toBeLessThan(0.08);
    }
  });

  it("is replayed once, and told, when it must stop at once", () => {
    const rounds = new Set<string>();
    const calculation = solveStochasticNetwork(file, {
      periods: 2000,
      shouldStop: () => true,
    });
    let step = calculation.next();
    while (!step.done) {
      if (step.value.step !== "Replaying") rounds.add(step.value.step);
      step = calculation.next();
    }
    expect([...rounds]).toEqual([
      "Choosing fill rates",
      "Choosing fill rates, round 1",
    ]);
    expect(step.value.simulation).toMatchObject({
      periods: 2000,
      replications: 10,
    });
    expect(step.value.stages).toHaveLength(4);
  });
});
