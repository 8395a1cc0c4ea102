import type { NetworkFileInput } from "../contracts/network-file.ts";
import type { SimulationReport } from "../contracts/simulation-file.ts";
import { simulateFile } from "../simulation/simulate-file.ts";
import type { ServiceTarget } from "./best-network-stock.ts";
import { customerLaw } from "./customer-demand.ts";
import type { StageStock, StochasticNetwork } from "./network-stock.ts";
import { exposureAt, stockAt } from "./network-stock.ts";

/** What is being done, and how far it is. */
export interface SolvingProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

const replications = 10;
/** Times that stocks are corrected by what the replay showed. */
const corrections = 4;
/** A replay this near its target is not corrected. */
const nearEnough = 0.002;

/** Stocks and what a replay of them showed. */
export interface Replayed {
  readonly stages: readonly StageStock[];
  readonly report: SimulationReport;
  /** Money per period, and whether every target is kept. */
  readonly cost: number;
  readonly confirmed: boolean;
}

/**
 * Stocks replayed, and those with customers corrected by what that showed, a few times.
 *
 * @param targets - what the replay is held to
 */
export function* settled(
  file: NetworkFileInput,
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  first: readonly StageStock[],
  {
    run,
    shouldStop,
  }: {
    readonly run: { readonly seed: number; readonly periods: number };
    readonly shouldStop: () => boolean;
  },
): Generator<SolvingProgress, Replayed> {
  let stages = first;
  for (let round = 0; ; round++) {
    const report = yield* replay(file, problem, stages, run);
    const next = corrected(problem, targets, stages, report);
    if (round === corrections || next === null || shouldStop()) {
      return { stages, report, ...judged(problem, targets, report) };
    }
    stages = next;
  }
}

function judged(
  { network }: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  { stages }: SimulationReport,
): Pick<Replayed, "cost" | "confirmed"> {
  return {
    cost: stages.reduce(
      (sum, { meanOnHand }, stage) =>
        sum + network.holdingCost[stage]! * meanOnHand.mean,
      0,
    ),
    confirmed: targets.every(
      (wanted, stage) =>
        !wanted || stages[stage]![wanted.measure].high >= wanted.target,
    ),
  };
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

/** How a stage with this stock orders. */
export function orderRule(lot: number, stock: number) {
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
