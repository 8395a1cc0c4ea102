import type { ForecastRow, StageRecord } from "../contracts/index.ts";
import type { ForecastContext } from "./stage-series.ts";
import { stageQuestion, stageSeries } from "./stage-series.ts";

/**
 * The forecast of one stage in figures alone, as a whole catalog is kept: the same figures
 * that `stageForecast` tells.
 *
 * @returns `null` for a stage where only other stages order
 */
export function forecastRow(
  record: StageRecord,
  context: ForecastContext,
): ForecastRow | null {
  if (record.demand === null) return null;
  const { adi, cv2, method, forecast, leadTimeDemand, ...found } = stageSeries(
    stageQuestion(record, context),
    context,
  );
  return {
    stageId: record.id,
    class: found.class,
    adi,
    cv2,
    method,
    forecast: [...forecast],
    leadTimeDemand: {
      ...leadTimeDemand,
      quantiles: { ...leadTimeDemand.quantiles },
    },
  };
}
