import { asManyAs } from "../checks.ts";
import type { NetworkFileInput } from "../contracts/network-file.ts";
import type {
  PolicyFile,
  SimulationReport,
  StagePolicyRow,
} from "../contracts/simulation-file.ts";
import { InputError } from "../errors.ts";
import type { Network } from "../network/network.ts";
import { readNetwork } from "../network/network.ts";
import type { DemandLaw, LeadTimeLaw } from "./demand-law.ts";
import type { ReplenishmentPolicy } from "./replenishment-policy.ts";
import { simulateNetwork } from "./simulate-network.ts";
import type {
  Allocation,
  SimulatedStage,
  SimulationInput,
  SimulationProgress,
} from "./simulation-input.ts";

/** How to run a simulation of files. */
export interface FileSimulation {
  readonly periods: number;
  readonly seed: number;
  readonly replications?: number;
  readonly warmUp?: number;
  readonly allocation?: Allocation;
  readonly crossing?: boolean;
  /** Of stages that do not say otherwise; `backorder` when omitted. */
  readonly unmetDemand?: "backorder" | "lost";
  readonly levels?: boolean;
}

/**
 * Simulates a policy on a network, both as files state them.
 *
 * Demand is normal by the network's moments, at least 0, unless the policy file names
 * another law; stage times follow the network's laws. A supplier outside the network delivers
 * after its inbound service time. `seconds` and speed are 0, for the engine has no clock.
 *
 * @throws InputError when a file is wrong, or a stage has no policy or two
 */
export function* simulateFile(
  file: NetworkFileInput,
  policy: PolicyFile,
  options: FileSimulation,
): Generator<SimulationProgress, SimulationReport> {
  const network = readNetwork(file);
  const input = simulationInput(network, policy, options);
  const result = yield* simulateNetwork(input);
  const stages = network.ids.map((id, stage) => {
    const row = result.stages[stage]!;
    const levels = result.levels && { levels: [...result.levels[stage]!] };
    if (!hasDemand(network, stage)) return { ...row, id, ...levels };
    const { fillRate } = file.stages[stage]!;
    if (fillRate !== undefined) {
      const confirmed = row.fillRate.high >= fillRate;
      return { ...row, id, fillRateWanted: fillRate, confirmed, ...levels };
    }
    const serviceLevel = network.serviceLevel[stage]!;
    const confirmed = row.cycleService.high >= serviceLevel;
    return { ...row, id, serviceLevel, confirmed, ...levels };
  });
  return {
    periods: result.periods,
    warmUp: result.warmUp,
    replications: result.replications,
    seed: input.seed,
    allocation: input.allocation ?? "firstCome",
    nodePeriods: (result.nodePeriods / input.stages.length) * stages.length,
    seconds: 0,
    nodePeriodsPerSecond: 0,
    confirmed: stages.every(
      (row) => !("confirmed" in row) || row.confirmed === true,
    ),
    stages,
  };
}

function simulationInput(
  network: Network,
  policy: PolicyFile,
  options: FileSimulation,
): SimulationInput {
  const rows = rowsByStage(network, policy);
  const { unmetDemand = "backorder", ...run } = options;
  const outside = network.ids.flatMap((id, stage) => {
    const periods = network.inboundServiceTime[stage]!;
    return periods > 0 ? [{ id, periods, name: `supplier\nof ${id}` }] : [];
  });
  const { from, to, units } = network.graph;
  return {
    ...run,
    stages: [
      ...network.ids.map((id, stage): SimulatedStage => {
        const row = rows[stage]!;
        const demand = demandOf(network, stage, row);
        return {
          id,
          leadTime: leadTimeOf(network, stage),
          policy: policyOf(row),
          serviceTime: row.serviceTimeOut,
          unmetDemand: row.unmetDemand ?? unmetDemand,
          ...(demand && { demand }),
          ...(row.initialOnHand !== undefined && {
            initialOnHand: row.initialOnHand,
          }),
        };
      }),
      // Without stock of its own it passes on, later, whatever was ordered.
      ...outside.map(({ name, periods }): SimulatedStage => ({
        id: name,
        leadTime: periods,
        policy: { type: "baseStock", baseStock: 0 },
      })),
    ],
    links: [
      ...Array.from(from, (supplier, link) => ({
        from: network.ids[supplier]!,
        to: network.ids[to[link]!]!,
        units: units[link]!,
      })),
      ...outside.map(({ id, name }) => ({ from: name, to: id })),
    ],
  };
}

function rowsByStage(
  { ids, indexOf }: Network,
  { stages }: PolicyFile,
): StagePolicyRow[] {
  const rows = new Array<StagePolicyRow | undefined>(ids.length);
  stages.forEach((row, at) => {
    const stage = indexOf.get(row.id);
    if (stage === undefined) {
      throw new InputError(
        `stages[${at}].id`,
        `stages[${at}].id must be a stage of the network, got "${row.id}"`,
      );
    }
    if (rows[stage]) {
      throw new InputError(
        `stages[${at}].id`,
        `stage ${row.id} must have one policy, got two`,
      );
    }
    rows[stage] = row;
  });
  // Holes too: a stage without a row is what this looks for.
  return Array.from(rows, (row, stage) => {
    if (row) return row;
    throw new InputError(
      "stages",
      `stages must hold a policy for every stage of the network, got none for ${ids[stage]}`,
    );
  });
}

function policyOf(row: StagePolicyRow): ReplenishmentPolicy {
  const { type, reviewPeriods } = row;
  if (type === "rQ") {
    const { reorderPoint, orderQuantity } = row;
    return { type, reorderPoint, orderQuantity, reviewPeriods };
  }
  const { lotSize, minOrderQuantity } = row;
  const rest = {
    reviewPeriods,
    ...(lotSize !== undefined && { lotSize }),
    ...(minOrderQuantity !== undefined && { minOrderQuantity }),
  };
  return type === "baseStock"
    ? { type, baseStock: row.baseStock, ...rest }
    : { type, min: row.min, max: row.max, ...rest };
}

function hasDemand(network: Network, stage: number): boolean {
  return network.demandMean[stage]! > 0 || network.demandDeviation[stage]! > 0;
}

function demandOf(
  network: Network,
  stage: number,
  { demand, demandLaw = network.demandLaw[stage] ?? "normal" }: StagePolicyRow,
): DemandLaw | null {
  if (demand) {
    if (demand.law !== "empirical") return demand;
    const { values, weights = values.map(() => 1) } = demand;
    const field = `demand.weights of stage ${network.ids[stage]}`;
    asManyAs(field, weights, "its values", values.length);
    if (!weights.some((weight) => weight > 0)) {
      throw new InputError(field, `${field} must not all be 0`);
    }
    return { ...demand, weights };
  }
  if (!hasDemand(network, stage)) return null;
  if (network.demandMean[stage] === 0) {
    const field = `demand.mean of stage ${network.ids[stage]}`;
    throw new InputError(
      field,
      `${field} must be above 0 to be simulated, got 0 with a deviation of ${network.demandDeviation[stage]}`,
    );
  }
  const mean = network.demandMean[stage]!;
  if (demandLaw === "poisson") return { law: demandLaw, mean };
  return { law: demandLaw, mean, deviation: network.demandDeviation[stage]! };
}

function leadTimeOf(network: Network, stage: number): LeadTimeLaw {
  const law = network.timeLaw[stage]!;
  switch (law.kind) {
    case "constant":
      return network.time[stage]!;
    case "normal":
      return { mean: law.mean, deviation: law.deviation };
    case "discrete":
      return { values: [...law.periods], weights: [...law.probability] };
  }
}
