import type { Network } from "../network/network.ts";
import type { StageGraph } from "../network/stage-graph.ts";
import type { StochasticNetwork } from "./stochastic-network.ts";
import type { Cumulants } from "./skew-law.ts";
import { nothing, opposite, sumOf } from "./skew-law.ts";

type Demand = Pick<
  StochasticNetwork,
  "network" | "mean" | "deviation" | "third" | "lotSize" | "lots" | "orderRate"
>;

/**
 * Demand of a stage over a time that may vary, with the lots in which it is asked for. A time
 * below 0 gives back what was asked for: the level is then that of before.
 *
 * @param without - a link whose customer's demand is left out
 */
export function demandOver(
  problem: Demand,
  stage: number,
  time: Cumulants,
  without?: number,
): Cumulants {
  const { mean: mu, variance, third } = demandOfPeriod(problem, stage, without);
  const lumps = lumpsOver(problem, stage, time.mean, without);
  if (time.mean < 0) {
    return sumOf(
      opposite(demandOver(problem, stage, { ...nothing, mean: -time.mean })),
      {
        mean: 0,
        variance: mu * mu * time.variance,
        third: mu ** 3 * time.third,
      },
    );
  }
  return {
    mean: mu * time.mean,
    variance: Math.max(
      variance * time.mean + mu * mu * time.variance + lumps.variance,
      0,
    ),
    third:
      third * time.mean +
      3 * mu * variance * time.variance +
      mu ** 3 * time.third +
      lumps.third,
  };
}

/** What is used up in a period, as if nobody ordered in lots. */
function demandOfPeriod(
  { network, mean, deviation, third }: Demand,
  stage: number,
  without?: number,
): Cumulants {
  const all = {
    mean: mean[stage]!,
    variance: deviation[stage]! ** 2,
    third: third[stage]!,
  };
  if (without === undefined) return all;
  const units = network.graph.units[without]!;
  const customer = network.graph.to[without]!;
  return {
    mean: Math.max(all.mean - units * mean[customer]!, 0),
    variance: Math.max(all.variance - (units * deviation[customer]!) ** 2, 0),
    third: Math.max(all.third - units ** 3 * third[customer]!, 0),
  };
}

/** A stage whose lots reach another, at once or through stages that order what they are asked. */
export interface LotSource {
  readonly source: number;
  /** Units of the stage that is reached for each unit of the source. */
  readonly units: number;
}

/** Whose lots reach each stage; nothing is ordered where nothing is asked for. */
export function lotSources(
  { graph }: Network,
  lotSize: Float64Array,
  mean: Float64Array,
): LotSource[][] {
  const result: LotSource[][] = [];
  for (let place = graph.size - 1; place >= 0; place--) {
    const stage = graph.order[place]!;
    const units = new Map<number, number>();
    const until = graph.firstCustomer[stage + 1]!;
    for (let at = graph.firstCustomer[stage]!; at < until; at++) {
      const link = graph.customerLink[at]!;
      for (const found of sourcesOver(graph, lotSize, result, link)) {
        if (mean[found.source] === 0) continue;
        const known = units.get(found.source) ?? 0;
        units.set(found.source, known + found.units);
      }
    }
    result[stage] = Array.from(units, ([source, own]) => ({
      source,
      units: own,
    }));
  }
  return result;
}

function sourcesOver(
  { to, units }: StageGraph,
  lotSize: Float64Array,
  lots: readonly (readonly LotSource[])[],
  link: number,
): LotSource[] {
  const customer = to[link]!;
  const own = units[link]!;
  if (lotSize[customer]! > 0) return [{ source: customer, units: own }];
  return lots[customer]!.map((lot) => ({ ...lot, units: lot.units * own }));
}

/** The one whose lots are all that a stage is asked for; `undefined` where there is more. */
export function onlyLots(
  { lots, mean }: Pick<StochasticNetwork, "lots" | "mean">,
  stage: number,
): LotSource | undefined {
  const [first, ...others] = lots[stage]!;
  if (first === undefined || others.length > 0) return undefined;
  const asked = first.units * mean[first.source]!;
  return asked > (1 - 1e-9) * mean[stage]! ? first : undefined;
}

/**
 * What orders in lots add to the demand behind them: over a time in which x units are asked
 * for, a customer orders its lot Q with chance x/Q, which varies by x·(Q − x); over a long
 * time the orders run ahead of demand by a part of a lot at either end, Q²/6 together.
 */
export function lumpsOver(
  { network, mean, lotSize, lots, orderRate }: Demand,
  stage: number,
  periods: number,
  without?: number,
): Omit<Cumulants, "mean"> {
  let variance = 0;
  let third = 0;
  const left =
    without === undefined
      ? []
      : sourcesOver(network.graph, lotSize, lots, without);
  for (const { source, units } of lots[stage]!) {
    const less = left.find((other) => other.source === source)?.units ?? 0;
    // Several lots at once where it is asked for more than one.
    const order = Math.max(
      lotSize[source]!,
      mean[source]! / orderRate[source]!,
    );
    const lot = order * (units - less);
    if (!(lot > 0) || periods <= 0) continue;
    const asked = mean[source]! * (units - less) * periods;
    // Both ends in one: x for a short time, Q²/6 for a long one.
    const own = (lot ** 2 / 6) * -Math.expm1((-6 * asked) / lot);
    variance += own;
    third += own * Math.max(lot - 2 * asked, 0);
  }
  return { variance, third };
}
