import type { NetworkFileInput } from "../../../engine/contracts/index.ts";
import type { Network } from "../../../engine/index.ts";
import {
  drain,
  placeStock,
  readNetwork,
  solveNetwork,
  spanningForest,
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

/** The longest a stage can be made to wait. */
function longestWaits({ graph, time }: Network): Int32Array {
  const wait = new Int32Array(graph.size);
  for (const stage of graph.order) {
    graph.to.forEach((to, link) => {
      if (to !== stage) return;
      const supplier = graph.from[link]!;
      wait[stage] = Math.max(wait[stage]!, wait[supplier]! + time[supplier]!);
    });
  }
  return wait;
}

/**
 * Least cost of a chain that is a tree but for a few links: each is cut and its
 * promise fixed to every value in turn, as a limit of its supplier and a wait of
 * its customer, which the tree solver takes.
 */
function cutAndSolve(file: NetworkFileInput): number {
  const network = readNetwork(file);
  const { graph, time } = network;
  const cost = costs(network, file.options!.stageTimes!);
  const waits = longestWaits(network);
  const links = Array.from(graph.from, (from, link) => ({
    from,
    to: graph.to[link]!,
  }));

  // Cut where the promise has the fewest values, until a tree is left.
  const inTree = new Set<number>();
  const group =
    links.length === 0
      ? []
      : Array.from({ length: graph.size }, (_, stage) => stage);
  const root = (stage: number): number =>
    group[stage] === stage ? stage : root(group[stage]!);
  const byWait = links
    .map((_, link) => link)
    .sort((one, other) => waits[links[other]!.to]! - waits[links[one]!.to]!);
  for (const link of byWait) {
    const [one, other] = [root(links[link]!.from), root(links[link]!.to)];
    if (one === other) continue;
    group[one] = other;
    inTree.add(link);
  }
  const tree = links.filter((_, link) => inTree.has(link));
  const cut = links.filter((_, link) => !inTree.has(link));
  const tables = network.ids.map((_, stage) =>
    Float64Array.from({ length: waits[stage]! + time[stage]! + 1 }, (__, net) =>
      cost(stage, net),
    ),
  );

  let best = Infinity;
  const promises: number[] = cut.map(() => 0);
  const choose = (at: number): void => {
    if (at < cut.length) {
      for (
        promises[at] = 0;
        promises[at]! <= waits[cut[at]!.to]!;
        promises[at]!++
      )
        choose(at + 1);
      return;
    }
    const limit = Array.from(network.maxServiceTime);
    const inbound = network.ids.map(() => 0);
    cut.forEach(({ from, to }, place) => {
      limit[from] = Math.min(limit[from]!, promises[place]!);
      inbound[to] = Math.max(inbound[to]!, promises[place]!);
    });
    const placed = drain(
      placeStock({
        stages: network.ids.map((id, stage) => ({
          id,
          time: time[stage]!,
          maxServiceTime: limit[stage]!,
          inboundServiceTime: inbound[stage]!,
          costByNetTime: tables[stage]!,
        })),
        links: tree,
      }),
    );
    best = Math.min(best, placed.cost);
  };
  choose(0);
  return best;
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
        graph.to.forEach((to, link) => {
          if (to === stage) least = Math.max(least, out[graph.from[link]!]!);
        });
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
    "are solved where they are trees, and refused with a cycle where not: chain %i, %s",
    (number, model, stageTimes) => {
      const file = chain(number, stageTimes);
      const { cost: expected } = proven.get(number)![model];
      if (spanningForest(readNetwork(file).graph).cycle === null) {
        const { cost } = drain(solveNetwork(file));
        expect(Math.abs(cost / expected - 1)).toBeLessThan(1e-6);
      } else {
        expect(() => drain(solveNetwork(file))).toThrow(
          "links must form a tree",
        );
      }
    },
  );

  // None of the shared chains is a tree; these become one by cutting one or two links.
  // (Chains 1 and 22 pass too, in some seconds and a minute.)
  it.each(
    [3, 6].flatMap((number) =>
      models.map(([stageTimes, model]) => [number, model, stageTimes] as const),
    ),
  )(
    "reach the proven optimum tree by tree: chain %i, %s",
    (number, model, stageTimes) => {
      const cost = cutAndSolve(chain(number, stageTimes));
      expect(Math.abs(cost / proven.get(number)![model].cost - 1)).toBeLessThan(
        1e-6,
      );
    },
  );
});
