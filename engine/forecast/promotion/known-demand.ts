import { atLeast } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Distribution } from "../../numeric/distribution.ts";
import { windowLaw } from "../window-law.ts";

/** Demand that is known beside what is forecast: a contract, a project, a tender won. */
export interface KnownOrder {
  /** Periods from now, 1 for the next one. */
  readonly period: number;
  readonly units: number;
  /** Standard deviation, in units; 0 (certain) when omitted. */
  readonly deviation?: number;
}

/** A forecast as far as known demand is added to it. */
export interface ForecastMoments {
  /** Units by period to come. */
  readonly forecast: readonly number[];
  /** Demand over the covered periods. */
  readonly leadTimeDemand: {
    readonly periods: number;
    readonly mean: number;
    readonly deviation: number;
  };
}

/**
 * Known demand on top of a forecast: its units are added, its own doubt and no more.
 *
 * A certain order moves the law as it is; an uncertain one widens it, independent of
 * the rest.
 *
 * @param whole - whether demand comes in whole units
 * @returns the path with the orders in it, and the law over the covered periods
 * @throws InputError when a period is no whole number of at least 1, or a figure negative
 */
export function withKnownDemand(
  moments: ForecastMoments,
  orders: readonly KnownOrder[],
  whole: boolean,
): { readonly forecast: number[]; readonly law: Distribution } {
  const forecast = [...moments.forecast];
  const { periods, mean, deviation } = moments.leadTimeDemand;
  let certain = 0;
  let doubtful = 0;
  let variance = 0;
  for (const order of orders) {
    const { period } = order;
    if (!(Number.isInteger(period) && period >= 1)) {
      throw new InputError(
        "period",
        `period of known demand must be a whole number of at least 1, got ${period}`,
      );
    }
    const units = atLeast("units of known demand", order.units, 0);
    const doubt = atLeast("deviation of known demand", order.deviation ?? 0, 0);
    if (period <= forecast.length) forecast[period - 1]! += units;
    if (period > periods) continue;
    if (doubt === 0) certain += units;
    else {
      doubtful += units;
      variance += doubt * doubt;
    }
  }
  const law = windowLaw(mean + doubtful, deviation ** 2 + variance, whole);
  return { forecast, law: shifted(law, certain) };
}

/** The law of demand with so many units more, for certain. */
function shifted(law: Distribution, units: number): Distribution {
  if (units === 0) return law;
  return {
    ...law,
    mean: law.mean + units,
    discrete: law.discrete && Number.isInteger(units),
    cdf: (x) => (x < units ? 0 : law.cdf(x - units)),
    survival: (x) => (x < units ? 1 : law.survival(x - units)),
    quantile: (p) => law.quantile(p) + units,
    loss: (x) => (x < units ? law.mean + units - x : law.loss(x - units)),
    secondLoss: (x) =>
      x < units
        ? ((law.mean + units - x) ** 2 + law.deviation ** 2) / 2
        : law.secondLoss(x - units),
  };
}
