import type { StageForecast } from "../../../engine/contracts/index.ts";
import { measure } from "../format.ts";

/**
 * A forecast as a scenario supposes demand: every order that many times as large, so what is
 * expected and what it stays below are as many times as much. What was sold stays on record.
 */
export function supposedForecast(
  forecast: StageForecast,
  factor: number,
): StageForecast {
  const { leadTimeDemand } = forecast;
  return {
    ...forecast,
    forecast: forecast.forecast.map(({ start, mean, low, high }) => ({
      start,
      mean: mean * factor,
      low: low * factor,
      high: high * factor,
    })),
    leadTimeDemand: {
      ...leadTimeDemand,
      mean: leadTimeDemand.mean * factor,
      deviation: leadTimeDemand.deviation * factor,
      quantiles: Object.fromEntries(
        Object.entries(leadTimeDemand.quantiles).map(([odds, units]) => [
          odds,
          units * factor,
        ]),
      ),
    },
  };
}

/** `This run supposes 20% more: about 1,691 pcs a week, as drawn from today on.` */
export function supposedWords(
  factor: number,
  stage: { readonly demandMean: number },
  forecast: Pick<StageForecast, "unit" | "period">,
): string {
  const change = measure(100 * Math.abs(factor - 1));
  return `This run supposes ${change}% ${factor > 1 ? "more" : "less"}: about ${measure(stage.demandMean)} ${forecast.unit} a ${forecast.period}, as drawn from today on.`;
}
