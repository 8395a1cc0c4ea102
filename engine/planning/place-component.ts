import type { LinkRecord } from "../contracts/index.ts";
import { InputError } from "../errors.ts";
import { stageGraph } from "../network/stage-graph.ts";
import type { StageGraph } from "../network/stage-graph.ts";
import { drain, placeStock } from "./guaranteed-service.ts";
import { passingSearch } from "./passing-search.ts";
import type {
  PlacementChoice,
  PlacementOutcome,
  PlacementStage,
} from "./placement-outcome.ts";
import { placementOutcome, wholeDays } from "./placement-outcome.ts";
import type { StockCost } from "./stock-cost.ts";
import { stockCost } from "./stock-cost.ts";

export interface StagePlacement {
  /** Days until the slowest supplier of the stage delivers. */
  readonly serviceTimeIn: number;
  /** Days the stage quotes to those it feeds. */
  readonly serviceTimeOut: number;
  /** Standard deviation, in days, of what comes through suppliers without stock. */
  readonly deviationIn: number;
  /** Whether it holds stock, or orders what it is asked for and passes that on. */
  readonly holdsStock: boolean;
}

/** Where a network holds its stock, or why it was planned stage by stage. */
export interface Placement {
  readonly stages: readonly StagePlacement[];
  /** Why the joint model could not be used; `null` when it was. */
  readonly fallback: string | null;
}

/**
 * Rounds of the search for one network: some tenths of a second for a hundred stages. What
 * has not been proven by then is within a percent or so of its bound.
 */
const searchRounds = 2_000;

/** More days than any stage takes: it quotes as long as it takes. */
const asLongAsItTakes = 2 ** 30;

/** Times that stock is placed, each by the lots and spreads that the one before leaves. */
const mostPlacements = 3;

/**
 * Places the stock of one network by the guaranteed-service model.
 *
 * A stage's cost by the days that it covers is what its stock and its orders cost a year
 * (`stockCost`), lots of those it feeds included; the policy that follows uses the stage's own
 * law of demand. The model's times are exact, but in it a stage cannot pass on a time that
 * varies: who is better without stock is searched beside it (`passingSearch`), and stock
 * placed anew, for who passes on what it receives orders in other lots. A network that is too
 * hard to be proven optimal in `searchRounds` gets the best placement found by then. Networks
 * that the model refuses are planned stage by stage, every stage serving at once, and say so.
 *
 * @param stages - the network's stages
 * @param links - who supplies whom, by stage id
 *
 * @see Graves and Willems (2000), Optimizing strategic safety stock placement in supply
 * chains, M&SOM 2(1).
 */
export function placeComponent(
  stages: readonly PlacementStage[],
  links: readonly LinkRecord[],
): Placement {
  if (stages.length === 1) return { stages: atOnce(stages), fallback: null };
  try {
    const indexOf = new Map(stages.map(({ id }, index) => [id, index]));
    const graph = stageGraph(
      stages.map(({ id }) => id),
      links.map(({ from, to, units }) => ({
        from: indexOf.get(from)!,
        to: indexOf.get(to)!,
        units,
      })),
    );
    const { serviceTimeIn, serviceTimeOut, deviationIn, holds } = bestPlacement(
      stages,
      graph,
    );
    return {
      stages: stages.map((_, index) => ({
        serviceTimeIn: serviceTimeIn[index]!,
        serviceTimeOut: serviceTimeOut[index]!,
        deviationIn: deviationIn[index]!,
        holdsStock: holds[index]!,
      })),
      fallback: null,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { stages: atOnce(stages), fallback: error.message };
  }
}

/** The cheapest placement found, costed by its own lots and spreads. */
function bestPlacement(
  stages: readonly PlacementStage[],
  graph: StageGraph,
): PlacementOutcome {
  let last = placementOutcome(stages, graph, {
    passes: stages.map(({ stockless }) => stockless === true),
    quoted: stages.map(() => 0),
  });
  let best: PlacementOutcome | null = null;
  for (let turn = 0; turn < mostPlacements; turn++) {
    const placed = passingSearch(
      stages,
      graph,
      placementOutcome(stages, graph, placedWithin(stages, graph, last)),
    );
    if (best && placed.cost >= best.cost) break;
    best = placed;
    if (placed.holds.every((held, index) => held === last.holds[index])) break;
    last = placed;
  }
  return best!;
}

/** Stock placed by the lots and spreads of an outcome, those without stock as they are. */
function placedWithin(
  stages: readonly PlacementStage[],
  graph: StageGraph,
  { choice, streams, deviation }: PlacementOutcome,
): PlacementChoice {
  const passes = choice.passes.map(
    (passing, index) =>
      stages[index]!.stockless === true || (passing && deviation[index]! > 0),
  );
  const costs = stages.map((stage, index) =>
    stockCost(stage, streams[index]!, deviation[index]!),
  );
  const forbidden = passes.includes(true) ? dearerThanAll(stages, costs) : 0;
  const costByNetTime = (index: number) => (days: number) => {
    const { held, passing } = costs[index]!;
    return days === 0 && deviation[index] === 0 ? passing : held(days);
  };
  const { netReplenishmentTime, serviceTimeOut } = drain(
    placeStock(
      {
        stages: stages.map((stage, index) => ({
          id: stage.id,
          time: wholeDays(stage),
          ...(stage.maxServiceTimeDays === null
            ? {}
            : { maxServiceTime: Math.floor(stage.maxServiceTimeDays) }),
          costByNetTime: passes[index]
            ? (days: number) => (days > 0 ? forbidden : 0)
            : costByNetTime(index),
        })),
        links: Array.from(graph.from, (from, link) => ({
          from,
          to: graph.to[link]!,
        })),
      },
      { rounds: searchRounds },
    ),
  );
  return {
    passes: stages.map(
      ({ maxServiceTimeDays }, index) =>
        passes[index]! ||
        (maxServiceTimeDays === null &&
          deviation[index] === 0 &&
          netReplenishmentTime[index] === 0),
    ),
    // Who quotes as long as it takes goes on to, whatever its suppliers quote then.
    quoted: Array.from(serviceTimeOut, (days, index) =>
      netReplenishmentTime[index] === 0 ? asLongAsItTakes : days,
    ),
  };
}

/** Every stage delivers at once from its own stock: each is planned alone. */
function atOnce(stages: readonly PlacementStage[]): readonly StagePlacement[] {
  return stages.map(() => ({
    serviceTimeIn: 0,
    serviceTimeOut: 0,
    deviationIn: 0,
    holdsStock: true,
  }));
}

/** More than any placement costs: what costs it is never chosen. */
function dearerThanAll(
  stages: readonly PlacementStage[],
  costs: readonly StockCost[],
): number {
  const longest = stages.reduce((sum, stage) => sum + wholeDays(stage), 0);
  return costs.reduce(
    (sum, { held, passing }) => sum + held(longest) + held(0) + passing,
    1,
  );
}
