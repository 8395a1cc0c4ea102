export type { Accuracy, AccuracyInput } from "./accuracy.ts";
export { accuracy, pinballLoss } from "./accuracy.ts";
export type { EtsFit } from "./ets-fit.ts";
export { fitEts } from "./ets-fit.ts";
export type { EtsForm } from "./ets-model.ts";
export { ets, etsAveragePath, etsForecast } from "./ets.ts";
export type { ForecastMethod, ForecastOptions } from "./forecast-method.ts";
export {
  forecastMethodNamed,
  forecastMethods,
  forecastPath,
} from "./forecast-method.ts";
export type { ForecastPool } from "./forecast-pool.ts";
export { forecastPool } from "./forecast-pool.ts";
export type { SeriesFinding } from "./clean-history.ts";
export type {
  Lesson,
  SeriesForecast,
  SeriesOptions,
} from "./forecast-series.ts";
export { forecastSeries, learnSeries, lessons } from "./forecast-series.ts";
export type { ForecastLaw, ForecastLawOptions } from "./forecast-law.ts";
export { forecastLaw } from "./forecast-law.ts";
export type { Driver, PromotedSeries } from "./promotion/promoted-series.ts";
export type { LearnedUplift, UpliftOptions } from "./promotion/learn-uplift.ts";
export { learnUplift } from "./promotion/learn-uplift.ts";
export type {
  PromotionForecast,
  PromotionOptions,
  Uplift,
} from "./promotion/promotion-forecast.ts";
export {
  baselineHistory,
  promotionForecast,
} from "./promotion/promotion-forecast.ts";
export type { EndingShape, PastEnding } from "./end-of-life-shape.ts";
export { learnEnding } from "./end-of-life-shape.ts";
export type { EndOfLifeForecast, EndOfLifeOptions } from "./end-of-life.ts";
export { endOfLifeForecast } from "./end-of-life.ts";
export type { GroupSeason } from "./season-group/group-season.ts";
export { learnGroupSeason } from "./season-group/group-season.ts";
export { groupSeasonForecast } from "./season-group/group-season-forecast.ts";
export type { ForecastMoments, KnownOrder } from "./promotion/known-demand.ts";
export { withKnownDemand } from "./promotion/known-demand.ts";
export type { LaunchStart } from "./launch/launch-history.ts";
export type { LaunchOptions, LaunchProfile } from "./launch/learn-launch.ts";
export { learnLaunch } from "./launch/learn-launch.ts";
export type {
  LaunchForecast,
  LaunchForecastOptions,
} from "./launch/launch-forecast.ts";
export { launchForecast } from "./launch/launch-forecast.ts";
export type { HoltConstants } from "./holt.ts";
export { holtPath, holtWintersPath } from "./holt.ts";
export type { SeriesLeadTimeDemand } from "./told-demand.ts";
