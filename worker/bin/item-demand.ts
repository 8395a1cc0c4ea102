import type { Scenario } from "../../engine/contracts/index.ts";
import {
  atLeast,
  cleanPeriods,
  forecastLaw,
  stageDemand,
  type ForecastPool,
  type ItemPolicyInput,
  type LeadTime,
} from "../../engine/index.ts";
import type { CsvRow } from "./csv-file.ts";

/** Recorded units by period of each item; `null` where nothing was recorded. */
export type Histories = ReadonlyMap<string, readonly (number | null)[]>;

/** What the demand of an item is learnt over, and with what. */
export interface DemandQuestion {
  readonly law: Scenario["distribution"];
  /** Periods. */
  readonly leadTime: LeadTime & {
    readonly mean: number;
    readonly deviation: number;
  };
  readonly reviewPeriods: number;
  /** Service that the law must answer exactly for. */
  readonly target: number;
  readonly histories: Histories | null;
  readonly season: number;
  readonly pool: ForecastPool | undefined;
}

/** What an item's policy needs to know of its demand. */
type FoundDemand = Pick<ItemPolicyInput, "demand" | "history" | "forecast">;

/**
 * Demand of one record: as it says itself, else learnt from its history: the forecast's law over
 * lead time and review, or a named law with the moments of the forecast.
 *
 * @throws CommandError naming file, record and field
 */
export function demandOf(row: CsvRow, question: DemandQuestion): FoundDemand {
  const mean = row.number("mean");
  const deviation = row.number("deviation");
  const recorded = question.histories?.get(row.text("id") as string);
  if (mean !== undefined) {
    return given(row, mean, deviation, question.law, recorded);
  }
  if (deviation !== undefined) {
    throw row.refused("mean must be given with deviation, got nothing");
  }
  if (recorded === undefined) {
    throw row.refused(
      question.histories
        ? "mean must be given, because --demand has no record of the item; got nothing"
        : "mean must be given, or --demand; got neither",
    );
  }
  return row.checked(() => learnt(recorded, question));
}

function given(
  row: CsvRow,
  mean: number,
  deviation: number | undefined,
  law: DemandQuestion["law"],
  recorded: readonly (number | null)[] | undefined,
): FoundDemand {
  row.checked(() => atLeast("mean", mean, 0));
  if (deviation === undefined && law !== "poisson") {
    throw row.refused(
      "deviation must be given with mean unless distribution is poisson, got nothing",
    );
  }
  const spread = deviation ?? Math.sqrt(mean);
  row.checked(() => atLeast("deviation", spread, 0));
  if (mean === 0 && spread > 0) {
    throw row.refused(
      `mean must be above 0 where deviation is, got 0 with a deviation of ${spread}`,
    );
  }
  return {
    demand: {
      mean,
      deviation: spread,
      source: "as given",
      class: null,
      negativePeriods: 0,
    },
    history: (recorded ?? []).flatMap((units) =>
      units === null ? [] : [Math.max(units, 0)],
    ),
  };
}

function learnt(
  recorded: readonly (number | null)[],
  question: DemandQuestion,
): FoundDemand {
  const { law, leadTime, reviewPeriods, season, pool } = question;
  const periods = leadTime.mean + reviewPeriods;
  const found = stageDemand(
    { start: "1970-01-01", quantities: [...recorded] },
    { season, covered: Math.max(1, periods), pool },
  );
  const demand = {
    ...found.rate,
    source: found.method,
    class: found.class,
    negativePeriods: found.negativePeriods,
  };
  const { history } = found;
  if (law !== "auto" || periods === 0 || found.rate.mean === 0) {
    return { demand, history };
  }
  const { covered, leadTimeOnly, meanPerPeriod, forecast } = forecastLaw(
    cleanPeriods(recorded).clean,
    { leadTime, reviewPeriods, season, targets: [question.target] },
    pool,
  );
  // What is left of the variance when the lead time's own part is taken out, by the period.
  const slip = (meanPerPeriod * leadTime.deviation) ** 2;
  const variance = Math.max(covered.deviation ** 2 - slip, 0) / periods;
  return {
    demand: {
      ...demand,
      mean: meanPerPeriod,
      deviation: Math.sqrt(variance),
    },
    history,
    forecast: {
      covered,
      leadTimeOnly,
      name: forecast.leadTimeDemand.distribution.replaceAll(" ", "-"),
    },
  };
}
