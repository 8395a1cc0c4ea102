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
import { recordedLaw, recordedUnits } from "./demand-law.ts";

/** Recorded units by period of each item; `null` where nothing was recorded. */
export type Histories = ReadonlyMap<string, readonly (number | null)[]>;

/** What may be asked for: a law by moments or by a forecast, or one of what was recorded. */
export type ItemLaw = Scenario["distribution"] | "bootstrap";

/** What the demand of an item is learnt over, and with what. */
export interface DemandQuestion {
  readonly law: ItemLaw;
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
    const found = given(row, mean, deviation, question.law, recorded);
    return question.law === "bootstrap" && recorded
      ? { ...found, ...row.checked(() => bootstrapped(recorded, question)) }
      : found;
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

/** The laws that Willemain's draws of a history follow; none where it is too short for any. */
function bootstrapped(
  recorded: readonly (number | null)[],
  { leadTime, reviewPeriods }: DemandQuestion,
): Pick<FoundDemand, "forecast"> {
  const history = recordedUnits(recorded);
  if (history.length < 2) return {};
  const ask = { law: "bootstrap", leadTime } as const;
  const leadTimeOnly = recordedLaw(history, ask);
  const covered =
    reviewPeriods > 0
      ? recordedLaw(history, { ...ask, reviewPeriods })
      : leadTimeOnly;
  return { forecast: { covered, leadTimeOnly, name: "bootstrap" } };
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
    history: recordedUnits(recorded ?? []),
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
  const { forecast } =
    law === "bootstrap"
      ? bootstrapped(recorded, question)
      : law === "auto" && found.rate.mean > 0
        ? forecastOf(recorded, question)
        : {};
  if (periods === 0 || forecast === undefined) return { demand, history };
  const { covered } = forecast;
  const mean = covered.mean / periods;
  // What is left of the variance when the lead time's own part is taken out, by the period.
  const slip = (mean * leadTime.deviation) ** 2;
  const variance = Math.max(covered.deviation ** 2 - slip, 0) / periods;
  return {
    demand: {
      ...demand,
      ...(law === "bootstrap" && {
        source: `bootstrap of ${history.length} periods`,
      }),
      mean,
      deviation: Math.sqrt(variance),
    },
    history,
    forecast,
  };
}

function forecastOf(
  recorded: readonly (number | null)[],
  { leadTime, reviewPeriods, season, target, pool }: DemandQuestion,
): Pick<FoundDemand, "forecast"> {
  if (leadTime.mean + reviewPeriods === 0) return {};
  const { covered, leadTimeOnly, forecast } = forecastLaw(
    cleanPeriods(recorded).clean,
    { leadTime, reviewPeriods, season, targets: [target] },
    pool,
  );
  return {
    forecast: {
      covered,
      leadTimeOnly,
      name: forecast.leadTimeDemand.distribution.replaceAll(" ", "-"),
    },
  };
}
