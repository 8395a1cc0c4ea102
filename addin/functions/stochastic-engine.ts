/**
 * The stochastic-service model as code of its own: it comes when the first cell asks for it,
 * for most workbooks never do.
 */
export { solveStochasticNetwork } from "../../engine/index.ts";
