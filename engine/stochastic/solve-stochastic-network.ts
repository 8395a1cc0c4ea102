import type {
  NetworkFileInput,
  StochasticPolicy,
} from "../contracts/network-file.ts";
import { above, between } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { Network } from "../network/network.ts";
import { readNetwork } from "../network/network.ts";
import type { NetworkStock, SearchOptions } from "./best-network-stock.ts";
import type { ServiceTarget } from "./least-stock.ts";
import { bestNetworkStock } from "./best-network-stock.ts";
import { customerLaw } from "./customer-demand.ts";
import { exactWarehouseStock } from "./exact-warehouse.ts";
import type { StageStock, StochasticNetwork } from "./network-stock.ts";
import { stochasticNetwork } from "./network-stock.ts";
import type { Replayed, SolvingProgress } from "./replayed-stock.ts";
import { orderRule, settled } from "./replayed-stock.ts";

/** How the answer is replayed. */
export interface StochasticOptions {
  /** 1 when omitted. */
  readonly seed?: number;
  /** Periods that count in each replication; when omitted 5,000, fewer over 1,000 stages. */
  readonly periods?: number;
  /** Asked now and then: with what is known by then the answer is replayed once and told. */
  readonly shouldStop?: () => boolean;
}

const usualPeriods = 5000;
const fewestPeriods = 500;
/** Stages × periods of one replication at most, where nothing else is said. */
const mostWork = 5_000_000;
/** Searches at most: from the second on they aim at what a replay showed to be needed. */
const attempts = 3;
/** Share of the cost that another search must save. */
const worthwhile = 1e-3;
/**
 * Stock policy of a network by the stochastic-service model: orders wait as long as their
 * suppliers are short, and what is decided is how often that may be.
 *
 * Fill rates inside the network are chosen for the least holding cost; every stage with
 * customers keeps its fill rate or, without one, its service level. The answer is replayed,
 * and where it misses a target the stocks with customers are corrected. What calculation
 * had to promise for that is aimed at in another search, as long as a replay costs less.
 *
 * One warehouse with Poisson demand at all it feeds is solved exactly instead, and replayed.
 *
 * @param file - the network, as `stockwright meio` reads it
 * @throws InputError naming what is wrong in the file
 *
 * @see Ettl, Feigin, Lin and Yao (2000), Operations Research 48(2), 216-232.
 */
export function* solveStochasticNetwork(
  file: NetworkFileInput,
  options: StochasticOptions = {},
): Generator<SolvingProgress, StochasticPolicy> {
  const { seed = 1, shouldStop = () => false } = options;
  const periods = options.periods ?? affordable(file.stages.length);
  refuseGuaranteedOnly(file);
  const network = readNetwork(file);
  const lots = Float64Array.from(file.stages, ({ id, lotSize }) =>
    lotSize === undefined ? 0 : above(`lotSize of stage ${id}`, lotSize, 0),
  );
  const problem = stochasticNetwork(network, lots);
  const targets = targetsOf(file, network);
  const run = { seed, periods };
  const exact = exactWarehouseStock(problem, targets);
  if (exact !== null) {
    const how = { run, shouldStop, exact: true };
    const told = yield* settled(file, problem, targets, exact, how);
    return answer(problem, targets, told, true);
  }
  let best: Replayed | null = null;
  let aims = targets;
  let from: Float64Array | undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { stages, levels } = yield* chosen(problem, aims, {
      shouldStop,
      from,
    });
    if (best !== null && shouldStop()) break;
    const next = yield* settled(file, problem, targets, stages, {
      run,
      shouldStop,
    });
    if (best !== null && !isBetter(next, best)) break;
    best = next;
    from = levels;
    aims = aimedAt(targets, next.stages);
  }
  return answer(problem, targets, best!, false);
}

function* chosen(
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  options: SearchOptions,
): Generator<SolvingProgress, NetworkStock> {
  const search = bestNetworkStock(problem, targets, options);
  for (;;) {
    const next = search.next();
    if (next.done) return next.value;
    const { round, done, total } = next.value;
    const step = `Choosing fill rates${round > 0 ? `, round ${round}` : ""}`;
    yield { step, done, total };
  }
}

function isBetter(a: Replayed, b: Replayed): boolean {
  if (!a.confirmed || !b.confirmed) return !b.confirmed;
  return a.cost < b.cost * (1 - worthwhile);
}

/** What calculation must promise for a replay to keep the targets, as stocks with customers show. */
function aimedAt(
  targets: readonly (ServiceTarget | undefined)[],
  stages: readonly StageStock[],
): (ServiceTarget | undefined)[] {
  return targets.map((wanted, stage) => {
    if (wanted === undefined) return undefined;
    const { measure } = wanted;
    const target = stages[stage]![measure];
    return { measure, target: Math.min(Math.max(target, 0.01), 0.9999) };
  });
}

/** What the file may say of a stage for the other model alone. */
function refuseGuaranteedOnly({ stages }: NetworkFileInput): void {
  for (const { id, holdsStock, reviewPeriods } of stages) {
    if (holdsStock !== false && (reviewPeriods ?? 1) === 1) continue;
    const field = holdsStock === false ? "holdsStock" : "reviewPeriods";
    throw new InputError(
      `${field} of stage ${id}`,
      `${field} of stage ${id} is for options.model "guaranteed"; in the stochastic model all stages hold stock and order every period`,
    );
  }
}

function affordable(stages: number): number {
  const most = Math.floor(mostWork / stages);
  return Math.min(usualPeriods, Math.max(most, fewestPeriods));
}

function targetsOf(
  file: NetworkFileInput,
  network: Network,
): (ServiceTarget | undefined)[] {
  return file.stages.map(({ id, fillRate }, stage) => {
    if (network.demandMean[stage] === 0) return undefined;
    return fillRate === undefined
      ? { measure: "cycleService", target: network.serviceLevel[stage]! }
      : {
          measure: "fillRate",
          target: between(`fillRate of stage ${id}`, fillRate, 0, 1),
        };
  });
}

function answer(
  { network, lotSize }: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  { stages, report, cost, confirmed }: Replayed,
  exact: boolean,
): StochasticPolicy {
  const { holdingCost, ids, demandMean } = network;
  const rows = ids.map((id, stage) => {
    const now = stages[stage]!;
    const seen = report.stages[stage]!;
    const { fillRate, cycleService, backorders } = seen;
    const target = targets[stage];
    return {
      id,
      ...orderRule(lotSize[stage]!, now.stock),
      safetyStock: now.stock - now.exposed.mean,
      ...(demandMean[stage]! > 0 && {
        demandLaw: customerLaw(network, stage),
      }),
      fillRate: now.fillRate,
      cycleService: now.cycleService,
      onHand: now.onHand,
      backorders: now.backorders.mean,
      delay: now.delay.mean,
      holdingCost: holdingCost[stage]!,
      ...(target && {
        target: { measure: target.measure, value: target.target },
      }),
      simulated: {
        fillRate,
        cycleService,
        onHand: seen.meanOnHand,
        backorders,
      },
    };
  });
  const { seed, periods, replications: runs } = report;
  return {
    model: "stochastic",
    exact,
    cost,
    seconds: 0,
    simulation: {
      seed,
      periods,
      replications: runs,
      confirmed,
    },
    stages: rows,
  };
}
