import type { LinkRecord } from "../contracts/index.ts";
import { InputError } from "../errors.ts";
import { leadTimeExposure } from "./lead-time-exposure.ts";
import { drain } from "./guaranteed-service.ts";
import { placeStock } from "./guaranteed-service.ts";

/** One stage of a network, as stock placement sees it. Time is in whole days. */
export interface PlacementStage {
  readonly id: string;
  /** Mean days from order to receipt, once the supplying stages deliver. */
  readonly timeDays: number;
  readonly timeDeviationDays: number;
  /** Units per day, over everything the stage feeds. */
  readonly dailyMean: number;
  readonly dailyDeviation: number;
  /** Standard deviations of lead-time demand to cover. */
  readonly safetyFactor: number;
  /** Money per unit and year. */
  readonly holdingCost: number;
  /** Set at stages with customers: the longest service time they accept. */
  readonly maxServiceTimeDays: number | null;
  /** Whether it only passes on what it receives; it may hold stock when omitted. */
  readonly stockless?: boolean;
}

export interface StagePlacement {
  /** Days until the slowest supplier of the stage delivers. */
  readonly serviceTimeIn: number;
  /** Days the stage quotes to those it feeds. */
  readonly serviceTimeOut: number;
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

/**
 * Places the safety stock of one network by the guaranteed-service model.
 *
 * A stage's cost is its safety stock under normal lead-time demand over the time it must
 * live from its own stock, stage times random (`leadTimeExposure`); the policy that follows
 * uses the stage's own law of demand. A network that is too hard to be proven optimal in
 * `searchRounds` gets the best placement found by then. Networks that the model refuses
 * are planned stage by stage, every stage serving at once, and say so.
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
  const indexOf = new Map(stages.map((stage, index) => [stage.id, index]));
  const forbidden = stages.some(({ stockless }) => stockless)
    ? dearerThanAll(stages)
    : 0;
  try {
    const solved = drain(
      placeStock(
        {
          stages: stages.map((stage) => ({
            id: stage.id,
            time: Math.ceil(stage.timeDays),
            ...(stage.maxServiceTimeDays === null
              ? {}
              : { maxServiceTime: Math.floor(stage.maxServiceTimeDays) }),
            costByNetTime: stage.stockless
              ? (days: number) => (days > 0 ? forbidden : 0)
              : (days: number) => safetyStockCost(stage, days),
          })),
          links: links.map((link) => ({
            from: indexOf.get(link.from)!,
            to: indexOf.get(link.to)!,
          })),
        },
        { rounds: searchRounds },
      ),
    );
    return {
      stages: stages.map((_, index) => ({
        serviceTimeIn: solved.serviceTimeIn[index]!,
        serviceTimeOut: solved.serviceTimeOut[index]!,
      })),
      fallback: null,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { stages: atOnce(stages), fallback: error.message };
  }
}

/** Every stage delivers at once from its own stock: each is planned alone. */
export function atOnce(
  stages: readonly PlacementStage[],
): readonly StagePlacement[] {
  return stages.map(() => ({ serviceTimeIn: 0, serviceTimeOut: 0 }));
}

/** More than all safety stock of any placement together: what costs it is never chosen. */
function dearerThanAll(stages: readonly PlacementStage[]): number {
  const longest = stages.reduce(
    (sum, { timeDays }) => sum + Math.ceil(timeDays),
    0,
  );
  return stages.reduce(
    (sum, stage) => sum + safetyStockCost(stage, longest),
    1,
  );
}

function safetyStockCost(stage: PlacementStage, netDays: number): number {
  const exposure = leadTimeExposure(netDays, stage.timeDeviationDays);
  const deviation = Math.sqrt(
    stage.dailyDeviation ** 2 * exposure.mean +
      stage.dailyMean ** 2 * exposure.deviation ** 2,
  );
  return stage.holdingCost * stage.safetyFactor * deviation;
}
