import type { Distribution } from "../numeric/distribution.ts";
import type { Exposure } from "./exposure.ts";

/**
 * Where the inventory position may stand just after ordering: evenly spread above the
 * reorder point, up to one order quantity. Whole units stand at r + 1 … r + Q, because the
 * order goes out at or below r; without an order quantity the position is always r itself.
 *
 * @see Hadley and Whitin (1963), Analysis of Inventory Systems, sections 4-7 and 5-2; exact
 * for continuous review with unit demands and for (R, nQ) under periodic review.
 */
export interface Positions {
  readonly reorderPoint: number;
  readonly orderQuantity: number;
}

/** The positions as this demand meets them: in whole units when demand is whole. */
export function positionsFor(
  { covered }: Exposure,
  { reorderPoint, orderQuantity }: Positions,
): Positions {
  if (!covered.discrete) return { reorderPoint, orderQuantity };
  const low = Math.floor(reorderPoint);
  if (orderQuantity === 0) return { reorderPoint: low, orderQuantity };
  return {
    reorderPoint: low,
    orderQuantity: Math.max(Math.floor(reorderPoint + orderQuantity) - low, 1),
  };
}

/**
 * What the reorder point must cover: demand over lead time + review, and what the order finds
 * missing below it. A base stock is ordered for at every demand, and never undershot.
 */
export function demandAtOrder(
  { covered, undershoot }: Exposure,
  orderQuantity: number,
): Distribution {
  return orderQuantity > 0 && undershoot ? undershoot.covered : covered;
}

/** Probability of no stockout in a cycle. */
export function cycleServiceAt(exposure: Exposure, at: Positions): number {
  const { covered, reviewPeriods } = exposure;
  const { reorderPoint, orderQuantity } = positionsFor(exposure, at);
  // Base stock S reviewed at each demand is the reorder point S − 1 with orders of one.
  const oneForOne =
    covered.discrete && orderQuantity === 0 && reviewPeriods === 0;
  // Laws that are summed up may come out a rounding above one.
  return fraction(
    demandAtOrder(exposure, orderQuantity).cdf(
      oneForOne ? reorderPoint - 1 : reorderPoint,
    ),
  );
}

/** Demand below this is none: a quotient with it would have no digits left. */
const leastDemand = 1e-290;

/**
 * Units asked for between two reviews: μ·R, taken from the two laws so that shortage and
 * demand are measured alike when their mean is not exactly the one that was handed in.
 */
export function askedPerReview({ covered, leadTimeOnly }: Exposure): number {
  const asked = covered.mean - leadTimeOnly.mean;
  return asked < leastDemand ? 0 : asked;
}

/**
 * Fraction of demand that is not met from stock at once.
 *
 * Continuous review: [n(r) − n(r + Q)]/Q with n the loss function; with an undershoot U
 * [E(D + U − r)⁺ − n(r + Q)]/(Q + E[U]), for that much an order brings. Periodic review: the
 * mean over the positions y of [n over L + R (y) − n over L (y)]/(μ·R).
 *
 * @see Tijms and Groenevelt (1984), EJOR 17, for the undershoot.
 */
export function missedShare(exposure: Exposure, at: Positions): number {
  const { covered, leadTimeOnly, reviewPeriods } = exposure;
  const { reorderPoint: r, orderQuantity: q } = positionsFor(exposure, at);
  // Stated, because the differences below lose it to rounding when demand is next to none.
  if (r + q <= emptiest(covered) && r + q <= emptiest(leadTimeOnly)) return 1;
  if (reviewPeriods === 0) {
    if (q > 0) {
      const short = demandAtOrder(exposure, q).loss(r) - covered.loss(r + q);
      return fraction(short / (q + below(exposure)));
    }
    return covered.survival(covered.discrete ? r - 1 : r);
  }
  const asked = askedPerReview(exposure);
  if (asked === 0) return 0;
  return fraction(
    (lossOver(exposure, covered, r, q) -
      lossOver(exposure, leadTimeOnly, r, q)) /
      asked,
  );
}

/** Deviations below the mean of a normal law under which a double holds nothing of it. */
const farBelow = 40;

/** A position at or below it serves nobody: there is no stock, whatever is asked for. */
function emptiest({ kind, mean, deviation }: Distribution): number {
  // All laws but the normal one are of demand that is never below 0.
  return kind === "normal" ? Math.min(mean - farBelow * deviation, 0) : 0;
}

/**
 * Units on hand on average.
 *
 * Position less mean demand plus mean shortage; under periodic review the mean of the
 * moment an order may arrive and the moment before the next one (trapezoid). An order that
 * finds the stock below the reorder point brings it to r + Q all the same: the position
 * stands there the longer, E[U] of Q + E[U] units.
 */
export function meanOnHandAt(exposure: Exposure, at: Positions): number {
  const { covered, leadTimeOnly } = exposure;
  const { reorderPoint: r, orderQuantity: q } = positionsFor(exposure, at);
  const { discrete } = covered;
  const top = topShare(exposure, q);
  const position =
    r + (discrete && q > 0 ? (q + 1) / 2 : q / 2) + (top * q) / 2;
  const level = (law: Distribution) =>
    position - law.mean + lossOver(exposure, law, r, q);
  return Math.max((level(covered) + level(leadTimeOnly)) / 2, 0);
}

/** Units on average that an order finds missing below the reorder point. */
function below({ undershoot }: Exposure): number {
  return undershoot?.mean ?? 0;
}

/** The share of the time that an undershoot adds to the position just after an order. */
function topShare(exposure: Exposure, q: number): number {
  return q > 0 ? below(exposure) / (q + below(exposure)) : 0;
}

/** The loss function averaged over the positions, those just after an order included. */
function lossOver(
  exposure: Exposure,
  law: Distribution,
  r: number,
  q: number,
): number {
  const even = meanLoss(law, r, q, exposure.covered.discrete);
  const top = topShare(exposure, q);
  return top > 0 ? even + top * (law.loss(r + q) - even) : even;
}

/** The loss function averaged over the positions, from the area under it. */
export function meanLoss(
  law: Distribution,
  r: number,
  q: number,
  discrete: boolean,
): number {
  if (q === 0) return law.loss(r);
  // Σ n(j) for j ≥ k is the area right of k and half the first step.
  const area = (x: number) =>
    discrete ? law.secondLoss(x + 1) + law.loss(x + 1) / 2 : law.secondLoss(x);
  return (area(r) - area(r + q)) / q;
}

function fraction(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
