import { gammaTails } from "../numeric/gamma-tails.ts";
import type { Moments } from "../numeric/moments.ts";

/** How demand comes: lumps at random times, as many units as somebody asks for at once. */
export interface DemandLumps {
  /** Units of a lump on average. */
  readonly size: number;
  /**
   * Mean square of a lump over its mean, in units: what demand over any time has as variance
   * for each unit of its mean. As large as the size where all lumps are alike.
   */
  readonly dispersion: number;
}

/** What an undershoot hangs on. */
export interface UndershootInput {
  readonly lumps: DemandLumps;
  /** Units asked for between two looks at the stock. */
  readonly meanPerLook: number;
  /** Units between min and max. */
  readonly orderQuantity: number;
  /** Whether demand falls on whole units. */
  readonly whole: boolean;
}

/** Squared variation of lumps, at least: those seen so far were few, and not the last ones. */
const leastVariation = 0.1;
/** And at most: lumps as small against the large ones are as good as a stream. */
const mostVariation = 20;
/** Orders of more dispersions than this have forgotten where the cycle began. */
const longOrder = 3;
/** Chances below it add nothing to a sum that begins with 1. */
const negligible = 1e-4;

/**
 * Units by which the position is below min when an order goes out, beyond the demand of one
 * look, which lead-time demand covers already.
 *
 * Lumps are gamma and come by a Poisson process. A cycle ends with the lump that takes it
 * over the order quantity Q: with N lumps, U = S_N − Q, and E[U], E[U²] follow from how many
 * lumps are expected within Q (Wald). For long orders they are E[Z²]/2E[Z] and E[Z³]/3E[Z].
 * Looking only now and then adds a/2 to the mean, where a is the demand of a look, and takes
 * a off again as covered: demand that varies less than an exponential law between two looks
 * leaves nothing.
 *
 * @returns moments in units; `null` when an order finds the stock no lower than min is made for
 * @see Tijms and Groenevelt (1984), Simple approximations for the reorder point in periodic
 * and continuous review (s, S) inventory systems with service level constraints, EJOR 17.
 */
export function undershootOf(input: UndershootInput): Moments | null {
  const { lumps, meanPerLook: asked, orderQuantity, whole } = input;
  const { dispersion } = lumps;
  const half = whole ? 0.5 : 0;
  if (!(orderQuantity > 0) || dispersion <= asked + 2 * half) return null;
  // Whole units reach a level from half a unit before it on.
  const { mean, square } = beyond(lumps, orderQuantity - half);
  const units = mean - half - asked / 2;
  if (!(units > 0)) return null;
  const variance =
    square - mean ** 2 - (asked * dispersion) / 2 + asked ** 2 / 12;
  // No less than if all places of the last lump were alike.
  return {
    mean: units,
    deviation: Math.sqrt(Math.max(variance, units ** 2 / 3)),
  };
}

/** Mean and mean square of what the lump that reaches a level adds beyond it. */
function beyond(
  lumps: DemandLumps,
  level: number,
): { readonly mean: number; readonly square: number } {
  const each = Math.max(lumps.dispersion, lumps.size * (1 + leastVariation));
  const variation = Math.min(each / lumps.size - 1, mostVariation);
  const size = each / (1 + variation);
  if (level > longOrder * each) {
    return { mean: each / 2, square: (each * (2 * each - size)) / 3 };
  }
  // Of n lumps the sum is gamma with n times the shape of one.
  const shape = 1 / variation;
  const at = level / (size * variation);
  let [count, sums] = [1, 0];
  for (let n = 1, within = 1; within > negligible; n++) {
    within = gammaTails(n * shape, at).lower;
    count += within;
    sums += n * gammaTails(n * shape + 1, at).lower;
  }
  const mean = size * count - level;
  const square =
    2 * size ** 2 * sums +
    size * each * count -
    2 * level * size * count +
    level ** 2;
  return { mean: Math.max(mean, 0), square: Math.max(square, mean ** 2) };
}
