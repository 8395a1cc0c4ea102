import type {
  NetworkFileInput,
  SimulationReport,
} from "../../../engine/contracts/index.ts";
import { policyFileSchema } from "../../../engine/contracts/index.ts";
import {
  drain,
  normalCdf,
  simulateFile,
  solveNetwork,
} from "../../../engine/index.ts";

type Stage = NetworkFileInput["stages"][number];

/** One shop with a demand of 40 ± 6 a period; the test states only what it is about. */
function aShop(changes: Partial<Stage> = {}): NetworkFileInput {
  return {
    stages: [
      { id: "Shop", time: 4, demand: { mean: 40, deviation: 6 }, ...changes },
    ],
  };
}

function simulated(
  network: NetworkFileInput,
  policy: object,
  periods = 60_000,
): SimulationReport {
  const rows = policyFileSchema.parse({
    stages: [{ id: "Shop", ...policy }],
  });
  return drain(simulateFile(network, rows, { periods, seed: 2 }));
}

const hits = (
  { mean, low, high }: SimulationReport["stages"][number]["fillRate"],
  exact: number,
): boolean => Math.abs(mean - exact) <= high - low;

describe("a simulation of files", () => {
  it("refuses a demand that scatters around nothing, by its stage", () => {
    const network = aShop({ demand: { mean: 0, deviation: 3 } });
    expect(() => simulated(network, { baseStock: 9 })).toThrow(
      "demand.mean of stage Shop must be above 0 to be simulated, got 0 with a deviation of 3",
    );
  });

  it("waits for a supplier outside the network, then works", () => {
    // Six periods of demand: (255 − 240) / (6·√6).
    const network = aShop({ inboundServiceTime: 2 });
    const { stages, nodePeriods, warmUp, periods } = simulated(network, {
      baseStock: 255,
    });
    const exact = normalCdf(15 / (6 * Math.sqrt(6)));
    expect(hits(stages[0]!.cycleService, exact)).toBe(true);
    // The supplier is not one of the network's stages.
    expect(stages).toHaveLength(1);
    expect(nodePeriods).toBe(warmUp + periods);
  });

  it("takes the stage's own law of time", () => {
    // Little (1961): on the way are as many units as come in a lead time of 5.
    const { stages } = simulated(
      aShop({
        timeDistribution: [
          [4, 0.5],
          [6, 0.5],
        ],
      }),
      { baseStock: 300 },
    );
    // Not overtaking, a shipment of 4 periods waits for one of 6 sent just before it:
    // 6 half of the time, else 5 when the one before took 6 (another half), else 4.
    expect(hits(stages[0]!.inTransit, 40 * (6 / 2 + 5 / 4 + 4 / 4))).toBe(true);
  });

  it("confirms a single stage that guaranteed service planned", () => {
    const network = aShop({ serviceLevel: 0.97, maxServiceTime: 0 });
    const { stages } = drain(solveNetwork(network));
    const report = simulated(network, stages[0]!);
    expect(report.stages[0]!.serviceLevel).toBe(0.97);
    expect(hits(report.stages[0]!.cycleService, 0.97)).toBe(true);
  });

  it("counts what is late only after the service time", () => {
    // Demand of two of the four periods is covered: (90 − 80) / (6·√2).
    const { stages } = simulated(aShop(), { baseStock: 90, serviceTimeOut: 2 });
    const exact = normalCdf(10 / (6 * Math.sqrt(2)));
    expect(hits(stages[0]!.cycleService, exact)).toBe(true);
  });

  it("lets customers ask by another law than the network's", () => {
    const { stages } = simulated(
      aShop(),
      { baseStock: 9, demand: { law: "empirical", values: [0, 4] } },
      5000,
    );
    expect(hits(stages[0]!.demand, 2)).toBe(true);
  });
});
