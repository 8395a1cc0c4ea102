import {
  atLeast,
  between,
  type Distribution,
  forecastLaw,
  historyMoments,
  type LeadTimeDemandLaw,
  leadTimeDemand,
  markovDemand,
  recordedHistory,
} from "../../engine/index.ts";
import { cellError, inCell } from "./cell-error.ts";
import type { Cell } from "./cell-input.ts";
import {
  cellsOf,
  historyIn,
  isBlank,
  numberIn,
  numberOr,
  wordIn,
} from "./cell-input.ts";

/** Laws that need no forecast: by moments, or by what was recorded. */
type DescribedLaw = LeadTimeDemandLaw | "bootstrap";

const laws: readonly (DescribedLaw | "auto")[] = [
  "auto",
  "normal",
  "gamma",
  "poisson",
  "negative-binomial",
  "empirical",
  "bootstrap",
];

const usualQuantiles = [0.5, 0.9, 0.95, 0.99];

/**
 * Demand over lead time and review as one distribution: how much may be asked for before an order placed now is here.
 * @customfunction LEADTIMEDEMAND
 * @param {any[][]} history Demand history, one number per period, oldest first; leave periods that were not recorded blank.
 * @param {any[][]} leadTime Periods from order to receipt: one number, or a range of lead times that were observed.
 * @param {any} [leadTimeDeviation] Standard deviation of a lead time given as one number, in periods; 0 when omitted.
 * @param {any} [reviewPeriods] Periods between reviews; 0 (any time) when omitted.
 * @param {any[][]} [quantiles] Probabilities between 0 and 1, one cell each; 0.5, 0.9, 0.95 and 0.99 when omitted.
 * @param {any} [distribution] auto (forecast, when omitted), normal, gamma, poisson, negative-binomial, empirical or bootstrap (Willemain).
 * @param {any} [statistic] table (when omitted), mean, deviation, or quantiles for these alone, side by side.
 * @param {any} [season] Periods in a season, 12 for months, for auto; no season when omitted.
 * @returns {any[][]} A table of name and value, or what was asked for alone.
 */
export function leadTimeDemandCell(
  history: unknown[][],
  leadTime: unknown[][],
  leadTimeDeviation?: unknown,
  reviewPeriods?: unknown,
  quantiles?: unknown[][],
  distribution?: unknown,
  statistic?: unknown,
  season?: unknown,
): unknown[][] {
  return inCell(() => {
    const demand = historyIn("history", history);
    const kind = wordIn("distribution", distribution, laws, "auto");
    const times = leadTimeIn(leadTime, leadTimeDeviation);
    const review = atLeast(
      "reviewPeriods",
      numberOr("reviewPeriods", reviewPeriods, 0),
      0,
    );
    const targets = quantilesIn(quantiles);
    const asked = wordIn(
      "statistic",
      statistic,
      ["table", "mean", "deviation", "quantiles"],
      "table",
    );
    const found =
      kind === "auto"
        ? forecast(demand, times, review, targets, season)
        : described(demand, times, review, kind);
    const { law } = found;
    const values = targets.map((p) => law.quantile(p));
    switch (asked) {
      case "mean":
        return [[law.mean]];
      case "deviation":
        return [[law.deviation]];
      case "quantiles":
        return [values];
      case "table":
        return [
          ["Periods covered", found.periods],
          ["Mean", law.mean],
          ["Standard deviation", law.deviation],
          ["Law", found.name],
          ...targets.map((p, i) => [quantileName(p), values[i]]),
        ];
    }
  });
}

type LeadTimes = Parameters<typeof forecastLaw>[1]["leadTime"];

interface Found {
  readonly law: Distribution;
  readonly name: string;
  readonly periods: number;
}

function forecast(
  demand: readonly (number | null)[],
  leadTime: LeadTimes,
  reviewPeriods: number,
  targets: readonly number[],
  season: Cell,
): Found {
  recordedHistory(demand);
  const { covered, forecast: told } = forecastLaw(demand, {
    leadTime,
    reviewPeriods,
    targets,
    ...(!isBlank(season) && { season: numberIn("season", season) }),
  });
  const varies =
    "mean" in leadTime
      ? leadTime.deviation > 0
      : new Set(leadTime as readonly number[]).size > 1;
  return {
    law: covered,
    name: `${told.leadTimeDemand.distribution} by ${told.method}${varies ? ", mixed over the lead times" : ""}`,
    periods: meanTime(leadTime) + reviewPeriods,
  };
}

function described(
  demand: readonly (number | null)[],
  leadTime: LeadTimes,
  reviewPeriods: number,
  distribution: DescribedLaw,
): Found {
  const recorded = recordedHistory(demand);
  if (recorded.length < 2) {
    throw cellError(
      "notAvailable",
      "history holds one period: at least two are needed to see how demand varies",
    );
  }
  const law =
    distribution === "bootstrap"
      ? markovDemand({ history: recorded, leadTime, reviewPeriods })
      : leadTimeDemand({
          demand: historyMoments(demand),
          leadTime,
          reviewPeriods,
          distribution,
          ...(distribution === "empirical" && { history: recorded }),
        });
  return {
    law,
    name: distribution === "bootstrap" ? distribution : law.kind,
    periods: meanTime(leadTime) + reviewPeriods,
  };
}

/** One number with its deviation, or as many lead times as were observed. */
export function leadTimeIn(range: unknown[][], deviation: Cell): LeadTimes {
  const observed = cellsOf(range)
    .filter(({ value }) => !isBlank(value))
    .map(({ value, place }, _, all) => {
      const name = all.length > 1 ? `leadTime, ${place}` : "leadTime";
      return atLeast(name, numberIn(name, value), 0);
    });
  if (observed.length === 0) {
    throw cellError(
      "invalidValue",
      "leadTime must be a number or a range of lead times, got an empty cell",
    );
  }
  if (observed.length === 1) {
    return {
      mean: observed[0]!,
      deviation: atLeast(
        "leadTimeDeviation",
        numberOr("leadTimeDeviation", deviation, 0),
        0,
      ),
    };
  }
  if (!isBlank(deviation)) {
    throw cellError(
      "invalidValue",
      "leadTimeDeviation must be blank beside observed lead times: they show how much they vary",
    );
  }
  return observed;
}

function meanTime(leadTime: LeadTimes): number {
  if ("mean" in leadTime) return leadTime.mean;
  const times = leadTime as readonly number[];
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

function quantilesIn(range: unknown[][] | undefined): readonly number[] {
  if (range === undefined || range === null) return usualQuantiles;
  const given = cellsOf(Array.isArray(range) ? range : [[range]])
    .filter(({ value }) => !isBlank(value))
    .map(({ value, place }) => {
      const name = `quantiles, ${place}`;
      return between(name, numberIn(name, value), 0, 1);
    });
  return given.length === 0 ? usualQuantiles : given;
}

/** As "97.5 % within", which no host takes for a number. */
function quantileName(probability: number): string {
  return `${Number((probability * 100).toPrecision(10))} % within`;
}
