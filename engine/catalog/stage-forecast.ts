import type { Period, StageForecast, StageRecord } from "../contracts/index.ts";
import { explainForecast } from "../explain/forecast-parts.ts";
import { forecastBand } from "../forecast/forecast-band.ts";
import type { ForecastPool } from "../forecast/forecast-pool.ts";
import type { SeriesForecast } from "../forecast/forecast-series.ts";
import { forecastSeries } from "../forecast/forecast-series.ts";
import { leadTimeHistogram } from "../lead-time/lead-time-histogram.ts";
import { leadTimeStatistics } from "../lead-time/lead-time-statistics.ts";
import type {
  StageLeadTime,
  VendorLeadTime,
} from "../planning/stage-lead-time.ts";
import { stageLeadTime } from "../planning/stage-lead-time.ts";
import { bucketDay } from "../units/bucket-day.ts";
import { periodsPerSeason } from "../units/period.ts";
import { defaultScenario } from "./default-scenario.ts";
import { demandQuestion } from "./demand-question.ts";
import type { ForecastHistory } from "./forecast-history.ts";
import { historyOf } from "./forecast-history.ts";

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

/** Periods forecast for people to see, at least. */
const seen = { day: 28, week: 26, month: 12 } as const;

const quantiles = [0.5, 0.9, 0.95, 0.98, 0.99];

/** Nine periods of ten fall between. */
const band = { low: 0.05, high: 0.95 } as const;

/**
 * The forecast of one stage as planners see it: history, what was set right, path, band,
 * lead-time demand, lead time and the words for them.
 *
 * The same record and context give the same bits, wherever they run.
 */
export function stageForecast(
  record: StageRecord,
  context: ForecastContext,
): StageForecast {
  const { period } = context;
  const { found, leadTime, clean } = seriesOf(record, context);
  const { history, repairs, excluded } = clean;
  const story = {
    unit: record.unit,
    period,
    repairs,
    excluded,
    class: record.demand === null ? ("dependent" as const) : found.class,
    adi: found.adi,
    cv2: found.cv2,
    method: found.method,
    parameters: { ...found.parameters },
    backtest: found.backtest ? { ...found.backtest } : null,
    forecast: pathOf(record, context, found, clean),
    leadTimeDemand: {
      ...found.leadTimeDemand,
      quantiles: { ...found.leadTimeDemand.quantiles },
    },
    learntFrom: context.pool ? ("catalog" as const) : ("stage" as const),
  };
  return {
    stageId: record.id,
    history,
    band,
    leadTime: {
      source: sourceOf(leadTime, record),
      receipts: leadTime.receipts,
      meanDays: leadTime.meanDays,
      deviationDays: leadTime.deviationDays,
      promisedDays: leadTime.promisedDays,
      histogram: [
        ...leadTimeHistogram(leadTimeStatistics(record.receipts).samplesDays),
      ],
    },
    ...story,
    ...explainForecast(story),
  };
}

/** What the engine says of a history, with the fields it may leave out. */
type Found = SeriesForecast &
  Partial<Pick<StageForecast, "parameters">> & {
    readonly backtest?: StageForecast["backtest"];
  };

/** A stage's series forecast over its own lead time, as the catalog is taught. */
function seriesOf(
  record: StageRecord,
  context: ForecastContext,
): ReturnType<typeof stageQuestion> & { readonly found: Found } {
  const asked = stageQuestion(record, context);
  const { season, covered } = asked.question;
  const horizon = Math.max(seen[context.period], Math.ceil(covered));
  const found = forecastSeries(
    asked.quantities,
    { season, covered, quantiles, horizon },
    context.pool,
  );
  return { ...asked, found };
}

/**
 * What a stage's forecast is asked for: its history, over its own lead time and the review
 * that the scenario to begin with has.
 */
export function stageQuestion(
  record: StageRecord,
  context: Omit<ForecastContext, "pool">,
) {
  const leadTime = stageLeadTime(record, context.vendors, "receipts");
  const clean = historyOf(record.demand, context);
  return {
    leadTime,
    clean,
    quantities: clean.quantities,
    question: demandQuestion(leadTime, {
      period: context.period,
      scenario: defaultScenario(),
    }),
  };
}

function pathOf(
  { demand }: StageRecord,
  context: ForecastContext,
  { forecast, leadTimeDemand }: Found,
  { quantities }: ForecastHistory,
): StageForecast["forecast"] {
  if (demand === null || quantities.length === 0) return [];
  const { period, pool } = context;
  const season = periodsPerSeason(period);
  const one = forecastSeries(
    quantities,
    { horizon: 1, covered: 1, season, quantiles: [] },
    pool,
  ).leadTimeDemand;
  const whole = quantities.every(
    (units) => units === null || Number.isInteger(units),
  );
  return forecastBand(forecast, one, leadTimeDemand, whole, band).map(
    (edges, h) => ({
      start: bucketDay(demand.start, period, quantities.length + h),
      ...edges,
    }),
  );
}

function sourceOf(
  { source }: StageLeadTime,
  { vendor }: StageRecord,
): StageForecast["leadTime"]["source"] {
  switch (source) {
    case "stage":
      return "receipts";
    case "vendor":
      return vendor === null ? "lane" : "vendor";
    case "promised":
      return "itemMaster";
    // A snapshot without a scenario supposes nothing.
    case "scenario":
    case "none":
      return "none";
  }
}
