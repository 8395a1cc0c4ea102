import type { Distribution } from "../numeric/distribution.ts";

/** An item ordered in lots, as far as a unit more in its reorder point goes. */
export interface ReturnInput {
  /** Demand over lead time and review, in units. */
  readonly leadTimeDemand: Distribution;
  /** Units of one order, above 0. */
  readonly orderQuantity: number;
  readonly unitsPerYear: number;
}

/** Service of a cycle that is never gone below, or above, whatever money earns. */
const leastService = 0.5;
const mostService = 0.9999;
/** Corrections of a first answer: enough where few orders overlap. */
const corrections = 3;
/** A correction that moves the chance of a stockout by less than this share is the last one. */
const settled = 0.001;
/** Halvings of the range where corrections do not settle. */
const halvings = 14;

/**
 * The cycle service at which the last unit of money in stock serves so much demand value a year.
 *
 * A unit more in the reorder point r of an (r,Q) policy is on hand with the probability that
 * demand is met, φ(r), and serves D/Q · [S(r) − S(r+Q)] units a year; S is the probability
 * that lead-time demand exceeds. Cost cancels: r solves D/Q · [S(r) − S(r+Q)] = ρ · φ(r).
 *
 * @param requiredReturn - ρ, value of yearly demand for each unit of money, above 0
 * @returns from 0.5 to 0.9999, those when the answer would lie beyond
 * @see Silver, Pyke and Thomas (2017), chapter 6.9: exchange curves of value short per year;
 * here with the orders that overlap.
 */
export function serviceAtReturn(
  { leadTimeDemand: law, orderQuantity, unitsPerYear }: ReturnInput,
  requiredReturn: number,
): number {
  const each = (requiredReturn * orderQuantity) / unitsPerYear;
  /** The chance of a stockout that would be right if who waits and overlaps were as at r. */
  const right = (r: number): number => {
    const missed = (law.loss(r) - law.loss(r + orderQuantity)) / orderQuantity;
    return each * (1 - missed) + law.survival(r + orderQuantity);
  };
  let service = held(1 - each);
  for (let at = 0; at < corrections; at++) {
    const next = held(1 - right(law.quantile(service)));
    const moved = Math.abs(next - service);
    service = next;
    if (moved <= settled * (1 - next)) return service;
  }
  let [low, high] = [leastService, mostService];
  for (let at = 0; at < halvings; at++) {
    const middle = (low + high) / 2;
    const r = law.quantile(middle);
    if (law.survival(r) > right(r)) low = middle;
    else high = middle;
  }
  return high;
}

function held(service: number): number {
  return Math.min(Math.max(service, leastService), mostService);
}
