import type { Network } from "../../../engine/index.ts";
import {
  drain,
  readNetwork,
  solveNetwork,
  stockByNetTime,
} from "../../../engine/index.ts";
import { chain, provenChains } from "./published-networks.ts";

const models = [
  ["mean", "GS-det/path"],
  ["stochastic", "GS-var/path"],
] as const;
const proven = provenChains();

/** Cost of a stage by its net time, as `solveNetwork` counts it. */
function costs(
  network: Network,
  stageTimes: "mean" | "stochastic",
): (stage: number, net: number) => number {
  const laws =
    stageTimes === "mean"
      ? network.ids.map(() => ({ kind: "constant" }) as const)
      : network.timeLaw;
  const stock = stockByNetTime(network, laws);
  return (stage, net) =>
    network.holdingCost[stage]! * stock(stage, net).safetyStock;
}

function suppliersOf(
  { from, firstSupplier, supplierLink }: Network["graph"],
  stage: number,
): Int32Array {
  return supplierLink
    .subarray(firstSupplier[stage], firstSupplier[stage + 1])
    .map((link) => from[link]!);
}

/** The longest a stage can be made to wait. */
function longestWaits({ graph, time }: Network): Int32Array {
  const wait = new Int32Array(graph.size);
  for (const stage of graph.order) {
    for (const supplier of suppliersOf(graph, stage)) {
      wait[stage] = Math.max(wait[stage]!, wait[supplier]! + time[supplier]!);
    }
  }
  return wait;
}

describe("the chains of Willems (2008)", () => {
  const chains = [...proven.keys()];

  it.each(
    chains.flatMap((number) =>
      models.map(([stageTimes, model]) => [number, model, stageTimes] as const),
    ),
  )(
    "cost at the proven service times what was proven: chain %i, %s",
    (number, model, stageTimes) => {
      const { cost: expected, S: out } = proven.get(number)![model];
      if (out === null) return;
      const network = readNetwork(chain(number, stageTimes));
      const cost = costs(network, stageTimes);
      const { graph, time } = network;
      const waits = longestWaits(network);
      let total = 0;
      for (let stage = 0; stage < graph.size; stage++) {
        let least = 0;
        for (const supplier of suppliersOf(graph, stage)) {
          least = Math.max(least, out[supplier]!);
        }
        let best = Infinity;
        for (let wait = least; wait <= Math.max(least, waits[stage]!); wait++) {
          const net = wait + time[stage]! - out[stage]!;
          if (net >= 0) best = Math.min(best, cost(stage, net));
        }
        total += best;
      }
      expect(Math.abs(total / expected - 1)).toBeLessThan(1e-6);
    },
  );

  it.each(
    chains.flatMap((number) =>
      models.map(([stageTimes, model]) => [number, model, stageTimes] as const),
    ),
  )(
    "are solved to the proven optimum: chain %i, %s",
    (number, model, stageTimes) => {
      const file = chain(number, stageTimes);
      const policy = drain(solveNetwork(file));
      const { cost: expected } = proven.get(number)![model];
      expect(Math.abs(policy.cost / expected - 1)).toBeLessThan(1e-6);
      expect(policy.optimal).toBe(true);
      expect(policy.bound).toBeGreaterThanOrEqual(policy.cost * (1 - 1e-7));

      // The answer again, from the definition: every promise kept, and the same cost.
      const network = readNetwork(file);
      const { graph, ids, time, maxServiceTime, holdingCost } = network;
      const cost = costs(network, stageTimes);
      let total = 0;
      const broken: string[] = [];
      policy.stages.forEach((stage, at) => {
        const { serviceTimeIn: wait, serviceTimeOut: out } = stage;
        const net = stage.netReplenishmentTime;
        const suppliers = suppliersOf(graph, at);
        const kept =
          stage.id === ids[at] &&
          stage.holdingCost === holdingCost[at] &&
          net === wait + time[at]! - out &&
          net >= 0 &&
          out >= 0 &&
          out <= maxServiceTime[at]! &&
          (suppliers.length > 0 || wait === 0) &&
          suppliers.every((one) => policy.stages[one]!.serviceTimeOut <= wait);
        if (!kept) broken.push(stage.id);
        total += cost(at, net);
      });
      expect(broken).toEqual([]);
      expect(total).toBeCloseTo(policy.cost, 6);
    },
  );
});
