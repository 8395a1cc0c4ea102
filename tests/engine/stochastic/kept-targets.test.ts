import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { drain, solveStochasticNetwork } from "../../../engine/index.ts";

/** Lots of a few customers that are large beside the stock behind them. */
const largeLots: NetworkFileInput = {
  stages: [
    { id: "P", time: 7, timeDeviation: 1.1, addedCost: 3.1, lotSize: 930 },
    { id: "Q", time: 7, timeDeviation: 0.9, addedCost: 2.2 },
    { id: "M", time: 7, addedCost: 2.8 },
    {
      id: "S",
      time: 2,
      addedCost: 1.3,
      lotSize: 272,
      demand: { mean: 62, deviation: 25.3 },
      fillRate: 0.9,
    },
    {
      id: "T",
      time: 1,
      addedCost: 1.7,
      demand: { mean: 20, deviation: 4.8 },
      fillRate: 0.95,
    },
    {
      id: "U",
      time: 3,
      addedCost: 1.5,
      demand: { mean: 50, deviation: 7.6 },
      fillRate: 0.95,
    },
  ],
  links: [
    { from: "P", to: "M" },
    { from: "M", to: "S", units: 2 },
    { from: "Q", to: "S", units: 2 },
    { from: "M", to: "T" },
    { from: "Q", to: "U" },
    { from: "P", to: "U" },
  ],
};

/** Stages with customers of their own that feed each other. */
const mixed: NetworkFileInput = {
  stages: [
    {
      id: "A",
      time: 5,
      addedCost: 1,
      demand: { mean: 40, deviation: 5 },
      fillRate: 0.97,
    },
    {
      id: "B",
      time: 7,
      addedCost: 3,
      lotSize: 66,
      demand: { mean: 43, deviation: 5 },
      fillRate: 0.97,
    },
    {
      id: "C",
      time: 4,
      addedCost: 3,
      lotSize: 68,
      demand: { mean: 48, deviation: 10 },
      serviceLevel: 0.9,
    },
  ],
  links: [
    { from: "A", to: "B" },
    { from: "B", to: "C" },
  ],
};

describe("targets of a network that calculation misses by far", () => {
  it.each([
    ["lots are large beside the stock behind them", largeLots],
    ["stages with customers feed each other in lots", mixed],
  ])("are kept in the replay, and not by far, where %s", (_, file) => {
    const { simulation, stages } = drain(
      solveStochasticNetwork(
        { ...file, options: { model: "stochastic" } },
        { periods: 1000 },
      ),
    );

    expect(simulation.confirmed).toBe(true);
    for (const { target, simulated } of stages) {
      if (!target) continue;
      const { low, high } = simulated[target.measure];
      expect(high).toBeGreaterThanOrEqual(target.value);
      expect(low).toBeLessThan(target.value + 0.01);
    }
  });
});
