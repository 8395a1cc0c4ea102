import type { LinkRecord } from "../contracts/index.ts";
import { policyOutcome } from "../policy/policy-outcome.ts";
import type {
  Estimate,
  SimulationProgress,
} from "../simulation/simulation-input.ts";
import type { SimulationRoom } from "../simulation/repeated-simulation.ts";
import { roundToUnit, roundUpToUnit } from "../units/quantity.ts";
import { calendarOf } from "./calendar.ts";
import { lackingForCycles, lackingForFill } from "./lacking.ts";
import type { PlannedStage } from "./planned-stage.ts";
import type { PlanningContext } from "./planning-context.ts";
import type { Replayed } from "./replay-network.ts";
import { repeatedReplay } from "./replay-network.ts";

/** Order cycles that a look should see of the stage that orders most seldom. */
const cyclesSeen = 100;
/** Days of a look, at least and at most. */
const fewestDays = 2_000;
const mostDays = 3_000;
/** A second look, where the first one left a miss in doubt, is so much longer. */
const longerLook = 4;
/** A miss of more intervals than this is beyond doubt. */
const clearMiss = 2;
/** An interval of more points than this lets too much pass. */
const wide = 0.05;
/** Echelons of stages that may be raised, one after the other. */
const mostRounds = 3;

/**
 * Replays a planned network before anybody is asked to approve it.
 *
 * A stage that is short is raised by what its cycles lacked. One without customers of its own
 * was sized for steady demand, and those it feeds order in lots: it gets no more than one
 * order of each of them, and the largest one again. One with customers was sized for their
 * lumps, by formula: it gets no more than one order and one lump. Where a miss is in doubt, a
 * longer look decides; who is short after all that keeps a flag.
 *
 * @param stages - the planned stages of one network, all that have demand
 * @param room - memory of the network before, to be used again
 * @returns progress, then the same stages with what the simulation says
 */
export function* confirmNetwork(
  stages: readonly PlannedStage[],
  links: readonly LinkRecord[],
  context: PlanningContext,
  room?: SimulationRoom,
): Generator<SimulationProgress, readonly PlannedStage[]> {
  if (!stages.some(isJudged)) {
    return stages.map((stage) => ({ ...stage, simulated: null }));
  }
  const days = firstLook(stages, context);
  const first = yield* raisedLook(stages, links, context, days, room);
  if (!first.some(isDoubtful)) return told(first, days);
  const tried = first.map(({ stage }) => stage);
  const longer = longerLook * days;
  return told(yield* raisedLook(tried, links, context, longer, room), longer);
}

/** A look at the network, again after each time that stages had to be raised. */
function* raisedLook(
  stages: readonly PlannedStage[],
  links: readonly LinkRecord[],
  context: PlanningContext,
  days: number,
  room: SimulationRoom | undefined,
): Generator<SimulationProgress, readonly Replayed[]> {
  const watched = { days, cycleNeeds: true };
  const replay = repeatedReplay(stages, links, context, watched, room);
  let look = yield* replay(stages);
  for (let round = 0; round < mostRounds; round++) {
    const raised = raise(look, links);
    if (!raised) break;
    look = yield* replay(raised);
  }
  return look;
}

/** Days that show enough cycles of most stages, and not too many of any. */
function firstLook(
  stages: readonly PlannedStage[],
  context: PlanningContext,
): number {
  const { daysPerPeriod } = calendarOf(context);
  const cycle = Math.max(
    ...stages.map(
      ({ plan, demand }) =>
        (plan.policy.orderQuantity / demand.rate.mean) * daysPerPeriod,
    ),
  );
  const days = Math.round(cyclesSeen * cycle);
  return Math.min(Math.max(days, fewestDays), mostDays);
}

/** Whether the stage lives from its own stock at all, and so can be short of it. */
export function isJudged({ plan }: PlannedStage): boolean {
  return plan.leadTimeDemand.mean > 0;
}

function measured({ stage, result }: Replayed): Estimate {
  return stage.target.measure === "fill"
    ? result.fillRate
    : result.cycleService;
}

/**
 * How far above what was seen the share may be; below it, where it may be anything above. Where
 * every cycle was alike, what was never seen in n of them may still be as likely as 3 / n.
 */
function interval(replayed: Replayed): number {
  const { mean, low, high } = measured(replayed);
  const half = high < 1 ? high - mean : Math.max(mean - low, high - mean);
  const cycles = replayed.cycleNeeds.length;
  return half > 0 ? half : Math.min(1, 3 / Math.max(cycles, 1));
}

/** Reaches its target, or misses it by no more than the interval. */
export function isConfirmed(replayed: Replayed): boolean {
  const { stage } = replayed;
  const { mean } = measured(replayed);
  return !isJudged(stage) || mean + interval(replayed) >= stage.target.value;
}

/** What the service is below its target, as a fraction; below 0 where it is above. */
export function shortfall(replayed: Replayed): number {
  const { stage } = replayed;
  return isJudged(stage) ? stage.target.value - measured(replayed).mean : -1;
}

/** Is below its target, and a longer look might say otherwise: of a miss, or of a pass. */
function isDoubtful(replayed: Replayed): boolean {
  const below = shortfall(replayed);
  const room = interval(replayed);
  return below > 0 && below < clearMiss * room && (below > room || room > wide);
}

function told(look: readonly Replayed[], days: number): PlannedStage[] {
  return look.map((replayed) => {
    const { stage, result } = replayed;
    if (!isJudged(stage)) return { ...stage, simulated: null };
    const confirmed = isConfirmed(replayed);
    return {
      ...stage,
      simulated: {
        cycleService: result.cycleService.mean,
        fillRate: result.fillRate.mean,
        meanOnHand: result.meanOnHand.mean,
        interval: interval(replayed),
        days,
        confirmed,
        lacking: confirmed ? 0 : lacking(replayed),
      },
    };
  });
}

/**
 * The network with its short stages raised, those furthest up first: whoever they feed may be
 * short because of them. `null` when there is nothing to raise.
 */
function raise(
  look: readonly Replayed[],
  links: readonly LinkRecord[],
): readonly PlannedStage[] | null {
  const short = new Map(
    look
      .filter((replayed) => !isConfirmed(replayed))
      .map((replayed) => [replayed.stage.record.id, replayed]),
  );
  const fedByShort = new Set(
    links.filter(({ from }) => short.has(from)).map(({ to }) => to),
  );
  const stages = new Map(look.map(({ stage }) => [stage.record.id, stage]));
  let any = false;
  const raised = look.map(({ stage }) => {
    const found = short.get(stage.record.id);
    if (!found || fedByShort.has(stage.record.id)) return stage;
    const orders = ordersReaching(stage.record.id, stages, links);
    // The largest one twice: it may be the one that took the stock below its min.
    const lots =
      orders.reduce((sum, units) => sum + units, 0) + Math.max(0, ...orders);
    const room = lots + roomOf(stage) - (stage.raisedBy ?? 0);
    const units = Math.min(
      lacking(found),
      roundUpToUnit(room, stage.record.unitDecimals),
    );
    if (!(units > 0)) return stage;
    any = true;
    return raisedStage(stage, units);
  });
  return any ? raised : null;
}

/**
 * Orders that come to a stage at once, one of each that asks: one that passes on what it
 * receives asks for what it is asked for.
 */
function ordersReaching(
  id: string,
  stages: ReadonlyMap<string, PlannedStage>,
  links: readonly LinkRecord[],
): readonly number[] {
  return links
    .filter(({ from, to }) => from === id && stages.has(to))
    .flatMap(({ to, units }) => {
      const fed = stages.get(to)!;
      const { orderQuantity } = fed.plan.policy;
      if (isJudged(fed)) return [units * orderQuantity];
      const passedOn = ordersReaching(to, stages, links);
      return (passedOn.length > 0 ? passedOn : [orderQuantity]).map(
        (order) => units * Math.max(order, orderQuantity),
      );
    });
}

/** Units that a stage may be raised for its own customers: an order and one of their lumps. */
function roomOf({ own, plan }: PlannedStage): number {
  return own.rate.mean > 0 ? plan.policy.orderQuantity + own.lumps.size : 0;
}

/** Units more with which the service would have been what the target asks for. */
function lacking({ stage, result, cycleNeeds }: Replayed): number {
  const { measure, value } = stage.target;
  const units =
    measure === "fill"
      ? lackingForFill(cycleNeeds, value, result.fillRate.mean)
      : lackingForCycles(cycleNeeds, value);
  return roundUpToUnit(Math.max(0, units), stage.record.unitDecimals);
}

function raisedStage(stage: PlannedStage, units: number): PlannedStage {
  const { record, plan, raisedBy = 0 } = stage;
  const { policy } = plan;
  const rounded = (amount: number): number =>
    roundToUnit(amount + units, record.unitDecimals);
  const reorderPoint = rounded(policy.reorderPoint);
  const orderUpTo = rounded(policy.orderUpTo);
  return {
    ...stage,
    raisedBy: raisedBy + units,
    plan: {
      ...plan,
      policy: {
        ...policy,
        reorderPoint,
        orderUpTo,
        safetyStock: Math.max(
          0,
          roundToUnit(
            reorderPoint - plan.leadTimeDemand.mean,
            record.unitDecimals,
          ),
        ),
        ...policyOutcome({
          leadTimeDemand: plan.leadTimeDemand,
          leadTimeOnlyDemand: plan.leadTimeOnlyDemand,
          meanPerPeriod: stage.demand.rate.mean,
          reviewPeriods: stage.reviewPeriods,
          undershoot: policy.undershoot,
          reorderPoint,
          orderUpTo,
        }),
      },
    },
  };
}
