import { atLeast, finite } from "../checks.ts";
import { InputError } from "../errors.ts";

/** How an item may be counted and ordered. */
export interface OrderRules {
  /** Units; orders are whole multiples of it. None when omitted or 0. */
  readonly lotSize?: number;
  /** Units; no order is smaller. None when omitted or 0. */
  readonly minOrderQuantity?: number;
  /** Decimals the unit of measure allows: 0 for pieces. As many as a double holds when omitted. */
  readonly unitDecimals?: number;
}

/** Relative error that counts as rounding dust, not as demand for one more unit. */
const dust = 1e-10;

/** How many multiples of an odd lot are tried before it is called impossible. */
const mostLots = 1000;

/** The smallest step of a quantity, in units: 0.01 for two decimals. */
export function unitStep(unitDecimals: number): number {
  const digits = atLeast("unitDecimals", unitDecimals, 0);
  if (!Number.isInteger(digits) || digits > 12) {
    throw new InputError(
      "unitDecimals",
      `unitDecimals must be a whole number from 0 to 12, got ${unitDecimals}`,
    );
  }
  return 1 / 10 ** digits;
}

/** Up to the next multiple of 10^−unitDecimals, as the decimal number it is. */
export function roundUpToUnit(quantity: number, unitDecimals: number): number {
  const scale = Math.round(1 / unitStep(unitDecimals));
  const steps = finite("quantity", quantity) * scale;
  return settled(Math.ceil(steps - Math.abs(steps) * dust), scale);
}

/** To the nearest multiple of 10^−unitDecimals, as the decimal number it is. */
export function roundToUnit(quantity: number, unitDecimals: number): number {
  const scale = Math.round(1 / unitStep(unitDecimals));
  return settled(Math.round(finite("quantity", quantity) * scale), scale);
}

/**
 * The smallest order that is allowed and at least the quantity wanted.
 *
 * @param quantity - units wanted; 0 or less becomes the smallest order there is
 * @param rules - lot size, least order and decimals
 * @returns units: a multiple of the lot, countable in the unit of measure
 * @throws InputError when no multiple of the lot can be counted in the unit
 */
export function roundedOrder(quantity: number, rules: OrderRules): number {
  const wanted = finite("orderQuantity", quantity);
  const least = atLeast("minOrderQuantity", rules.minOrderQuantity ?? 0, 0);
  const lot = atLeast("lotSize", rules.lotSize ?? 0, 0);
  const decimals = rules.unitDecimals;
  const needed = Math.max(wanted, least, 0);

  if (lot === 0) {
    if (decimals === undefined) return needed;
    return Math.max(roundUpToUnit(needed, decimals), unitStep(decimals));
  }
  const lots = Math.max(Math.ceil((needed / lot) * (1 - dust)), 1);
  if (decimals === undefined) return Number((lots * lot).toPrecision(15));
  for (let more = 0; more < mostLots; more++) {
    const order = (lots + more) * lot;
    const counted = roundToUnit(order, decimals);
    if (Math.abs(counted - order) <= order * dust) return counted;
  }
  throw new InputError(
    "lotSize",
    `lotSize must have a multiple with ${decimals} decimals, got ${lot}`,
  );
}

/** Whole steps over a power of ten: one division, so the nearest double to the decimal. */
function settled(steps: number, scale: number): number {
  return steps === 0 ? 0 : steps / scale;
}
