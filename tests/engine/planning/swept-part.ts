import type { PlacementProblem } from "../../../engine/index.ts";
import { readNetwork, stockByNetTime } from "../../../engine/index.ts";
import { sweep } from "../../../engine/planning/guaranteed-service-dual.ts";
import { allTimes } from "../../../engine/planning/guaranteed-service-labels.ts";
import type { Part } from "../../../engine/planning/guaranteed-service-part.ts";
import { partWith } from "../../../engine/planning/guaranteed-service-part.ts";
import { atOnceSolution } from "../../../engine/planning/guaranteed-service-primal.ts";
import { prepareProblem } from "../../../engine/planning/guaranteed-service-problem.ts";
import { aNetwork } from "./a-network.ts";

/** The whole of a problem, nothing folded, after so many sweeps there and back. */
export function swept(problem: PlacementProblem, rounds: number): Part {
  const prepared = prepareProblem(problem);
  const nothing = {
    behindIn: Array.from(prepared.greatestIn, (n) => new Float64Array(n + 1)),
    behindOut: Array.from(prepared.greatestOut, (n) => new Float64Array(n + 1)),
  };
  const { graph, labels } = allTimes(
    prepared,
    nothing,
    prepared.graph.order,
    problem.links.map((_, link) => link),
  );
  const part = partWith(graph, labels, atOnceSolution(graph));
  for (let round = 0; round < rounds; round++) {
    for (const forward of [true, false]) {
      const { room } = part.search;
      const bound = sweep(graph, labels, room, forward, Infinity);
      part.bound = Math.max(part.bound, bound);
    }
  }
  return part;
}

/** The placement of a random assembly network. */
export function problemOf(
  size: number,
  links: number,
  seed: number,
): PlacementProblem {
  const read = readNetwork(aNetwork(size, links, seed));
  const stockAt = stockByNetTime(
    read,
    read.ids.map(() => ({ kind: "constant" as const })),
  );
  return {
    stages: read.ids.map((id, stage) => ({
      id,
      time: read.time[stage]!,
      maxServiceTime: read.maxServiceTime[stage]!,
      inboundServiceTime: read.inboundServiceTime[stage]!,
      costByNetTime: (net: number) =>
        read.holdingCost[stage]! * stockAt(stage, net).safetyStock,
    })),
    links: Array.from(read.graph.from, (from, link) => ({
      from,
      to: read.graph.to[link]!,
    })),
  };
}
