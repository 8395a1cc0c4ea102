/** The front door: every name the other rooms may use. */
export { InputError, NoAnswerError } from "./errors.ts";
export { above, atLeast, between, finite } from "./checks.ts";
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
