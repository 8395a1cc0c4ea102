import { bracketedRoot } from "../numeric/roots.ts";
import type { Exposure } from "./exposure.ts";
import { firstWhole } from "../numeric/first-whole.ts";
import {
  askedPerReview,
  cycleServiceAt,
  demandAtOrder,
  missedShare,
} from "./positions.ts";
import type { ServiceTarget } from "./service-target.ts";

/** Service that is this close below its target has reached it: rounding of the last digits. */
export const serviceTolerance = 1e-12;

/** What a reorder point achieves, in the measure of the target. */
export function serviceAt(
  exposure: Exposure,
  measure: ServiceTarget["measure"],
  reorderPoint: number,
  orderQuantity: number,
): number {
  const at = { reorderPoint, orderQuantity };
  return measure === "cycle"
    ? cycleServiceAt(exposure, at)
    : 1 - missedShare(exposure, at);
}

/**
 * The smallest reorder point that reaches the target: whole when demand is, else to the
 * last digits. Below zero when the target allows that much waiting; 0 without demand.
 */
export function solveReorderPoint(
  exposure: Exposure,
  { measure, value }: ServiceTarget,
  orderQuantity: number,
): number {
  const { covered, reviewPeriods } = exposure;
  const oneForOne =
    covered.discrete && orderQuantity === 0 && reviewPeriods === 0;
  if (measure === "cycle") {
    const point = demandAtOrder(exposure, orderQuantity).quantile(value);
    return oneForOne ? point + 1 : point;
  }
  const start = covered.quantile(value);
  if (covered.mean === 0 && covered.deviation === 0) return 0;
  if (reviewPeriods > 0 && askedPerReview(exposure) === 0) return 0;
  if (reviewPeriods === 0 && orderQuantity === 0) {
    return oneForOne ? start + 1 : start;
  }

  const excess = (r: number) =>
    missedShare(exposure, { reorderPoint: r, orderQuantity }) -
    (1 - value) -
    serviceTolerance;
  const tooLow = (r: number) => excess(r) > 0;
  let high = start;
  let low = covered.discrete
    ? Math.floor(start - orderQuantity) - 1
    : start - orderQuantity;
  // One of the two holds at once under continuous review: the shortage of a cycle lies
  // between the chance of one at r + Q and the chance of one at r.
  const scale = covered.deviation + orderQuantity + Math.abs(start) / 8;
  for (
    let step = covered.discrete ? Math.ceil(scale) : scale;
    tooLow(high);
    step *= 2
  ) {
    low = high;
    high += step;
  }
  for (
    let step = covered.discrete ? Math.ceil(scale) : scale;
    !tooLow(low);
    step *= 2
  ) {
    high = low;
    low -= step;
  }
  if (covered.discrete) return firstWhole(tooLow, low, high);
  return bracketedRoot(excess, { low, high, tolerance: scale * 1e-13 });
}
