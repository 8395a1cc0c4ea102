import type { StageForecast, StageRecord } from "../contracts/index.ts";
import { explainForecast } from "../explain/forecast-parts.ts";
import { forecastBand } from "../forecast/forecast-band.ts";
import { forecastTrial } from "../forecast/forecast-trial.ts";
import { forecastSeries } from "../forecast/forecast-series.ts";
import { leadTimeHistogram } from "../lead-time/lead-time-histogram.ts";
import { leadTimeStatistics } from "../lead-time/lead-time-statistics.ts";
import type { StageLeadTime } from "../planning/stage-lead-time.ts";
import { bucketDay } from "../units/bucket-day.ts";
import { historyOf } from "./forecast-history.ts";
import type { SeriesForecast } from "../forecast/forecast-series.ts";
import type { ForecastContext, StageQuestion } from "./stage-series.ts";
import { stageQuestion, stageSeries } from "./stage-series.ts";

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
  const asked = stageQuestion(record, context);
  const found = stageSeries(asked, context);
  const { history, repairs, excluded } = historyOf(record.demand, context);
  const story = {
    unit: record.unit,
    period: context.period,
    repairs,
    excluded,
    class: record.demand === null ? ("dependent" as const) : found.class,
    adi: found.adi,
    cv2: found.cv2,
    method: found.method,
    parameters: { ...found.parameters },
    backtest: forecastTrial(asked.quantities, asked.question, context.pool),
    forecast: pathOf(record, context, asked, found),
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
    leadTime: leadTimeOf(record, asked.leadTime),
    ...story,
    ...explainForecast(story),
  };
}

function pathOf(
  { demand }: StageRecord,
  { period, pool }: ForecastContext,
  { quantities, question }: StageQuestion,
  { forecast, leadTimeDemand }: SeriesForecast,
): StageForecast["forecast"] {
  if (demand === null || quantities.length === 0) return [];
  const { season } = question;
  const { leadTimeDemand: one } = forecastSeries(
    quantities,
    { horizon: 1, covered: 1, season, quantiles: [] },
    pool,
  );
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

function leadTimeOf(
  record: StageRecord,
  leadTime: StageLeadTime,
): StageForecast["leadTime"] {
  const { receipts, meanDays, deviationDays, promisedDays } = leadTime;
  const { samplesDays, quantilesDays } = leadTimeStatistics(record.receipts);
  return {
    source: sourceOf(leadTime, record),
    receipts,
    meanDays,
    deviationDays,
    promisedDays,
    nineOfTenDays: quantilesDays?.p90 ?? null,
    histogram: [...leadTimeHistogram(samplesDays)],
  };
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
