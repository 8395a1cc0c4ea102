import type { Network } from "../network/network.ts";
import type { Cumulants, Excess } from "./skew-law.ts";
import { excessOver } from "./skew-law.ts";
import { customerLaw } from "./customer-demand.ts";

/** Beyond so many units what is counted and what is measured are the same to many digits. */
const countedUnits = 400;
/** Below this chance of nothing at all a law of whole units is far from 0, and as good as smooth. */
const smooth = 1e-200;

/**
 * Stages that are only ever asked for whole units: their customers ask by a law of whole units,
 * and lots and links hold whole numbers of them.
 */
export function wholeStages(
  network: Network,
  lotSize: Float64Array,
): readonly boolean[] {
  const { graph, demandMean } = network;
  const whole = new Array<boolean>(graph.size).fill(false);
  for (let place = graph.size - 1; place >= 0; place--) {
    const stage = graph.order[place]!;
    const law = customerLaw(network, stage);
    let each =
      Number.isInteger(lotSize[stage]!) &&
      (demandMean[stage] === 0 ||
        law === "poisson" ||
        law === "negative-binomial");
    const until = graph.firstCustomer[stage + 1]!;
    for (let at = graph.firstCustomer[stage]!; at < until; at++) {
      const link = graph.customerLink[at]!;
      each &&= whole[graph.to[link]!]! && Number.isInteger(graph.units[link]!);
    }
    whole[stage] = each;
  }
  return whole;
}

/**
 * How far a number of whole units goes above a whole stock: by the negative binomial law of its
 * mean and variance, or Poisson's; from some hundred units on as a quantity that is measured.
 */
export function wholeExcess(
  law: Cumulants,
  stock: number,
): Omit<Excess, "fourth"> {
  const { mean, variance } = law;
  const spread = variance - mean;
  const ratio = spread > 1e-9 * mean ? spread / variance : 0;
  const successes = (mean * mean) / spread;
  const none = ratio > 0 ? (1 - ratio) ** successes : Math.exp(-mean);
  const tooFew = spread < -1e-9 * mean;
  if (!(mean > 0) || tooFew || stock > countedUnits || none < smooth) {
    // More than s is s + 1 or more, which what is measured passes half-way.
    const { chance } = excessOver(law, stock + 0.5);
    return { ...excessOver(law, stock), chance };
  }
  let [below, first, second, third] = [0, 0, 0, 0];
  let mass = none;
  for (let units = 0; units <= stock; units++) {
    const left = stock - units;
    below += mass;
    first += mass * left;
    second += mass * left ** 2;
    third += mass * left ** 3;
    mass *= (ratio > 0 ? ratio * (successes + units) : mean) / (units + 1);
  }
  // What the moments of X − s leave of those below s.
  const over = mean - stock;
  const own = variance * ((2 * variance) / mean - 1);
  const least = (value: number) => Math.max(value, 0);
  return {
    chance: least(1 - below),
    first: least(over + first),
    second: least(over ** 2 + variance - second),
    third: least(over ** 3 + 3 * over * variance + own + third),
  };
}
