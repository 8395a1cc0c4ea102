import type {
  NetworkFileInput,
  StochasticPolicy,
} from "../contracts/network-file.ts";
import type { SimulationReport } from "../contracts/simulation-file.ts";
import { above, between } from "../checks.ts";
import type { Network } from "../network/network.ts";
import { readNetwork } from "../network/network.ts";
import { simulateFile } from "../simulation/simulate-file.ts";
import type { NetworkStock, ServiceTarget } from "./best-network-stock.ts";
import { bestNetworkStock } from "./best-network-stock.ts";
import { customerLaw } from "./customer-demand.ts";
import type { StageStock, StochasticNetwork } from "./network-stock.ts";
import { exposureAt, stockAt, stochasticNetwork } from "./network-stock.ts";

/** How the answer is replayed. */
export interface StochasticOptions {
  /** 1 when omitted. */
  readonly seed?: number;
  /** Periods that count in each replication; when omitted 5,000, fewer over 1,000 stages. */
  readonly periods?: number;
  /** Asked now and then: with what is known by then the answer is replayed once and told. */
  readonly shouldStop?: () => boolean;
}

/** What is being done, and how far it is. */
export interface SolvingProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

const replications = 10;
const usualPeriods = 5000;
const fewestPeriods = 500;
/** Stages × periods of one replication at most, where nothing else is said. */
const mostWork = 5_000_000;
/** Times that stocks are corrected by what the replay showed. */
const corrections = 3;
/** A replay this near its target is not corrected. */
const nearEnough = 0.002;

/**
 * Stock policy of a network by the stochastic-service model: orders wait as long as their
 * suppliers are short, and what is decided is how often that may be.
 *
 * Fill rates inside the network are chosen for the least holding cost; every stage with
 * customers keeps its fill rate or, without one, its service level. The answer is replayed,
 * and where it misses a target the stocks with customers are corrected: the approximation
 * is a little hard on lots, for an order that waits finds the position high.
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
  const network = readNetwork(file);
  const lots = Float64Array.from(file.stages, ({ id, lotSize }) =>
    lotSize === undefined ? 0 : above(`lotSize of stage ${id}`, lotSize, 0),
  );
  const problem = stochasticNetwork(network, lots);
  const targets = targetsOf(file, network);
  let best: NetworkStock;
  const search = bestNetworkStock(problem, targets, shouldStop);
  for (;;) {
    const next = search.next();
    if (next.done) {
      best = next.value;
      break;
    }
    const { round, done, total } = next.value;
    const step = `Choosing fill rates${round > 0 ? `, round ${round}` : ""}`;
    yield { step, done, total };
  }
  let stages = [...best.stages];
  for (let round = 0; ; round++) {
    const report = yield* replay(file, problem, stages, { seed, periods });
    const next = corrected(problem, targets, stages, report);
    if (round === corrections || next === null || shouldStop()) {
      return answer(problem, targets, stages, report);
    }
    stages = next;
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

function* replay(
  file: NetworkFileInput,
  { lotSize, network }: StochasticNetwork,
  stages: readonly StageStock[],
  run: { readonly seed: number; readonly periods: number },
): Generator<SolvingProgress, SimulationReport> {
  const policy = {
    stages: network.ids.map((id, stage) => {
      const mean = network.demandMean[stage]!;
      const deviation = network.demandDeviation[stage]!;
      return {
        id,
        serviceTimeOut: 0,
        reviewPeriods: 1,
        ...orderRule(lotSize[stage]!, stages[stage]!.stock),
        ...(customerLaw(mean, deviation) === "gamma" && {
          demand: { law: "gamma" as const, mean, deviation },
        }),
      };
    }),
  };
  const simulation = simulateFile(file, policy, { ...run, replications });
  for (;;) {
    const step = simulation.next();
    if (step.done) return step.value;
    const { done, total } = step.value;
    yield { step: "Replaying", done, total };
  }
}

function orderRule(lot: number, stock: number) {
  return lot > 0
    ? ({ type: "rQ", reorderPoint: stock, orderQuantity: lot } as const)
    : ({ type: "baseStock", baseStock: stock } as const);
}

/** Stocks with customers moved by what the replay missed; `null` when none is off. */
function corrected(
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  stages: readonly StageStock[],
  report: SimulationReport,
): StageStock[] | null {
  const next: StageStock[] = [...stages];
  let moved = false;
  for (const stage of problem.network.graph.order) {
    const wanted = targets[stage];
    const exposure = exposureAt(problem, stage, next);
    const now = stages[stage]!;
    let { stock } = now;
    if (wanted !== undefined) {
      const { measure, target } = wanted;
      const { low, high, mean } = report.stages[stage]![measure];
      if (low > target + nearEnough || high < target) {
        const step = 0.01 * Math.sqrt(now.exposed.variance) + 1e-9;
        const more = stockAt(problem, stage, exposure, stock + step)[measure];
        const here = stockAt(problem, stage, exposure, stock)[measure];
        const slope = Math.max((more - here) / step, 1e-9 / step);
        const most = Math.sqrt(now.exposed.variance);
        const change = (target + nearEnough / 2 - mean) / slope;
        stock += Math.min(Math.max(change, -most), most);
        moved = true;
      }
    }
    next[stage] = stockAt(problem, stage, exposure, stock);
  }
  return moved ? next : null;
}

function answer(
  { network, mean, lotSize }: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  stages: readonly StageStock[],
  report: SimulationReport,
): StochasticPolicy {
  const { holdingCost, ids, demandMean, demandDeviation } = network;
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
        demandLaw: customerLaw(demandMean[stage]!, demandDeviation[stage]!),
      }),
      fillRate: now.fillRate,
      cycleService: now.cycleService,
      onHand: now.onHand,
      backorders: now.backorders.mean,
      delay: mean[stage]! > 0 ? now.delayed.mean / mean[stage]! : 0,
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
    cost: rows.reduce(
      (sum, row) => sum + row.holdingCost * row.simulated.onHand.mean,
      0,
    ),
    seconds: 0,
    simulation: {
      seed,
      periods,
      replications: runs,
      confirmed: rows.every(
        ({ target, simulated }) =>
          !target || simulated[target.measure].high >= target.value,
      ),
    },
    stages: rows,
  };
}
