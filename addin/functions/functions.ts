/** Every custom function, by the name its comment's metadata gives. */
export { accuracyCell } from "./accuracy-functions.ts";
export { crostonCell, demandClassCell } from "./demand-functions.ts";
export { explainCell } from "./explain-functions.ts";
export { forecastCell } from "./forecast-functions.ts";
export { frontierCell } from "./frontier-functions.ts";
export { leadTimeDemandCell } from "./lead-time-demand-functions.ts";
export { leadTimeCell } from "./lead-time-functions.ts";
export { meioPolicyCell } from "./network-functions.ts";
export { eoqCell } from "./order-functions.ts";
export { policyCell } from "./policy-functions.ts";
export { policyTypeCell } from "./policy-type-functions.ts";
export { simulateCell } from "./simulation-functions.ts";
export {
  fillRateCell,
  minMaxCell,
  reorderPointCell,
  safetyStockCell,
  serviceLevelCell,
} from "./stock-functions.ts";
