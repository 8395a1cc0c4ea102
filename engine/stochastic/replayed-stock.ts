import type { NetworkFileInput } from "../contracts/network-file.ts";
import type { SimulationReport } from "../contracts/simulation-file.ts";
import { simulateFile } from "../simulation/simulate-file.ts";
import type { ServiceTarget } from "./least-stock.ts";
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
/** Times that stocks are corrected by what the replay showed, and while a target is missed. */
const corrections = 4;
const mostCorrections = 10;
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
    exact = false,
  }: {
    readonly run: { readonly seed: number; readonly periods: number };
    /** The stocks are what they should be, whatever chance shows. */
    readonly exact?: boolean;
    readonly shouldStop: () => boolean;
  },
): Generator<SolvingProgress, Replayed> {
  let stages = first;
  const tried = targets.map((): Trial[] => []);
  for (let round = 0; ; round++) {
    const report = yield* replay(file, problem, stages, run);
    const now = judged(problem, targets, report);
    const most = now.confirmed ? corrections : mostCorrections;
    const next =
      round < most && !exact && !shouldStop()
        ? corrected(problem, targets, { stages, report, tried })
        : null;
    if (next === null) return { stages, report, ...now };
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
    stages: network.ids.map((id, stage) => ({
      id,
      serviceTimeOut: 0,
      reviewPeriods: 1,
      ...orderRule(lotSize[stage]!, stages[stage]!.stock),
      demandLaw: customerLaw(network, stage),
    })),
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

/** A stock that was replayed, and by how much its service was above what is aimed at. */
interface Trial {
  readonly stock: number;
  readonly above: number;
}

/** Stocks with customers moved by what the replay missed; `null` when none is off. */
function corrected(
  problem: StochasticNetwork,
  targets: readonly (ServiceTarget | undefined)[],
  {
    stages,
    report,
    tried,
  }: {
    readonly stages: readonly StageStock[];
    readonly report: SimulationReport;
    /** Of each stage, in the order of the replays; the new one is added. */
    readonly tried: readonly Trial[][];
  },
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
      const trials = tried[stage]!;
      const aim = problem.whole[stage] ? target : target + nearEnough / 2;
      trials.push({ stock, above: mean - aim });
      if (low > target + nearEnough || high < target) {
        const step = problem.whole[stage]
          ? 1
          : 0.01 * Math.sqrt(now.exposed.variance) + 1e-9;
        const more = stockAt(problem, stage, exposure, stock + step)[measure];
        const here = stockAt(problem, stage, exposure, stock)[measure];
        const { meanOnHand, backorders } = report.stages[stage]!;
        const level = meanOnHand.mean - backorders.mean;
        const next = nextTrial(trials, {
          slope: Math.max((more - here) / step, 1e-9 / step),
          most: Math.sqrt(now.exposed.variance),
          lower: now.onHand - now.backorders.mean - level,
        });
        stock = problem.whole[stage] ? wholeTrial(trials, next) : next;
        moved ||= stock !== now.stock;
      }
    }
    next[stage] = stockAt(problem, stage, exposure, stock);
  }
  return moved ? next : null;
}

/**
 * The stock to try next. Orders hang on demand alone, so that what a replay says of a stage
 * rises with its own stock, and hardly hangs on others': first by the slope of the model, then
 * by that of two trials, and once the aim lies between two, between them.
 */
function nextTrial(
  trials: readonly Trial[],
  {
    slope,
    most,
    lower,
  }: {
    readonly slope: number;
    /** Units that the first step goes at most; later ones go further. */
    readonly most: number;
    /** Units that the replay's average level was lower than the model's. */
    readonly lower: number;
  },
): number {
  const last = trials.at(-1)!;
  const below = nearest(trials, (above) => above < 0);
  const above = nearest(trials, (by) => by >= 0);
  if (below && above && below.stock < above.stock) {
    const share = below.above / (below.above - above.above);
    const inside = Math.min(Math.max(share, 0.1), 0.9);
    return below.stock + inside * (above.stock - below.stock);
  }
  const earlier = trials.at(-2);
  // Where the model is off by more than chance, by that: its slope then tells nothing.
  if (!earlier && lower * last.above < 0 && Math.abs(lower) > most) {
    return last.stock + lower;
  }
  const seen = earlier
    ? (last.above - earlier.above) / (last.stock - earlier.stock)
    : slope;
  const change = -last.above / (seen > 0 ? seen : slope);
  const furthest = most * 2 ** (trials.length - 1);
  return last.stock + Math.min(Math.max(change, -furthest), furthest);
}

/** The same in whole units, one not tried before; the least that kept the aim when there is none. */
function wholeTrial(trials: readonly Trial[], next: number): number {
  const below = nearest(trials, (above) => above < 0)?.stock ?? -Infinity;
  const above = nearest(trials, (by) => by >= 0)?.stock ?? Infinity;
  if (above - below <= 1) return above;
  return Math.min(Math.max(Math.round(next), below + 1), above - 1);
}

/** Of those on one side of the aim, the nearest to it. */
function nearest(
  trials: readonly Trial[],
  side: (above: number) => boolean,
): Trial | undefined {
  return trials
    .filter(({ above }) => side(above))
    .sort((a, b) => Math.abs(a.above) - Math.abs(b.above))[0];
}
