/** The front door: every name the other rooms may use. */
export { InputError, NoAnswerError } from "./errors.ts";
export { above, atLeast, between, finite } from "./checks.ts";
export type { Distribution, DistributionKind } from "./numeric/distribution.ts";
export type { Moments } from "./numeric/moments.ts";
export { sampleMoments } from "./numeric/moments.ts";
export {
  normalCdf,
  normalDistribution,
  normalQuantile,
} from "./numeric/normal.ts";
export { gammaDistribution } from "./numeric/gamma.ts";
export { poissonDistribution } from "./numeric/poisson.ts";
export {
  negativeBinomialDistribution,
  negativeBinomialOf,
} from "./numeric/negative-binomial.ts";
export type { WeightedValues } from "./numeric/empirical.ts";
export { empiricalDistribution } from "./numeric/empirical.ts";
export { lognormalDistribution } from "./numeric/lognormal.ts";
export { pointDistribution } from "./numeric/point.ts";
export type { Bracket } from "./numeric/roots.ts";
export { bracketedRoot } from "./numeric/roots.ts";
export type { Random } from "./numeric/random.ts";
export { seededRandom } from "./numeric/random.ts";
export {
  daysFromPeriods,
  daysPerPeriod,
  periodsFromDays,
  periodsPerSeason,
  periodsPerYear,
} from "./units/period.ts";
export {
  bucketAfter,
  bucketsBetween,
  bucketStart,
  dayNumber,
  dayText,
} from "./units/calendar-bucket.ts";
export type { OrderRules } from "./units/quantity.ts";
export {
  roundedOrder,
  roundToUnit,
  roundUpToUnit,
  unitStep,
} from "./units/quantity.ts";
export type { LeadTimeReceipt } from "./lead-time/receipt.ts";
export type { LeadTimeStatistics } from "./lead-time/lead-time-statistics.ts";
export {
  leadTimeByVendor,
  leadTimeStatistics,
} from "./lead-time/lead-time-statistics.ts";
export type { LeadTimePool, ShrunkLeadTime } from "./lead-time/shrinkage.ts";
export { leadTimePool, shrunkLeadTime } from "./lead-time/shrinkage.ts";
export type { LeadTime } from "./lead-time/lead-time-law.ts";
export type {
  LeadTimeDemandInput,
  LeadTimeDemandLaw,
} from "./lead-time/lead-time-demand.ts";
export {
  leadTimeDemand,
  leadTimeDemandMoments,
} from "./lead-time/lead-time-demand.ts";
export { markovDemand } from "./lead-time/markov-demand.ts";
export type {
  CoveredDemand,
  DescribedDemand,
  KnownDemand,
} from "./policy/exposure.ts";
export type { ServiceTarget, ServiceWanted } from "./policy/service-target.ts";
export type { MinMax, ReorderPointInput } from "./policy/reorder-point.ts";
export {
  minMax,
  orderUpTo,
  reorderPoint,
  safetyStock,
} from "./policy/reorder-point.ts";
export type { AchievedServiceInput } from "./policy/achieved-service.ts";
export { cycleService, fillRate } from "./policy/achieved-service.ts";
export type {
  AchievedOutcome,
  PolicyOutcomeInput,
} from "./policy/policy-outcome.ts";
export { policyOutcome } from "./policy/policy-outcome.ts";
export type { StockPolicy, StockPolicyInput } from "./policy/stock-policy.ts";
export { stockPolicy } from "./policy/stock-policy.ts";
export type {
  DiscountInput,
  EconomicOrderInput,
} from "./policy/economic-order-quantity.ts";
export {
  discountedOrderQuantity,
  economicOrderQuantity,
} from "./policy/economic-order-quantity.ts";
export { newsvendor } from "./policy/newsvendor.ts";
export type { StockingCosts } from "./policy/batch-cost.ts";
export type { LeastCostReorder } from "./policy/least-cost-reorder.ts";
export { leastCostReorder, reorderCost } from "./policy/least-cost-reorder.ts";
export type {
  LeastCostMinMax,
  MinMaxCosts,
} from "./policy/least-cost-min-max.ts";
export { leastCostMinMax, minMaxCost } from "./policy/least-cost-min-max.ts";
export type {
  OrderSchedule,
  OrderScheduleInput,
} from "./policy/order-schedule.ts";
export { orderSchedule } from "./policy/order-schedule.ts";
export type {
  PolicyChoice,
  PolicyChoiceInput,
  PolicyType,
  RankedPolicy,
  TypedPolicy,
} from "./policy/policy-choice.ts";
export { bestPolicyType } from "./policy/policy-choice.ts";
export { auditSnapshot } from "./audit/audit-snapshot.ts";
export type { AuditInput } from "./audit/rule.ts";
export { canonicalJson } from "./audit/canonical-json.ts";
export type { History } from "./demand/history-check.ts";
export type { GappedHistory } from "./demand/recorded-history.ts";
export { recordedHistory } from "./demand/recorded-history.ts";
export type {
  CleanDemand,
  CleanDemandOptions,
  DemandReport,
} from "./demand/hygiene/clean-demand.ts";
export { cleanDemand } from "./demand/hygiene/clean-demand.ts";
export type { DemandLine, DemandLines } from "./demand/hygiene/demand-lines.ts";
export { addDemandLine, demandLines } from "./demand/hygiene/demand-lines.ts";
export type { StockRecord } from "./demand/hygiene/stock-shares.ts";
export type {
  CleanPeriods,
  CleanPeriodsOptions,
  HygieneFinding,
  PeriodMarks,
} from "./demand/hygiene/clean-periods.ts";
export { cleanPeriods } from "./demand/hygiene/clean-periods.ts";
export type {
  PeriodChange,
  Repair,
  RepairKind,
  SeparatedDemand,
  UndoneRepairs,
} from "./demand/hygiene/repair.ts";
export {
  repairKinds,
  separatedDemand,
  withRepairs,
} from "./demand/hygiene/repair.ts";
export type { HistoryMoments } from "./demand/history-moments.ts";
export { historyMoments } from "./demand/history-moments.ts";
export type {
  DemandClassification,
  DemandClassOptions,
} from "./demand/demand-class.ts";
export { demandClass } from "./demand/demand-class.ts";
export { adida, imapa } from "./demand/aggregation.ts";
export type { CrostonOptions } from "./demand/croston.ts";
export { croston, crostonConstants, sba, sbj, tsb } from "./demand/croston.ts";
export type {
  IntermittentFit,
  IntermittentMethod,
} from "./demand/intermittent-fit.ts";
export { intermittentFit } from "./demand/intermittent-fit.ts";
export { rateFit } from "./demand/rate-fit.ts";
export type { ConstantRange } from "./demand/best-smoothing-constant.ts";
export {
  historicMean,
  ses,
  sesOptimized,
} from "./demand/exponential-smoothing.ts";
export * from "./forecast/index.ts";
export type { Network, StageTimeLaw } from "./network/network.ts";
export { defaultServiceLevel, readNetwork } from "./network/network.ts";
export { cumulativeCost } from "./network/cumulative-cost.ts";
export { networkNotes } from "./network/network-notes.ts";
export { pathUnits } from "./network/path-units.ts";
export { pooledDemand } from "./network/pooled-demand.ts";
export { spanningForest } from "./network/spanning-forest.ts";
export type { StageGraph, StageLink } from "./network/stage-graph.ts";
export { stageGraph } from "./network/stage-graph.ts";
export type {
  PlacementLimits,
  PlacementProblem,
  PlacementProblemStage,
  PlacementProgress,
  StockPlacement,
} from "./planning/guaranteed-service.ts";
export { drain, placeStock } from "./planning/guaranteed-service.ts";
export { solveNetwork, stockByNetTime } from "./planning/network-policy.ts";
export type { SerialPolicy, SerialSystem } from "./stochastic/serial-system.ts";
export { serialCost, serialPolicy } from "./stochastic/serial-system.ts";
export type {
  OneWarehouse,
  OneWarehouseCosts,
  OneWarehouseStock,
} from "./stochastic/one-warehouse-system.ts";
export type {
  OneWarehouseModel,
  OneWarehouseService,
  RetailerService,
  WarehouseService,
} from "./stochastic/one-warehouse.ts";
export { solveStochasticNetwork } from "./stochastic/solve-stochastic-network.ts";
export { oneWarehouseService } from "./stochastic/one-warehouse.ts";
export {
  bestOneWarehouseStock,
  leastOneWarehouseStock,
} from "./stochastic/best-one-warehouse.ts";
export type { DemandLaw, LeadTimeLaw } from "./simulation/demand-law.ts";
export type { ReplenishmentPolicy } from "./simulation/replenishment-policy.ts";
export type {
  Allocation,
  Estimate,
  SimulatedStage,
  SimulatedStageResult,
  SimulationInput,
  SimulationProgress,
  SimulationResult,
} from "./simulation/simulation-input.ts";
export type {
  PolicyReplay,
  ReplayedPolicy,
} from "./simulation/replay-policy.ts";
export { replayPolicy } from "./simulation/replay-policy.ts";
export type { FileSimulation } from "./simulation/simulate-file.ts";
export { simulateFile } from "./simulation/simulate-file.ts";
export { simulateNetwork } from "./simulation/simulate-network.ts";
export type { FrontierItem } from "./frontier/frontier-item.ts";
export type { FrontierProgress } from "./frontier/frontier-search.ts";
export type {
  FrontierPoint,
  FrontierStep,
} from "./frontier/budget-frontier.ts";
export {
  budgetFrontier,
  frontierAt,
  frontierCurve,
  frontierPoints,
} from "./frontier/budget-frontier.ts";
export { frontierService, judgeFrontier } from "./frontier/frontier-service.ts";
export type { ExplainedFormula } from "./explain/formula-parts.ts";
export { explainFormula } from "./explain/formula-parts.ts";
export type { Calendar } from "./catalog/calendar.ts";
export { calendarOf } from "./catalog/calendar.ts";
export { defaultScenario } from "./catalog/default-scenario.ts";
export type { ItemPolicyInput } from "./catalog/item-policy.ts";
export { itemPolicy } from "./catalog/item-policy.ts";
export { stageDemand } from "./planning/stage-demand.ts";
export { evaluatePolicyFor, withOverride } from "./catalog/evaluate-policy.ts";
export type { FrontierPart } from "./catalog/catalog-frontier.ts";
export { catalogFrontier, frontierPart } from "./catalog/catalog-frontier.ts";
export type { ReplayPart } from "./catalog/replay-chunk.ts";
export { replayChunk, replayTotals } from "./catalog/replay-chunk.ts";
export type { ChunkPlan } from "./catalog/plan-chunk.ts";
export { planChunk } from "./catalog/plan-chunk.ts";
export type { PlanningContext } from "./catalog/planning-context.ts";
export { planningContext } from "./catalog/planning-context.ts";
export { applyScenario } from "./catalog/scenario-apply.ts";
export type { PlanningChunk } from "./catalog/split-catalog.ts";
export { networksOf, splitCatalog } from "./catalog/split-catalog.ts";
export type { CatalogLearner, CatalogLesson } from "./catalog/learn-catalog.ts";
export { catalogLearner } from "./catalog/learn-catalog.ts";
export { forecastRow } from "./catalog/forecast-row.ts";
export type { ForecastContext } from "./catalog/stage-series.ts";
export { stageForecast } from "./catalog/stage-forecast.ts";
export type { TotalSums } from "./catalog/totals.ts";
export { totalsOf, totalsOfParts, totalSums } from "./catalog/totals.ts";
export { engineVersion } from "./version.ts";
