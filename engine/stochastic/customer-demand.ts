import type { Network } from "../network/network.ts";
import { pathUnits } from "../network/path-units.ts";

/** Above this deviation over mean a normal law would too often ask for less than nothing. */
const mostNormal = 0.4;

/** Law of what customers of a stage ask for in a period. */
export type CustomerLaw = "normal" | "gamma";

/**
 * Normal demand where that goes below 0 in less than one period of a hundred, else gamma
 * demand of the same mean and deviation: cut off at 0, a normal law would ask for more.
 */
export function customerLaw(mean: number, deviation: number): CustomerLaw {
  return mean > 0 && deviation > mostNormal * mean ? "gamma" : "normal";
}

/** Third central moment of what is asked of each stage in a period, pooled by path. */
export function pooledThird({
  graph,
  demandMean,
  demandDeviation,
}: Network): Float64Array {
  const third = new Float64Array(graph.size);
  const walk = pathUnits(graph);
  for (let source = 0; source < graph.size; source++) {
    const mean = demandMean[source]!;
    const deviation = demandDeviation[source]!;
    if (customerLaw(mean, deviation) === "normal") continue;
    // Skewness of the gamma law: twice its coefficient of variation.
    const own = (2 * deviation ** 4) / mean;
    walk(source, (stage, units) => {
      third[stage]! += units ** 3 * own;
    });
  }
  return third;
}
