import type { DemandSource } from "./demand-sampler.ts";
import type { Random } from "../numeric/random.ts";
import type { SimulationProblem, StageProblem } from "./simulation-problem.ts";
import type { PartyLateness } from "./lateness-state.ts";
import { partyLateness } from "./lateness-state.ts";
import { leadTimeChances, stageStream } from "./random-stream.ts";

/** Sums over the periods of one observation; what the figures are made of. */
export interface StageSums {
  onHand: number;
  backorders: number;
  inTransit: number;
  demand: number;
  late: number;
  lost: number;
  cycles: number;
  goodCycles: number;
  orders: number;
  ordered: number;
}

/** One link of a running network. */
export interface LinkState {
  readonly units: number;
  readonly from: number;
  readonly to: number;
  /** Units of the supplier shipped, period by period of the block; unused while `full`. */
  readonly shipped: Float64Array;
  /** In this block every order was shipped in its period. */
  full: boolean;
  /** Units that the supplier owes. */
  owed: number;
  /** Units shipped that wait at the customer for other parts. */
  waiting: number;
}

/** Units of each party in the period that is being shared; memory that is used again. */
export interface Shares {
  /** What each is owed, the newest order included. */
  readonly owed: Float64Array;
  /** The newest order of each. */
  readonly fresh: Float64Array;
  /** The answer. */
  readonly given: Float64Array;
  readonly spare: Float64Array;
}

/** One stage of a running network. Rows hold one number for each period of the block. */
export interface StageState {
  readonly problem: StageProblem;
  /** Links from its suppliers. */
  readonly suppliers: readonly LinkState[];
  /** Links to the stages it supplies, in the order of those. */
  readonly customers: readonly LinkState[];
  readonly source: DemandSource | null;
  /** Units its own customers ask for. */
  readonly own: Float64Array;
  /** Units everybody asks for; the same row as another where it must be equal. */
  readonly demand: Float64Array;
  /** Units it orders; the row of demand where the policy passes that on. */
  readonly orders: Float64Array;
  /** Units it ships, and owes afterwards. */
  readonly shipped: Float64Array;
  readonly owedAfter: Float64Array;
  /** Units of work begun. */
  readonly begun: Float64Array;
  /** Receipts to come, by period modulo the length, a power of two. */
  readonly arriving: Float64Array;
  /** Chances of its lead times, by period. */
  readonly leadTimes: ((period: number) => number) | null;
  readonly lots: Random;
  /** Demand of the last `serviceTime` periods, in a circle. */
  readonly recent: Float64Array;
  recentAt: number;
  recentSum: number;
  /** On hand, on order, less what is owed. */
  position: number;
  /** Of this period, where sales are lost: already in the position. */
  foreseenLoss: number;
  sinceReview: number;
  onHand: number;
  owed: number;
  inTransit: number;
  lastArrival: number;
  /** A unit was late in the cycle that runs. */
  cycleIsLate: boolean;
  /** Most units that more stock would have to hold in the cycle that runs for none to be late. */
  cycleNeed: number;
  /** The same of cycles that ended; null when nobody asked. */
  readonly needs: number[] | null;
  /** Who is late, where that is not told by what all are owed together; else null. */
  readonly lateness: PartyLateness | null;
  /** Units its own customers are owed; counted where stock is shared. */
  ownOwed: number;
  /** Orders not yet served, oldest first, one number for each party; `firstCome` only. */
  readonly waitingOrders: number[];
  /** Where the oldest of them begins. */
  firstWaiting: number;
  /** For those who share its stock: the stages it supplies, then customers that wait. */
  readonly shares: Shares;
  /** Owed units this small are the dust of sums. */
  readonly dust: number;
  sums: StageSums;
}

export interface NetworkState {
  readonly stages: readonly StageState[];
  /** Each stage after its suppliers. */
  readonly order: Int32Array;
  /** Most periods in a block. */
  readonly block: number;
}

/** Periods worked on at once, stage by stage: short enough for the cache. */
const blockPeriods = 256;

/** Opens the network as it stands before the first period of a replication. */
export function openNetwork(
  problem: SimulationProblem,
  replication: number,
): NetworkState {
  const { graph } = problem;
  // A lost sale changes the next order: then nothing may be worked on ahead.
  const losing = problem.stages.some(({ losesSales }) => losesSales);
  const block = losing ? 1 : blockPeriods;
  const links = Array.from(graph.from, (from, index): LinkState => ({
    units: graph.units[index]!,
    from,
    to: graph.to[index]!,
    shipped: new Float64Array(block),
    full: true,
    owed: 0,
    waiting: 0,
  }));
  const stages = new Array<StageState>(graph.size);
  // Customers first, so that a row of orders exists before it is shared.
  for (let place = graph.size - 1; place >= 0; place--) {
    const index = graph.order[place]!;
    const own = (first: Int32Array, of: Int32Array): LinkState[] =>
      Array.from(
        of.subarray(first[index]!, first[index + 1]!),
        (link) => links[link]!,
      );
    stages[index] = openStage(
      problem,
      problem.stages[index]!,
      own(graph.firstSupplier, graph.supplierLink),
      own(graph.firstCustomer, graph.customerLink).sort((a, b) => a.to - b.to),
      stages,
      { block, replication },
    );
  }
  return { stages, order: graph.order, block };
}

function openStage(
  { seed, cycleNeeds, allocation }: SimulationProblem,
  stage: StageProblem,
  suppliers: readonly LinkState[],
  customers: readonly LinkState[],
  stages: readonly StageState[],
  { block, replication }: { readonly block: number; replication: number },
): StageState {
  const { id, rule, leadTime, demand, serviceTime, initialOnHand } = stage;
  const own = demand ? new Float64Array(block) : noRow;
  const only = customers.length === 1 ? customers[0]! : null;
  const wanted =
    demand && customers.length === 0
      ? own
      : !demand && only?.units === 1
        ? stages[only.to]!.orders
        : new Float64Array(block);
  const parties = customers.length + (demand && !stage.losesSales ? 1 : 0);
  const passes =
    rule.passesDemand && initialOnHand === rule.target && !stage.losesSales;
  return {
    problem: stage,
    suppliers,
    customers,
    source: demand?.open(stageStream(seed, replication, id, "demand")) ?? null,
    own,
    demand: wanted,
    orders: passes ? wanted : new Float64Array(block),
    shipped: customers.length > 0 ? new Float64Array(block) : noRow,
    owedAfter: customers.length > 0 ? new Float64Array(block) : noRow,
    begun: suppliers.length > 0 ? new Float64Array(block) : noRow,
    arriving: new Float64Array(powerOfTwo(block + leadTime.longest + 1)),
    leadTimes: leadTime.table ? leadTimeChances(seed, replication, id) : null,
    lots: stageStream(seed, replication, id, "allocation"),
    recent: new Float64Array(serviceTime),
    recentAt: 0,
    recentSum: 0,
    position: initialOnHand,
    foreseenLoss: 0,
    sinceReview: rule.reviewPeriods - 1,
    onHand: initialOnHand,
    owed: 0,
    inTransit: 0,
    lastArrival: 0,
    cycleIsLate: false,
    cycleNeed: -Infinity,
    needs: cycleNeeds ? [] : null,
    lateness:
      allocation !== "firstCome" && parties > 1
        ? partyLateness(parties, serviceTime, block)
        : null,
    ownOwed: 0,
    waitingOrders: [],
    firstWaiting: 0,
    shares: {
      owed: new Float64Array(parties),
      fresh: new Float64Array(parties),
      given: new Float64Array(parties),
      spare: new Float64Array(parties),
    },
    dust: 1e-9 * (1 + Math.abs(rule.highest)),
    sums: noSums(),
  };
}

const noRow = new Float64Array(0);

function powerOfTwo(least: number): number {
  return 2 ** Math.ceil(Math.log2(least));
}

/** Sums of nothing. */
export function noSums(): StageSums {
  return {
    onHand: 0,
    backorders: 0,
    inTransit: 0,
    demand: 0,
    late: 0,
    lost: 0,
    cycles: 0,
    goodCycles: 0,
    orders: 0,
    ordered: 0,
  };
}
