import type {
  NetworkFileInput,
  NetworkPolicy,
} from "../contracts/network-file.ts";
import { InputError } from "../errors.ts";
import type { Network, StageTimeLaw } from "../network/network.ts";
import { readNetwork } from "../network/network.ts";
import { pooledDemand } from "../network/pooled-demand.ts";
import { normalQuantile } from "../numeric/normal.ts";
import type { CoveringStock } from "./guaranteed-service-stock.ts";
import { coveringStock } from "./guaranteed-service-stock.ts";
import type {
  PlacementLimits,
  PlacementProgress,
} from "./guaranteed-service.ts";
import { placeStock } from "./guaranteed-service.ts";
import { passingStages } from "./passing-stages.ts";
import { reviewedNetwork } from "./reviewed-network.ts";

/**
 * Optimal stock policy of a network by the guaranteed-service model.
 *
 * Demand is pooled by path. A stage that orders every R periods covers R - 1 more; one that
 * may hold no stock quotes all it waits. With stage times `mean` a stage's stock is k·√τ over
 * its net replenishment time, with `stochastic` that of `coveringStock`. A service
 * level below one half asks for no safety stock, never for a negative one. The
 * answer is proven optimal unless it was stopped; `seconds` is 0, for the engine has
 * no clock.
 *
 * @param file - the network, as `stockwright meio` reads it
 * @param limits - when to stop with the best policy so far
 * @returns progress, then one row for each stage in the file's order
 * @throws InputError naming what is wrong in the file
 *
 * @see Graves and Willems (2000), M&SOM 2(1), 68-83; Humair and Willems (2011),
 * Operations Research 59(3), 781-787, for general networks and pooling by path.
 */
export function* solveNetwork(
  file: NetworkFileInput,
  limits: PlacementLimits = {},
): Generator<PlacementProgress, NetworkPolicy> {
  const laws = stageTimeLaws(file);
  const network = reviewedNetwork(readNetwork(file), file);
  const stockAt = stockByNetTime(network, laws(network));
  const { ids, holdingCost } = network;
  const passing = passingStages(network, file, laws(network));
  const forbidden = passing.includes(true)
    ? dearerThanAll(network, stockAt)
    : 0;
  const problem = {
    stages: ids.map((id, stage) => ({
      id,
      time: network.time[stage]!,
      maxServiceTime: network.maxServiceTime[stage]!,
      inboundServiceTime: network.inboundServiceTime[stage]!,
      costByNetTime: passing[stage]
        ? (netTime: number) => (netTime > 0 ? forbidden : 0)
        : (netTime: number) =>
            holdingCost[stage]! * stockAt(stage, netTime).safetyStock,
    })),
    links: Array.from(network.graph.from, (from, link) => ({
      from,
      to: network.graph.to[link]!,
    })),
  };
  const placed = yield* placeStock(problem, limits);
  const { cost, bound, gap, optimal } = placed;
  return {
    cost,
    bound,
    gap,
    optimal,
    seconds: 0,
    stages: ids.map((id, stage) => {
      const netReplenishmentTime = placed.netReplenishmentTime[stage]!;
      const { reviewPeriods } = file.stages[stage]!;
      return {
        id,
        serviceTimeIn: placed.serviceTimeIn[stage]!,
        serviceTimeOut: placed.serviceTimeOut[stage]!,
        netReplenishmentTime,
        ...(reviewPeriods !== undefined && { reviewPeriods }),
        ...stockAt(stage, netReplenishmentTime),
        holdingCost: holdingCost[stage]!,
      };
    }),
  };
}

/** More than all safety stock of any placement together: what costs it is never chosen. */
function dearerThanAll(
  { ids, time, inboundServiceTime, holdingCost }: Network,
  stockAt: (stage: number, netTime: number) => CoveringStock,
): number {
  // No stage covers more than all times one after the other; early arrivals cost most at 0.
  const longest =
    time.reduce((sum, one) => sum + one, 0) +
    inboundServiceTime.reduce((most, one) => Math.max(most, one), 0);
  return ids.reduce(
    (sum, _, stage) =>
      sum +
      holdingCost[stage]! *
        (stockAt(stage, 0).safetyStock + stockAt(stage, longest).safetyStock),
    1,
  );
}

/** How the file's options read a network's stage times. */
function stageTimeLaws({
  options = {},
  stages,
}: NetworkFileInput): (network: Network) => readonly StageTimeLaw[] {
  const { model = "guaranteed", stageTimes = "mean" } = options;
  if (model !== "guaranteed") {
    throw new InputError(
      "options.model",
      `options.model must be "guaranteed", got "${String(model)}"`,
    );
  }
  for (const { id, fillRate, lotSize } of stages) {
    if (fillRate === undefined && lotSize === undefined) continue;
    const field = fillRate === undefined ? "lotSize" : "fillRate";
    throw new InputError(
      `${field} of stage ${id}`,
      `${field} of stage ${id} is for options.model "stochastic"; the guaranteed model takes serviceLevel`,
    );
  }
  if (stageTimes === "stochastic") return ({ timeLaw }) => timeLaw;
  if (stageTimes !== "mean") {
    throw new InputError(
      "options.stageTimes",
      `options.stageTimes must be "mean" or "stochastic", got "${String(stageTimes)}"`,
    );
  }
  return ({ ids }) => ids.map(() => ({ kind: "constant" }));
}

/** Stock of each stage as a function of its net replenishment time. */
export function stockByNetTime(
  network: Network,
  laws: readonly StageTimeLaw[],
): (stage: number, netTime: number) => CoveringStock {
  const pooled = pooledDemand(network.graph, {
    mean: network.demandMean,
    deviation: network.demandDeviation,
    safetyFactor: network.serviceLevel.map((level) =>
      Math.max(0, normalQuantile(level)),
    ),
  });
  const demands = network.ids.map((_, stage) => ({
    mean: pooled.mean[stage]!,
    safety: pooled.safety[stage]!,
    safetyFactor: pooled.safetyFactor[stage]!,
    time: network.time[stage]!,
  }));
  return (stage, netTime) =>
    coveringStock(demands[stage]!, laws[stage]!, netTime);
}
