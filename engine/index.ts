/** The front door: every name the other rooms may use. */
export { InputError, NoAnswerError } from "./errors.ts";
export { above, atLeast, between, finite } from "./checks.ts";
export { auditSnapshot } from "./audit/audit-snapshot.ts";
export type { AuditInput } from "./audit/rule.ts";
export { canonicalJson } from "./audit/canonical-json.ts";
export type { History } from "./demand/history-check.ts";
export type { GappedHistory } from "./demand/recorded-history.ts";
export { recordedHistory } from "./demand/recorded-history.ts";
export type { HistoryMoments } from "./demand/history-moments.ts";
export { historyMoments } from "./demand/history-moments.ts";
export type {
  DemandClassification,
  DemandClassOptions,
} from "./demand/demand-class.ts";
export { demandClass } from "./demand/demand-class.ts";
export type { CrostonOptions } from "./demand/croston.ts";
export { croston, crostonConstants, sba, sbj, tsb } from "./demand/croston.ts";
export type {
  IntermittentFit,
  IntermittentMethod,
} from "./demand/intermittent-fit.ts";
export { intermittentFit } from "./demand/intermittent-fit.ts";
export type { ConstantRange } from "./demand/exponential-smoothing.ts";
export {
  historicMean,
  ses,
  sesOptimized,
} from "./demand/exponential-smoothing.ts";
export type { Network, StageTimeLaw } from "./network/network.ts";
export { defaultServiceLevel, readNetwork } from "./network/network.ts";
export { cumulativeCost } from "./network/cumulative-cost.ts";
export { pathUnits } from "./network/path-units.ts";
export { pooledDemand } from "./network/pooled-demand.ts";
export { spanningForest } from "./network/spanning-forest.ts";
export type { StageGraph, StageLink } from "./network/stage-graph.ts";
export { stageGraph } from "./network/stage-graph.ts";
export type {
  PlacementProblem,
  PlacementProblemStage,
  StockPlacement,
} from "./planning/guaranteed-service.ts";
export { drain, placeStock } from "./planning/guaranteed-service.ts";
export { solveNetwork, stockByNetTime } from "./planning/network-policy.ts";
