import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import { readNetwork } from "../../../engine/network/network.ts";
import type {
  Exposure,
  StageStock,
} from "../../../engine/stochastic/network-stock.ts";
import {
  exposureAt,
  stochasticNetwork,
  stockAt,
} from "../../../engine/stochastic/network-stock.ts";

export function problemOf(file: NetworkFileInput) {
  const lots = Float64Array.from(file.stages, ({ lotSize = 0 }) => lotSize);
  return stochasticNetwork(readNetwork(file), lots);
}

/** What given stocks do, in the order of supply, and what each stage is exposed to. */
export function valued(file: NetworkFileInput, stocks: readonly number[]) {
  const problem = problemOf(file);
  const stages: StageStock[] = [];
  const exposures: Exposure[] = [];
  for (const stage of problem.network.graph.order) {
    const exposure = exposureAt(problem, stage, stages);
    exposures[stage] = exposure;
    stages[stage] = stockAt(problem, stage, exposure, stocks[stage]!);
  }
  return { stages, exposures };
}
