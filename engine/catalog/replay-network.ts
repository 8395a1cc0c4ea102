import type { LinkRecord, PolicyValues } from "../contracts/index.ts";
import type { SimulationRoom } from "../simulation/repeated-simulation.ts";
import { repeatedSimulation } from "../simulation/repeated-simulation.ts";
import type { ReplenishmentPolicy } from "../simulation/replenishment-policy.ts";
import { simulateNetwork } from "../simulation/simulate-network.ts";
import type {
  SimulatedStage,
  SimulatedStageResult,
  SimulationInput,
  SimulationProgress,
  SimulationResult,
} from "../simulation/simulation-input.ts";
import { calendarOf } from "./calendar.ts";
import { dailyDemand, dailyLeadTime } from "./daily-laws.ts";
import type { PlannedStage } from "./planned-stage.ts";
import type { PlanningContext } from "./planning-context.ts";

/** The numbers of a stage that are replayed. */
export type ReplayedNumbers = Pick<PolicyValues, "reorderPoint" | "orderUpTo">;

/** How long to watch a network, and with which numbers. */
export interface ReplayOptions {
  /** Days that count. */
  readonly days: number;
  /** Instead of what the plan recommends, stage by stage; `null` takes the plan's. */
  readonly numbers?: (stage: PlannedStage) => ReplayedNumbers | null;
  /** Also answer what each cycle would have needed. */
  readonly cycleNeeds?: boolean;
}

/** A stage of a replay, and what happened at it. */
export interface Replayed {
  readonly stage: PlannedStage;
  readonly result: SimulatedStageResult;
  /** As the simulation answers them; empty when not asked for. */
  readonly cycleNeeds: readonly number[];
}

/**
 * Runs the policies of a planned network day by day: all its stages together, orders in lots
 * up the links, random lead times, customers that wait.
 *
 * Days, because an ERP looks at its min and max every night. Customers come as often as the
 * plan foresees, and ask for as much at once as they did; the forecast's level may be wrong,
 * and runs through all that it may be. Lead times of one stage are drawn order by order, and a
 * later order may arrive first, so that their law is the one planned with.
 *
 * @param stages - the planned stages of one network
 * @param links - who supplies whom; those to other stages are left out
 * @returns progress, then the stages in their order
 */
export function* replayNetwork(
  stages: readonly PlannedStage[],
  links: readonly LinkRecord[],
  context: PlanningContext,
  options: ReplayOptions,
): Generator<SimulationProgress, readonly Replayed[]> {
  const input = simulation(stages, links, context, options);
  return replayed(stages, yield* simulateNetwork(input));
}

/**
 * The same for a network whose stock is raised from look to look: all looks meet the same
 * customers, and what a raise does not reach is not run again.
 *
 * @param stages - the network as it is looked at first
 * @param room - of the look before, which is over
 * @returns a look at its stages with the policies they have by then
 */
export function repeatedReplay(
  stages: readonly PlannedStage[],
  links: readonly LinkRecord[],
  context: PlanningContext,
  options: Omit<ReplayOptions, "numbers">,
  room?: SimulationRoom,
): (
  stages: readonly PlannedStage[],
) => Generator<SimulationProgress, readonly Replayed[]> {
  const input = simulation(stages, links, context, options);
  const run = repeatedSimulation(input, room);
  return function* (raised) {
    const policies = raised.map((stage) => replayedPolicy(stage, context));
    return replayed(raised, yield* run(policies));
  };
}

function simulation(
  stages: readonly PlannedStage[],
  links: readonly LinkRecord[],
  context: PlanningContext,
  options: ReplayOptions,
): SimulationInput {
  const known = new Set(stages.map(({ record }) => record.id));
  const { cycleNeeds = false, days } = options;
  return {
    stages: stages.map((stage) => simulated(stage, context, options)),
    links: links.filter(({ from, to }) => known.has(from) && known.has(to)),
    periods: days,
    seed: replaySeed(context),
    crossing: true,
    cycleNeeds,
  };
}

function replayed(
  stages: readonly PlannedStage[],
  result: SimulationResult,
): readonly Replayed[] {
  return stages.map((stage, index) => ({
    stage,
    result: result.stages[index]!,
    cycleNeeds: result.cycleNeeds?.[index] ?? [],
  }));
}

/**
 * One number from the snapshot's digest and the scenario's seed. Streams hang on it and on
 * the stage alone: two scenarios over one snapshot meet the same chances.
 */
function replaySeed({ digest, scenario }: PlanningContext): number {
  const own =
    digest === undefined ? 0 : Number.parseInt(digest.slice(0, 12), 16);
  return own + scenario.seed;
}

function simulated(
  stage: PlannedStage,
  context: PlanningContext,
  { numbers, days }: ReplayOptions,
): SimulatedStage {
  const { record, own, leadTime, placement, plan } = stage;
  const { daysPerPeriod } = calendarOf(context);
  return {
    id: record.id,
    leadTime: dailyLeadTime({
      mean: leadTime.meanDays,
      deviation: leadTime.deviationDays,
    }),
    policy: replayedPolicy(stage, context, numbers?.(stage)),
    ...(own.rate.mean > 0 && {
      demand: dailyDemand(
        own.rate,
        own.lumps,
        daysPerPeriod,
        record.unitDecimals,
        {
          exposurePeriods: plan.leadTimeDemand.mean / stage.demand.rate.mean,
          watchedDays: days,
        },
      ),
    }),
    serviceTime: Math.max(0, Math.round(placement?.serviceTimeOut ?? 0)),
  };
}

/** What an ERP does every night, by the plan's numbers unless others are given. */
function replayedPolicy(
  { record, plan }: PlannedStage,
  context: PlanningContext,
  numbers?: ReplayedNumbers | null,
): ReplenishmentPolicy {
  const { daysPerPeriod } = calendarOf(context);
  const { reorderPoint, orderUpTo } = numbers ?? plan.policy;
  const min = reorderPoint ?? 0;
  const reviewPeriods = Math.max(
    1,
    Math.round(context.scenario.reviewPeriods * daysPerPeriod),
  );
  return {
    type: "minMax",
    min,
    // The audit reports a min above its max; here the max gives way.
    max: Math.max(orderUpTo ?? min, min),
    reviewPeriods,
    ...given("lotSize", record.lotSize),
    ...given("minOrderQuantity", record.minOrderQuantity),
  };
}

function given<K extends string>(
  name: K,
  value: number | null,
): Partial<Record<K, number>> {
  return value !== null && value > 0
    ? ({ [name]: value } as Record<K, number>)
    : {};
}
