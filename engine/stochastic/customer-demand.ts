import type { CustomerLaw } from "../contracts/customer-law.ts";
import type { Network } from "../network/network.ts";
import { pathUnits } from "../network/path-units.ts";

/** Above this deviation over mean a normal law would too often ask for less than nothing. */
const mostNormal = 0.4;

/**
 * Law of what customers of a stage ask for in a period: the one of the file, or normal demand
 * where that goes below 0 in less than one period of a hundred, else gamma demand of the same
 * mean and deviation. Cut off at 0, a normal law would ask for more.
 */
export function customerLaw(
  { demandMean, demandDeviation, demandLaw }: Network,
  stage: number,
): CustomerLaw {
  const mean = demandMean[stage]!;
  const named = demandLaw[stage];
  if (named !== undefined) return named;
  return mean > 0 && demandDeviation[stage]! > mostNormal * mean
    ? "gamma"
    : "normal";
}

/** Third central moment of what is asked of each stage in a period, pooled by path. */
export function pooledThird(network: Network): Float64Array {
  const { graph } = network;
  const third = new Float64Array(graph.size);
  const walk = pathUnits(graph);
  for (let source = 0; source < graph.size; source++) {
    const own = thirdOf(network, source);
    if (own === 0) continue;
    walk(source, (stage, units) => {
      third[stage]! += units ** 3 * own;
    });
  }
  return third;
}

function thirdOf(network: Network, stage: number): number {
  const mean = network.demandMean[stage]!;
  const variance = network.demandDeviation[stage]! ** 2;
  if (mean === 0) return 0;
  switch (customerLaw(network, stage)) {
    case "normal":
      return 0;
    case "gamma":
      // Skewness of the gamma law: twice its coefficient of variation.
      return (2 * variance ** 2) / mean;
    case "poisson":
      return mean;
    case "negative-binomial":
      return variance * ((2 * variance) / mean - 1);
  }
}

/** Chance that customers of a stage ask for nothing in a period. */
export function chanceOfNone(network: Network, stage: number): number {
  const mean = network.demandMean[stage]!;
  if (mean === 0) return 1;
  const excess = network.demandDeviation[stage]! ** 2 - mean;
  switch (customerLaw(network, stage)) {
    case "normal":
    case "gamma":
      return 0;
    case "poisson":
      return Math.exp(-mean);
    case "negative-binomial":
      return (1 + excess / mean) ** ((-mean * mean) / excess);
  }
}
