import type { Period, StageRecord } from "../contracts/index.ts";
import type { ForecastPool } from "../forecast/forecast-pool.ts";
import type { SeriesForecast } from "../forecast/forecast-series.ts";
import { forecastSeries } from "../forecast/forecast-series.ts";
import type {
  StageLeadTime,
  VendorLeadTime,
} from "../planning/stage-lead-time.ts";
import { stageLeadTime } from "../planning/stage-lead-time.ts";
import type { DemandQuestion } from "../planning/stage-demand.ts";
import { defaultScenario } from "./default-scenario.ts";
import { demandQuestion } from "./demand-question.ts";
import { cleanBuckets } from "./forecast-history.ts";

/** What is known beside a stage's own record: plain data, sent to threads. */
export interface ForecastContext {
  readonly period: Period;
  /** The day the snapshot was taken: a period that it lies in is not over. */
  readonly asOf: string;
  /** From `vendorLeadTimes`. */
  readonly vendors: Readonly<Record<string, VendorLeadTime>>;
  /** What all histories together taught; the stage is forecast by itself when absent. */
  readonly pool?: ForecastPool | undefined;
}

/** What a stage's forecast is asked for. */
export interface StageQuestion {
  readonly leadTime: StageLeadTime;
  /** Units of the periods that are over, cleaned, oldest first. */
  readonly quantities: readonly (number | null)[];
  readonly question: DemandQuestion;
}

/** Periods forecast for people to see, at least. */
const seen = { day: 28, week: 26, month: 12 } as const;

const quantiles = [0.5, 0.9, 0.95, 0.98, 0.99];

/**
 * What a stage's forecast is asked for: its history, over its own lead time and the review
 * of the scenario to begin with.
 */
export function stageQuestion(
  record: StageRecord,
  context: Omit<ForecastContext, "pool">,
): StageQuestion {
  const leadTime = stageLeadTime(record, context.vendors, "receipts");
  return {
    leadTime,
    quantities: cleanBuckets(record.demand, context),
    question: demandQuestion(leadTime, {
      period: context.period,
      scenario: defaultScenario(),
    }),
  };
}

/** A stage's forecast as the engine gives it. */
export function stageSeries(
  { quantities, question }: StageQuestion,
  { period, pool }: ForecastContext,
): SeriesForecast {
  const { season, covered } = question;
  const horizon = Math.max(seen[period], Math.ceil(covered));
  return forecastSeries(
    quantities,
    { season, covered, quantiles, horizon },
    pool,
  );
}
