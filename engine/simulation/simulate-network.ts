import { orderBlock } from "./order-pass.ts";
import type {
  SimulatedStageResult,
  SimulationInput,
  SimulationProgress,
  SimulationResult,
} from "./simulation-input.ts";
import type { SimulationProblem } from "./simulation-problem.ts";
import { simulationProblem } from "./simulation-problem.ts";
import { stageFigures } from "./stage-figures.ts";
import type { NetworkState, StageSums } from "./stage-state.ts";
import { noSums, openNetwork } from "./stage-state.ts";
import { supplyBlock } from "./supply-pass.ts";
import { warmUpIn } from "./warm-up.ts";

/** Observations an interval needs to be trusted; fewer replications are cut into batches. */
const enoughObservations = 20;
const enoughReplications = 10;

/** Stages × periods between two reports of progress. */
const reportEvery = 2_000_000;

/**
 * A network of stages run period by period against sampled demand: the twin of a plan.
 *
 * In each period, in this order: customers ask; every stage orders from its suppliers,
 * customers first; then, suppliers first, each stage receives what arrives, delivers
 * what it can of all it owes, and its end of period is noted. A shipment begun in
 * period t with lead time L is on hand in period t + L; a stage with several suppliers
 * begins when complete sets are shipped; stages without supplier draw on unlimited
 * supply. So a base stock with lead time L covers L periods of demand. Where customers
 * do not wait, a stage does not order what it cannot sell from what is at hand.
 *
 * Demand and lead times are drawn by stage and period whatever the policy: runs with
 * the same seed compare policies by common random numbers. The first `warmUp` periods
 * are not counted; where nothing was said of them, replications after the first begin to
 * count at other points of a lot's turn. Intervals are over replications; when there are fewer than 10, over
 * about 20 batches of periods (batch means). At stages that serve customers alone, what
 * these asked for beyond their average is taken out of service as a control. Intervals of
 * what is seldom, or was never seen, are those of rare events.
 *
 * @param input - the network, policies, laws of demand and lead time, seed
 * @returns progress, then the figures of each stage in the order of the input
 * @throws InputError naming the stage or link and what is wrong with it
 *
 * @see Law (2015), Simulation Modeling and Analysis, 5th ed., chapters 9 and 11.
 */
export function* simulateNetwork(
  input: SimulationInput,
): Generator<SimulationProgress, SimulationResult> {
  const problem = simulationProblem(input);
  const { stages } = problem;
  const seen = yield* watchNetwork(problem);
  return resultOf(
    problem,
    seen,
    stages.map((_, index) => figuresAt(problem, seen, index)),
  );
}

/** What was seen of a network, stage by stage. */
export interface WatchedNetwork {
  /** Periods of all replications, those of their warm-up included. */
  readonly total: number;
  /** By observation, then by stage. */
  readonly observations: readonly (readonly StageSums[])[];
  /** Periods of each observation. */
  readonly lengths: readonly number[];
  readonly levels: readonly Float64Array[] | null;
  /** What each cycle needed, stage by stage. */
  readonly needs: readonly (readonly number[])[] | null;
}

/** How the orders of the next `count` periods come about. */
export type OrderPass = typeof orderBlock;

/**
 * Runs a network that is checked and made ready.
 *
 * @param placeOrders - as policies say, when omitted
 * @param watched - the stages to supply, each after its suppliers, which are among them; all
 * when omitted
 */
export function* watchNetwork(
  problem: SimulationProblem,
  placeOrders: OrderPass = orderBlock,
  watched: Int32Array = problem.graph.order,
): Generator<SimulationProgress, WatchedNetwork> {
  const { stages, periods, warmUp, replications } = problem;
  const batches =
    replications >= enoughReplications
      ? 1
      : Math.min(Math.ceil(enoughObservations / replications), periods);
  const observations: (readonly StageSums[])[] = [];
  const lengths: number[] = [];
  const levels = problem.levels
    ? stages.map(() => new Float64Array(periods))
    : null;
  const needs = problem.cycleNeeds ? stages.map((): number[] => []) : null;
  let total = replications * periods;
  for (let replication = 0; replication < replications; replication++) {
    total += warmUpIn(warmUp, replication);
  }
  const clock = { silent: 0 };
  let before = 0;
  for (let replication = 0; replication < replications; replication++) {
    const state = { ...openNetwork(problem, replication), order: watched };
    const first = warmUpIn(warmUp, replication);
    const warming = { from: 0, until: first, before, total };
    yield* run(problem, state, placeOrders, clock, warming);
    takeSums(state);
    takeNeeds(state, null);
    for (let batch = 0; batch < batches; batch++) {
      const from = first + Math.floor((batch * periods) / batches);
      const until = first + Math.floor(((batch + 1) * periods) / batches);
      const kept = replication === 0 ? levels : null;
      const span = { from, until, before, total };
      yield* run(problem, state, placeOrders, clock, span, kept);
      observations.push(takeSums(state));
      lengths.push(until - from);
    }
    takeNeeds(state, needs);
    before += first + periods;
  }
  return { total, observations, lengths, levels, needs };
}

/** The figures of one stage. */
export function figuresAt(
  { stages, graph, certain }: SimulationProblem,
  { observations, lengths }: WatchedNetwork,
  index: number,
): SimulatedStageResult {
  const { firstCustomer } = graph;
  return stageFigures(stages[index]!, {
    sums: observations.map((sums) => sums[index]!),
    lengths,
    feedsOthers: firstCustomer[index + 1]! > firstCustomer[index]!,
    certain,
  });
}

/** The whole answer, with the figures of all stages. */
export function resultOf(
  { periods, warmUp, replications, stages }: SimulationProblem,
  { total, levels, needs }: Omit<WatchedNetwork, "observations" | "lengths">,
  figures: readonly SimulatedStageResult[],
): SimulationResult {
  return {
    periods,
    warmUp: warmUp.periods,
    replications,
    nodePeriods: total * stages.length,
    stages: figures,
    ...(levels && { levels }),
    ...(needs && { cycleNeeds: needs }),
  };
}

interface Span {
  readonly from: number;
  readonly until: number;
  /** Periods of earlier replications, and of all. */
  readonly before: number;
  readonly total: number;
}

function* run(
  problem: SimulationProblem,
  state: NetworkState,
  placeOrders: OrderPass,
  /** Node-periods since the last report, of any span. */
  clock: { silent: number },
  { from, until, before, total }: Span,
  levels: readonly Float64Array[] | null = null,
): Generator<SimulationProgress, void> {
  for (let period = from; period < until; period += state.block) {
    const count = Math.min(state.block, until - period);
    placeOrders(state, period, count);
    supplyBlock(problem, state, {
      period,
      count,
      levels,
      levelsFrom: problem.warmUp.periods,
    });
    clock.silent += count * state.stages.length;
    if (clock.silent < reportEvery) continue;
    clock.silent = 0;
    yield { step: "simulating", done: before + period + count, total };
  }
}

/** What was summed since the last time. */
function takeSums({ stages }: NetworkState): StageSums[] {
  return stages.map((stage) => {
    const { sums } = stage;
    stage.sums = noSums();
    return sums;
  });
}

/** Moves what cycles needed to where it is kept; nowhere after the warm-up. */
function takeNeeds(
  { stages }: NetworkState,
  kept: readonly number[][] | null,
): void {
  stages.forEach(({ needs }, index) => {
    if (!needs) return;
    for (const need of needs) kept?.[index]!.push(need);
    needs.length = 0;
  });
}
