import { gammaDistribution } from "../numeric/gamma.ts";
import type { Moments } from "../numeric/moments.ts";
import type { DemandLumps } from "../policy/undershoot.ts";
import type { DemandLaw, LeadTimeLaw } from "../simulation/demand-law.ts";
import { rareLumps } from "./rare-lumps.ts";

/** Above this deviation of a day single units do not matter, and a table of them is long. */
const countLimit = 200;

/** Chance of a lead time longer than any that is drawn. */
const leftOut = 1e-5;

/** A lead time deviates by at least this many days, or is a constant. */
const certain = 0.05;

/** Levels that stand for all that the level of demand may be. */
const levels = 5;

/** No level is lower: demand then is next to none. */
const seldom = 1e-3;

/** A level that errs by less than this share is taken as right. */
const sure = 0.05;

/**
 * Demand of one day: as often as the forecast says, as much at once as the record shows. Where
 * lumps are no larger than what days differ by anyhow, days vary as the forecast does, as far
 * as that makes no lumps; days with one or more on average are counts where units are whole,
 * else gamma.
 *
 * @param rate - units per period
 * What the forecast deviates beyond that is its level: it may be wrong, and stays so over a
 * lead time. So days of each level that it may have follow those of another; a higher one makes
 * demand more frequent, not larger.
 *
 * @param days - days of a period
 * @param exposurePeriods - lead time and review, over which a level stays as wrong as it is
 * @param watchedDays - over which all levels take their turn
 */
export function dailyDemand(
  rate: Moments,
  lumps: DemandLumps,
  days: number,
  unitDecimals: number,
  {
    exposurePeriods,
    watchedDays,
  }: { readonly exposurePeriods: number; readonly watchedDays: number },
): DemandLaw {
  const mean = rate.mean / days;
  const whole = unitDecimals === 0;
  // With this dispersion an order finds the stock no lower than min is made for.
  const steady = mean + (whole ? 1 : 0);
  const lumpy = lumps.dispersion > steady;
  const forecast = rate.deviation ** 2 / rate.mean;
  const dispersion = lumpy
    ? lumps.dispersion
    : Math.min(Math.max(forecast, lumps.dispersion), steady);
  const rare = lumpy && mean < lumps.size;
  const law = (level: number): DemandLaw =>
    rare
      ? rareLumps(mean * level, lumps, whole)
      : frequent(mean * level, dispersion, whole);
  const doubt = Math.sqrt(
    Math.max(forecast - dispersion, 0) / (rate.mean * exposurePeriods),
  );
  if (!(doubt > sure && doubt < Infinity)) return law(1);
  return {
    law: "in-turn",
    laws: levelsOf(doubt).map(law),
    periods: Math.max(1, Math.ceil(watchedDays / levels)),
  };
}

/** What a level with a mean of 1 may be, in parts alike likely: gamma, each part its middle. */
function levelsOf(deviation: number): number[] {
  const law = gammaDistribution({ mean: 1, deviation });
  const middles = Array.from({ length: levels }, (_, at) =>
    Math.max(law.quantile((at + 0.5) / levels), seldom),
  );
  const total = middles.reduce((sum, level) => sum + level, 0);
  return middles.map((level) => (level * levels) / total);
}

/** Demand of a day that comes on most days. */
function frequent(mean: number, dispersion: number, whole: boolean): DemandLaw {
  const variance = dispersion * mean;
  const deviation = Math.sqrt(variance);
  if (whole && deviation <= countLimit) {
    if (variance > mean * (1 + 1e-9)) {
      return { law: "negative-binomial", mean, deviation };
    }
    // Less scattered than chance: near enough to it for a slow mover, a gamma law for the rest.
    if (variance >= 0.9 * mean || mean < 1) return { law: "poisson", mean };
  }
  return { law: "gamma", mean, deviation };
}

/**
 * A lead time in whole days of the same mean: a constant that falls between two days is one
 * of them, by chance; one that scatters is a gamma law rounded to days.
 */
export function dailyLeadTime({ mean, deviation }: Moments): LeadTimeLaw {
  const below = Math.floor(mean);
  if (deviation < certain || mean < certain) {
    return mean === below
      ? mean
      : {
          values: [below, below + 1],
          weights: [below + 1 - mean, mean - below],
        };
  }
  const law = gammaDistribution({ mean, deviation });
  const longest = Math.ceil(law.quantile(1 - leftOut));
  const values: number[] = [];
  const weights: number[] = [];
  let before = 0;
  for (let day = 0; day <= longest; day++) {
    const until = day === longest ? 1 : law.cdf(day + 0.5);
    if (until - before > leftOut / 10) {
      values.push(day);
      weights.push(until - before);
    }
    before = until;
  }
  return { values, weights };
}
