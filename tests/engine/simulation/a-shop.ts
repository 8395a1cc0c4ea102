import type {
  DemandLaw,
  SimulatedStage,
  SimulationInput,
  SimulationResult,
} from "../../../engine/index.ts";
import { drain, simulateNetwork } from "../../../engine/index.ts";

/** Runs a simulation to its end. */
export function run(input: SimulationInput): SimulationResult {
  return drain(simulateNetwork(input));
}

/** A dull shop; the test states only what it is about. */
export function aShop(changes: Partial<SimulatedStage> = {}): SimulationInput {
  return {
    stages: [
      {
        id: "Shop",
        leadTime: 2,
        policy: { type: "baseStock", baseStock: 8 },
        demand: { law: "poisson", mean: 3 },
        ...changes,
      },
    ],
    links: [],
    periods: 2000,
    seed: 7,
    levels: true,
  };
}

/** Inventory level of the one stage, from the first period on. */
export function levelsOf(input: SimulationInput): number[] {
  return [...run({ ...input, warmUp: 0 }).levels![0]!];
}

/** Demand as listed, period by period. */
export function trace(...values: number[]): DemandLaw {
  return { law: "trace", values };
}
