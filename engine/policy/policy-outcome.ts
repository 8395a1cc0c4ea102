import { finite } from "../checks.ts";
import { InputError } from "../errors.ts";
import type { Moments } from "../numeric/moments.ts";
import {
  exposureOf,
  orderOf,
  type Exposure,
  type KnownDemand,
} from "./exposure.ts";
import {
  cycleServiceAt,
  meanOnHandAt,
  missedShare,
  type Positions,
} from "./positions.ts";

/** Any min/max or (r, Q), however it came about. */
export interface PolicyOutcomeInput extends KnownDemand {
  /** Units; may be 0 or below. Order when the position is at or below it. */
  readonly reorderPoint: number;
  /** Units, at least the reorder point; equal to it is base stock. */
  readonly orderUpTo?: number;
  /** Units of one order, instead of `orderUpTo`. */
  readonly orderQuantity?: number;
  /** Units by which an order finds the stock below its reorder point; none when omitted. */
  readonly undershoot?: Moments | undefined;
}

/** What a policy does in the long run. */
export interface AchievedOutcome {
  /** Probability of no stockout in a cycle. */
  readonly cycleService: number;
  /** Fraction of demand met from stock at once; 1 without demand. */
  readonly fillRate: number;
  /** Units. */
  readonly meanOnHand: number;
}

/**
 * Judges a given policy.
 *
 * Unmet demand waits. Exact for continuous review with unit demands and for (R, nQ) under
 * periodic review; demand that jumps below the reorder point makes both hopeful unless the
 * undershoot is given.
 *
 * @throws InputError when max is below min, neither max nor quantity is given, or a number is none
 * @see Hadley and Whitin (1963), chapters 4 and 5.
 */
export function policyOutcome(input: PolicyOutcomeInput): AchievedOutcome {
  return outcomeAt(exposureOf(input, input.undershoot), positionsOf(input));
}

/** The same for laws and positions that are checked already. */
export function outcomeAt(exposure: Exposure, at: Positions): AchievedOutcome {
  const { covered } = exposure;
  // Nothing is asked for before an order arrives: no reorder point can be too low.
  const idle = covered.mean === 0 && covered.deviation === 0;
  return {
    cycleService: idle ? 1 : cycleServiceAt(exposure, at),
    fillRate: idle ? 1 : 1 - missedShare(exposure, at),
    meanOnHand: meanOnHandAt(exposure, at),
  };
}

function positionsOf(input: PolicyOutcomeInput): Positions {
  const reorderPoint = finite("reorderPoint", input.reorderPoint);
  if (input.orderUpTo === undefined) {
    if (input.orderQuantity === undefined) {
      throw new InputError(
        "orderUpTo",
        "orderUpTo or orderQuantity must be given, got neither",
      );
    }
    return { reorderPoint, orderQuantity: orderOf(input.orderQuantity) };
  }
  const max = finite("orderUpTo", input.orderUpTo);
  if (max < reorderPoint) {
    throw new InputError(
      "orderUpTo",
      `orderUpTo must be at least the reorder point ${reorderPoint}, got ${max}`,
    );
  }
  return { reorderPoint, orderQuantity: max - reorderPoint };
}
