import type {
  Distribution,
  LeadTime,
  LeadTimeDemandLaw,
  SeriesForecast,
} from "../../engine/index.ts";
import {
  cleanPeriods,
  historyMoments,
  leadTimeDemand,
  markovDemand,
} from "../../engine/index.ts";

/** Laws of lead-time demand that follow from what was recorded, without a forecast. */
export const recordedLaws = [
  "normal",
  "gamma",
  "poisson",
  "negative-binomial",
  "empirical",
  "bootstrap",
] as const satisfies readonly (LeadTimeDemandLaw | "bootstrap")[];

/** One of their names. */
export type RecordedLaw = (typeof recordedLaws)[number];

/** Clean units of the periods that were recorded, oldest first. */
export function recordedUnits(
  history: readonly (number | null)[],
): readonly number[] {
  return cleanPeriods(history).clean.filter((units) => units !== null);
}

/**
 * Demand over lead time and review from what was recorded: a law with its moments, its
 * windows as they stand (`empirical`), or Willemain's draws of it (`bootstrap`).
 *
 * @param recorded - units by period, oldest first, at least two
 * @throws InputError when there are fewer, or the time is too long to add up
 */
export function recordedLaw(
  recorded: readonly number[],
  question: {
    readonly law: RecordedLaw;
    readonly leadTime: LeadTime;
    readonly reviewPeriods?: number;
  },
): Distribution {
  const { law, leadTime, reviewPeriods = 0 } = question;
  const demand = historyMoments(recorded);
  return law === "bootstrap"
    ? markovDemand({ history: recorded, leadTime, reviewPeriods })
    : leadTimeDemand({
        demand,
        leadTime,
        reviewPeriods,
        distribution: law,
        ...(law === "empirical" && { history: recorded }),
      });
}

/**
 * A forecast whose lead-time demand follows from what was recorded; a finding says where too
 * little was.
 *
 * @param quantiles - probabilities to tell
 */
export function withRecordedLaw(
  told: SeriesForecast,
  history: readonly (number | null)[],
  law: RecordedLaw,
  quantiles: readonly number[],
): SeriesForecast {
  const recorded = recordedUnits(history);
  if (recorded.length < 2) {
    const finding = {
      code: "law-not-known",
      message: `${law} needs two recorded periods, got ${recorded.length}: lead-time demand is the forecast's own`,
    };
    return { ...told, findings: [...told.findings, finding] };
  }
  const { periods } = told.leadTimeDemand;
  const found = recordedLaw(recorded, {
    law,
    leadTime: { mean: periods, deviation: 0 },
  });
  return {
    ...told,
    leadTimeDemand: {
      periods,
      mean: found.mean,
      deviation: found.deviation,
      distribution: law === "bootstrap" ? law : found.kind.replaceAll("-", " "),
      quantiles: Object.fromEntries(
        quantiles.map((p) => [String(p), found.quantile(p)]),
      ),
    },
  };
}
