import { readNetwork } from "../../../engine/network/network.ts";
import { arrivalTime } from "../../../engine/stochastic/arrival-time.ts";
import { bestNetworkStock } from "../../../engine/stochastic/best-network-stock.ts";
import type { ServiceTarget } from "../../../engine/stochastic/least-stock.ts";
import { stochasticNetwork } from "../../../engine/stochastic/network-stock.ts";
import { excessOver } from "../../../engine/stochastic/skew-law.ts";
import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import {
  drain,
  simulateNetwork,
  solveNetwork,
  solveStochasticNetwork,
} from "../../../engine/index.ts";

const serial: NetworkFileInput = {
  stages: [
    { id: "A", addedCost: 1, time: 4 },
    { id: "B", addedCost: 1, time: 3 },
    { id: "C", addedCost: 2, time: 2, demand: { mean: 50, deviation: 15 } },
  ],
  links: [
    { from: "A", to: "B" },
    { from: "B", to: "C" },
  ],
};

const distribution: NetworkFileInput = {
  stages: [
    { id: "DC", addedCost: 2, time: 5 },
    ...[1, 2, 3].map((i) => ({
      id: `R${i}`,
      addedCost: 1,
      time: 2,
      demand: { mean: 20 * i, deviation: 7 * i },
    })),
  ],
  links: [1, 2, 3].map((i) => ({ from: "DC", to: `R${i}` })),
};

/** Two parts, two of one of them, make a product for two markets; every time varies. */
const assembly: NetworkFileInput = {
  stages: [
    { id: "P1", addedCost: 1, time: 6, timeDeviation: 0.8 },
    { id: "P2", addedCost: 2, time: 4, timeDeviation: 0.8 },
    { id: "F", addedCost: 2, time: 2 },
    { id: "S1", addedCost: 1, time: 1, demand: { mean: 30, deviation: 10 } },
    { id: "S2", addedCost: 1, time: 2, demand: { mean: 60, deviation: 20 } },
  ],
  links: [
    { from: "P1", to: "F" },
    { from: "P2", to: "F", units: 2 },
    { from: "F", to: "S1" },
    { from: "F", to: "S2" },
  ],
};

function targetsOf(file: NetworkFileInput): (ServiceTarget | undefined)[] {
  return file.stages.map(({ demand }) =>
    demand ? { measure: "fillRate", target: 0.95 } : undefined,
  );
}

function solved(file: NetworkFileInput) {
  const network = readNetwork(file);
  const lots = new Float64Array(file.stages.length);
  const problem = stochasticNetwork(network, lots);
  return drain(bestNetworkStock(problem, targetsOf(file)));
}

describe("the law of what exceeds a stock", () => {
  it("is that of the exponential law: e^-s, 2e^-s, 6e^-s and 24e^-s", () => {
    // Mean 1, variance 1, third central moment 2.
    const law = { mean: 1, variance: 1, third: 2 };
    for (const s of [0, 0.5, 2, 7]) {
      const { chance, first, second, third, fourth } = excessOver(law, s);
      const tail = Math.exp(-s);
      expect(chance / tail).toBeCloseTo(1, 10);
      expect(first / tail).toBeCloseTo(1, 10);
      expect(second / tail).toBeCloseTo(2, 9);
      expect(third / tail).toBeCloseTo(6, 8);
      expect(fourth / tail).toBeCloseTo(24, 7);
    }
  });

  it("is the normal law's without skewness: at the mean half, and σ/√(2π)", () => {
    const { chance, first, second, fourth } = excessOver(
      { mean: 10, variance: 9, third: 0 },
      10,
    );
    expect(chance).toBeCloseTo(0.5, 12);
    expect(first).toBeCloseTo(3 / Math.sqrt(2 * Math.PI), 12);
    expect(second).toBeCloseTo(4.5, 12);
    // Half of 3σ⁴.
    expect(fourth).toBeCloseTo(121.5, 10);
  });

  it("is what a certain quantity leaves", () => {
    const certain = { mean: 5, variance: 0, third: 0 };
    expect(excessOver(certain, 3)).toEqual({
      chance: 1,
      first: 2,
      second: 4,
      third: 8,
      fourth: 16,
    });
    expect(excessOver(certain, 5).chance).toBe(0);
  });
});

describe("the time until an order is there when none overtakes another", () => {
  const law = {
    kind: "discrete",
    periods: Float64Array.of(1, 3),
    probability: Float64Array.of(0.5, 0.5),
  } as const;

  it("is the longest of its own and of earlier ones: 1, 2 or 3 with 1/4, 1/4, 1/2", () => {
    // P(≤ 1) = F(1)F(2) = 1/4, P(≤ 2) = F(2)F(3) = 1/2.
    const { mean, variance } = arrivalTime(law, 0, 0);
    expect(mean).toBeCloseTo(0.25 + 0.5 + 1.5, 12);
    expect(variance).toBeCloseTo(0.25 + 1 + 4.5 - 2.25 ** 2, 12);
  });

  it("is the order's own when orders are far apart", () => {
    expect(arrivalTime(law, 0, 10).mean).toBeCloseTo(2, 12);
    expect(arrivalTime({ kind: "constant" }, 7, 0)).toEqual({
      mean: 7,
      variance: 0,
      third: 0,
    });
  });
});

describe("a network's stock by the stochastic-service model", () => {
  it.each([
    ["serial", serial],
    ["one warehouse and its shops", distribution],
    ["assembly with random times", assembly],
  ])("does in a simulation what it says: %s", (_, file) => {
    const { stages } = solved(file);
    const { stages: replayed } = drain(
      simulateNetwork({
        stages: file.stages.map(({ id, time, timeDeviation, demand }, i) => ({
          id,
          leadTime: timeDeviation
            ? { mean: time, deviation: timeDeviation }
            : time,
          policy: { type: "baseStock", baseStock: stages[i]!.stock },
          ...(demand && {
            demand: {
              law: "normal",
              mean: demand.mean!,
              deviation: demand.deviation!,
            },
          }),
        })),
        links: file.links!.map(({ from, to, units = 1 }) => ({
          from,
          to,
          units,
        })),
        periods: 5000,
        replications: 10,
        seed: 3,
      }),
    );
    stages.forEach(({ fillRate, onHand, stock }, i) => {
      const { fillRate: seen, meanOnHand } = replayed[i]!;
      expect(Math.abs(fillRate - seen.mean)).toBeLessThan(0.025);
      expect(Math.abs(onHand - meanOnHand.mean)).toBeLessThan(
        0.02 * Math.max(stock, 1),
      );
    });
  });

  it("holds no more than stock everywhere or nowhere inside would cost", () => {
    for (const file of [serial, distribution, assembly]) {
      const best = solved(file);
      const network = readNetwork(file);
      const problem = stochasticNetwork(
        network,
        new Float64Array(file.stages.length),
      );
      for (const inside of [0.01, 0.9, 0.999]) {
        // With a target inside, too, there is nothing left to choose.
        const targets = targetsOf(file).map(
          (target): ServiceTarget =>
            target ?? { measure: "fillRate", target: inside },
        );
        const { cost } = drain(bestNetworkStock(problem, targets));
        expect(best.cost).toBeLessThan(cost * 1.0001);
      }
    }
  });
});

describe("a network file for the stochastic model", () => {
  const file: NetworkFileInput = {
    ...assembly,
    stages: assembly.stages.map((stage) => ({
      ...stage,
      ...(stage.id === "F" && { lotSize: 200 }),
      ...(stage.id === "S1" && { fillRate: 0.97, lotSize: 60 }),
      ...(stage.id === "S2" && { serviceLevel: 0.9 }),
    })),
    options: { model: "stochastic" },
  };

  it("is answered by a policy whose replay keeps every target, lots and all", () => {
    const policy = drain(solveStochasticNetwork(file, { periods: 2000 }));
    expect(policy.simulation.confirmed).toBe(true);
    const byId = new Map(policy.stages.map((row) => [row.id, row]));
    expect(byId.get("F")).toMatchObject({ type: "rQ", orderQuantity: 200 });
    const s1 = byId.get("S1")!;
    expect(s1.simulated.fillRate.high).toBeGreaterThanOrEqual(0.97);
    expect(s1.simulated.fillRate.mean).toBeLessThan(0.985);
    const s2 = byId.get("S2")!;
    expect(s2.target).toEqual({ measure: "cycleService", value: 0.9 });
    expect(s2.simulated.cycleService.high).toBeGreaterThanOrEqual(0.9);
    expect(s2.simulated.cycleService.mean).toBeLessThan(0.93);
  });

  it("gives the same answer twice", () => {
    const once = drain(solveStochasticNetwork(file, { periods: 500 }));
    const again = drain(solveStochasticNetwork(file, { periods: 500 }));
    expect(again).toEqual(once);
  });

  it("takes demand that does not vary and stages that take no time", () => {
    const still: NetworkFileInput = {
      stages: [
        { id: "A", time: 0, addedCost: 1 },
        { id: "B", time: 0, addedCost: 1, demand: { mean: 5 } },
      ],
      links: [{ from: "A", to: "B" }],
    };
    const { stages } = drain(solveStochasticNetwork(still, { periods: 100 }));
    for (const row of stages) {
      expect(Number.isFinite(row.onHand)).toBe(true);
      expect(row.simulated.onHand.mean).toBeLessThan(1e-6);
    }
  });

  it("is refused by name where a number makes no sense, or the model is the other", () => {
    const with_ = (change: object): NetworkFileInput => ({
      ...serial,
      stages: serial.stages.map((stage) =>
        stage.id === "C" ? { ...stage, ...change } : stage,
      ),
    });
    expect(() => drain(solveStochasticNetwork(with_({ fillRate: 1 })))).toThrow(
      "fillRate of stage C",
    );
    expect(() => drain(solveStochasticNetwork(with_({ lotSize: 0 })))).toThrow(
      "lotSize of stage C",
    );
    expect(() => drain(solveNetwork(with_({ fillRate: 0.9 })))).toThrow(
      'fillRate of stage C is for options.model "stochastic"',
    );
  });
});
