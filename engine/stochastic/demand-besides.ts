import type { LotSource } from "./demand-over.ts";
import { demandOver, onlyLots } from "./demand-over.ts";
import type { Cumulants } from "./skew-law.ts";
import { excessOver, nothing, sumOf } from "./skew-law.ts";
import type { StochasticNetwork } from "./stochastic-network.ts";

/** A law that holds with a chance. */
export interface Possible {
  readonly chance: number;
  readonly law: Cumulants;
}

/** Demand over a time besides an order of a customer. */
export interface Besides extends Possible {
  /** Chance that this customer orders in the period next to that time, too, where known. */
  readonly again?: number;
}

const onePeriod: Cumulants = { ...nothing, mean: 1 };
/** A customer that orders more often is as one without a lot. */
const oftenOrders = 0.5;
/** Orders of one customer that are told apart. */
const mostCounted = 6;
const unlikely = 1e-4;

/** Links to the stages that a stage feeds. */
export function customerLinks(
  { network }: Pick<StochasticNetwork, "network">,
  stage: number,
): Int32Array {
  const { graph } = network;
  const from = graph.firstCustomer[stage]!;
  return graph.customerLink.subarray(from, graph.firstCustomer[stage + 1]!);
}

/**
 * Whose lots orders over a link are, when they come now and then, a lot of one stage at a
 * time; `undefined` where they do not.
 */
export function lotOver(
  problem: Omit<StochasticNetwork, "undershoot" | "arrival">,
  link: number,
): LotSource | undefined {
  const { graph } = problem.network;
  const customer = graph.to[link]!;
  if (problem.orderRate[customer]! >= oftenOrders) return undefined;
  const units = graph.units[link]!;
  if (problem.lotSize[customer]! > 0) return { source: customer, units };
  const only = onlyLots(problem, customer);
  return only && { ...only, units: units * only.units };
}

/** Units of the supplier in one order over a link. */
export function orderOver(
  {
    network,
    mean,
    orderRate,
  }: Omit<StochasticNetwork, "undershoot" | "arrival">,
  link: number,
): number {
  const customer = network.graph.to[link]!;
  const rate = orderRate[customer]!;
  const units = network.graph.units[link]!;
  return rate > 0 ? (units * mean[customer]!) / rate : 0;
}

/**
 * Demand of a stage over a time before or after the period of an order over one of its
 * links: others ask as ever, but that customer only orders again when its lot is used up.
 *
 * The order came somewhere in the demand of its period, so k orders more come within the
 * time when that part and the demand meanwhile are k lots or more.
 */
export function demandBesides(
  problem: StochasticNetwork,
  link: number,
  time: Cumulants,
): Besides[] {
  const { graph } = problem.network;
  const stage = graph.from[link]!;
  const lotted = lotOver(problem, link);
  if (lotted === undefined) {
    return [{ chance: 1, law: demandOver(problem, stage, time) }];
  }
  const others = demandOver(problem, stage, time, link);
  const { source, units } = lotted;
  const lot = problem.mean[source]! / problem.orderRate[source]!;
  const used = sumOf(
    demandOver(problem, source, time),
    problem.undershoot[source]!,
  );
  if (used.mean + 3 * Math.sqrt(used.variance) > mostCounted * lot) {
    const own = {
      mean: units * Math.max(used.mean - lot / 2, 0),
      variance: units ** 2 * (used.variance + lot ** 2 / 12),
      third: units ** 3 * used.third,
    };
    return [{ chance: 1, law: sumOf(others, own) }];
  }
  const longer = sumOf(used, demandOver(problem, source, onePeriod));
  const result: Besides[] = [];
  for (let count = 0, left = 1; left > unlikely; count++) {
    const more = excessOver(used, (count + 1) * lot).chance;
    const chance = left - more;
    left = more;
    if (!(chance > unlikely)) continue;
    const law = { ...others, mean: others.mean + count * units * lot };
    // One more when the time is a period longer.
    const next = excessOver(longer, (count + 1) * lot).chance - more;
    const again = Math.min(Math.max(next / chance, 0), 1);
    result.push({ chance, law, again });
  }
  return result;
}
