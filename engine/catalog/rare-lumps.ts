import { gammaDistribution } from "../numeric/gamma.ts";
import type { DemandLumps } from "../policy/undershoot.ts";
import type { DemandLaw } from "../simulation/demand-law.ts";

/** Chance of a day's demand larger than any that is drawn. */
const leftOut = 1e-5;

/** A day's demand deviates by at least this share, or is always as large. */
const certain = 0.02;

/** Values that stand for the law of a day's demand. */
const most = 96;

/**
 * Demand of a day on which a lump is rare: none, or the total of a lump or more, gamma by its
 * two moments. What rounding to whole units does to the mean, the chance of a demand mends.
 *
 * @param mean - units per day
 * @param whole - whether units are counted
 */
export function rareLumps(
  mean: number,
  { size, dispersion }: DemandLumps,
  whole: boolean,
): DemandLaw {
  const chance = -Math.expm1(-mean / size);
  const units = mean / chance;
  const square = units * (dispersion + mean);
  const deviation = Math.sqrt(Math.max(square - units ** 2, 0));
  if (deviation < certain * units) {
    return drawn(mean, [whole ? Math.max(Math.round(units), 1) : units], [1]);
  }
  const law = gammaDistribution({ mean: units, deviation });
  const step = law.quantile(1 - leftOut) / most;
  return drawn(
    mean,
    ...steps(law, whole ? Math.max(Math.ceil(step), 1) : step),
  );
}

/** Multiples of a step with the chance of what lies nearest to each; what rounds to 0 is the first. */
function steps(
  law: { cdf(x: number): number },
  step: number,
): [values: number[], weights: number[]] {
  const values: number[] = [];
  const weights: number[] = [];
  let before = 0;
  for (let at = 1; before < 1 - leftOut; at++) {
    const until = law.cdf((at + 0.5) * step);
    values.push(at * step);
    weights.push(until - before);
    before = until;
  }
  return [values, weights];
}

/** Values by their weights, as often as makes up the mean; nothing else. */
function drawn(
  mean: number,
  values: readonly number[],
  weights: readonly number[],
): DemandLaw {
  let [total, units] = [0, 0];
  values.forEach((value, at) => {
    total += weights[at]!;
    units += weights[at]! * value;
  });
  const often = Math.min((mean * total) / units, 1);
  return {
    law: "empirical",
    values: [0, ...values],
    weights: [1 - often, ...weights.map((one) => (often * one) / total)],
  };
}
