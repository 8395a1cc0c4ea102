import type { DemandSource } from "./demand-sampler.ts";
import { orderAsKnown, orderBlock } from "./order-pass.ts";
import type { ReplenishmentPolicy } from "./replenishment-policy.ts";
import type { OrderPass, WatchedNetwork } from "./simulate-network.ts";
import { figuresAt, resultOf, watchNetwork } from "./simulate-network.ts";
import type {
  SimulationInput,
  SimulationProgress,
  SimulationResult,
} from "./simulation-input.ts";
import type { SimulationProblem, StageProblem } from "./simulation-problem.ts";
import { simulationProblem } from "./simulation-problem.ts";

/** Numbers that are remembered of a run at most: 32 megabytes. */
const mostRemembered = 4_000_000;
/** Up to here whole units stand far apart beside the dust that an order rule allows for. */
const largestWhole = 1e8;

/** Memory that one repeated simulation after the other may use: making it anew costs more than a look. */
export interface SimulationRoom {
  numbers: Float64Array;
}

/** Room for nothing yet. */
export function simulationRoom(): SimulationRoom {
  return { numbers: new Float64Array(0) };
}

/** What a run leaves to those after it: none of it hangs on how much stock there is. */
interface Memory {
  readonly problem: SimulationProblem;
  /** Demand of its own customers, by stage and period; `null` where there are none. */
  readonly own: readonly (Float64Array | null)[];
  /** Orders by stage and period; `null` where sums of fractions may make them differ. */
  readonly orders: readonly Float64Array[] | null;
}

/** The last run whose orders were those of the memory, and its answer. */
interface LastRun {
  readonly problem: SimulationProblem;
  readonly result: SimulationResult;
}

/**
 * One network, run again and again under other policies. Each answer has the bits that
 * `simulateNetwork` would give it.
 *
 * Demand is drawn once. Where only whole units move, a stage whose min and max are moved alike
 * orders the same, so orders are placed once, too; and a stage is supplied as it was before,
 * unless its own stock was moved, or that of a stage which supplies it, directly or through
 * others. A network too large to be remembered is run as if for the first time.
 *
 * @param input - the network and its first policies
 * @param room - what is remembered is kept there; the next who is given it takes it over
 * @returns a run under the policies given, one for each stage of the input
 * @throws InputError naming the stage or link and what is wrong with it
 */
export function repeatedSimulation(
  input: SimulationInput,
  room: SimulationRoom = simulationRoom(),
): (
  policies: readonly ReplenishmentPolicy[],
) => Generator<SimulationProgress, SimulationResult> {
  let known: SimulationProblem | undefined;
  let memory: Memory | null = null;
  let last: LastRun | null = null;
  return function* (policies) {
    const stages = input.stages.map((stage, index) => ({
      ...stage,
      policy: policies[index]!,
    }));
    const problem = (known = simulationProblem({ ...input, stages }, known));
    if (memory?.problem.warmUp.periods !== problem.warmUp.periods) {
      const noted = memoryFor(problem, room);
      const seen = yield* watchNetwork(problem, notedIn(noted));
      const result = answer(problem, seen);
      // A run that was stopped halfway leaves nothing.
      memory = noted;
      last = noted?.orders ? { problem, result } : null;
      return result;
    }
    const drawn = withDemand(problem, memory.own);
    const { orders } = memory;
    if (!orders || !last || !ordersAlike(memory.problem, problem)) {
      return answer(problem, yield* watchNetwork(drawn));
    }
    const moved = suppliedAnew(last.problem, problem);
    const watched = withSuppliers(problem, moved);
    const seen = yield* watchNetwork(
      drawn,
      (state, period, count) => {
        const block = { period, count };
        orderAsKnown(state, problem, orders, watched, block);
      },
      problem.graph.order.filter((index) => watched[index] === 1),
    );
    const result = answer(problem, seen, { result: last.result, moved });
    last = { problem, result };
    return result;
  };
}

/** The answer to a run; stages that were not moved have that of the run before. */
function answer(
  problem: SimulationProblem,
  seen: WatchedNetwork,
  before?: { readonly result: SimulationResult; readonly moved: Uint8Array },
): SimulationResult {
  const stays = (index: number): boolean => before?.moved[index] === 0;
  const needs = seen.needs?.map((own, index) =>
    stays(index) ? before!.result.cycleNeeds![index]! : own,
  );
  return resultOf(
    problem,
    { ...seen, needs: needs ?? null },
    problem.stages.map((_, index) =>
      stays(index)
        ? before!.result.stages[index]!
        : figuresAt(problem, seen, index),
    ),
  );
}

/** Room for what a run leaves; `null` where that would be too much, or would not be the same again. */
function memoryFor(
  problem: SimulationProblem,
  room: SimulationRoom,
): Memory | null {
  const { stages, warmUp, periods, replications, levels, whole } = problem;
  const length = warmUp.periods + periods;
  const rows =
    stages.filter(({ demand }) => demand).length + (whole ? stages.length : 0);
  if (replications > 1 || levels || rows * length > mostRemembered) return null;
  if (stages.some(({ losesSales }) => losesSales)) return null;
  if (room.numbers.length < rows * length) {
    room.numbers = new Float64Array(rows * length);
  }
  let taken = 0;
  const row = (): Float64Array =>
    room.numbers.subarray(taken, (taken += length));
  return {
    problem,
    own: stages.map(({ demand }) => (demand ? row() : null)),
    orders: whole ? stages.map(row) : null,
  };
}

/** Places orders as policies say, and notes them and the demand. */
function notedIn(memory: Memory | null): OrderPass {
  if (!memory) return orderBlock;
  return (state, period, count) => {
    orderBlock(state, period, count);
    state.stages.forEach(({ own, orders }, index) => {
      memory.own[index]?.set(own.subarray(0, count), period);
      memory.orders?.[index]!.set(orders.subarray(0, count), period);
    });
  };
}

/** The problem with demand that is known instead of drawn. */
function withDemand(
  problem: SimulationProblem,
  own: Memory["own"],
): SimulationProblem {
  const asKnown = (row: Float64Array): DemandSource => {
    let period = 0;
    return (demand, count) => {
      demand.set(row.subarray(period, period + count));
      period += count;
    };
  };
  return {
    ...problem,
    stages: problem.stages.map((stage, index) => {
      const row = own[index];
      if (!stage.demand || !row) return stage;
      return {
        ...stage,
        demand: { ...stage.demand, open: () => asKnown(row) },
      };
    }),
  };
}

/** Whether all stages order the same, to the bit: theirs differ by whole units on hand alone. */
function ordersAlike(
  one: SimulationProblem,
  other: SimulationProblem,
): boolean {
  return (
    one.whole &&
    other.whole &&
    one.stages.every((stage, index) => movedAlike(stage, other.stages[index]!))
  );
}

function movedAlike(one: StageProblem, other: StageProblem): boolean {
  const { rule } = one;
  const units = other.rule.target - rule.target;
  return (
    rule.type === other.rule.type &&
    rule.lot === other.rule.lot &&
    rule.least === other.rule.least &&
    rule.reviewPeriods === other.rule.reviewPeriods &&
    other.rule.trigger - rule.trigger === units &&
    other.initialOnHand - one.initialOnHand === units &&
    Math.max(Math.abs(rule.target), Math.abs(other.rule.target)) < largestWhole
  );
}

/** The stages whose stock was moved, and all that they supply, directly or through others. */
function suppliedAnew(
  before: SimulationProblem,
  { stages, graph }: SimulationProblem,
): Uint8Array {
  const { order, firstCustomer, customerLink, to } = graph;
  const moved = Uint8Array.from(stages, ({ rule }, index) =>
    rule.target === before.stages[index]!.rule.target ? 0 : 1,
  );
  for (const index of order) {
    if (!moved[index]) continue;
    for (let at = firstCustomer[index]!; at < firstCustomer[index + 1]!; at++) {
      moved[to[customerLink[at]!]!] = 1;
    }
  }
  return moved;
}

/** These stages and all that supply them: what arrives is what was shipped to them. */
function withSuppliers(
  { graph }: SimulationProblem,
  stages: Uint8Array,
): Uint8Array {
  const { order, firstSupplier, supplierLink, from } = graph;
  const all = stages.slice();
  for (let place = order.length - 1; place >= 0; place--) {
    const index = order[place]!;
    if (!all[index]) continue;
    for (let at = firstSupplier[index]!; at < firstSupplier[index + 1]!; at++) {
      all[from[supplierLink[at]!]!] = 1;
    }
  }
  return all;
}
