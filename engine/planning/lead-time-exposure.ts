import { normalCdf, normalDensity } from "../numeric/normal.ts";
import type { Moments } from "../numeric/moments.ts";

/**
 * How long a stage must live from its own stock: the positive part of
 * inbound service time + stage time − outbound service time, the stage time being
 * normal around its mean. With no deviation it is the net replenishment time itself.
 *
 * @param netReplenishmentTime - inbound service time + mean stage time − outbound service time, any unit
 * @param deviation - standard deviation of the stage time, in the same unit
 * @returns mean and deviation of the exposure
 *
 * @see Humair, Ruark, Tomlin and Willems (2013), Incorporating stochastic lead times
 * into the guaranteed service model of safety stock optimization, Interfaces 43(5).
 */
export function leadTimeExposure(
  netReplenishmentTime: number,
  deviation: number,
): Moments {
  if (deviation === 0) {
    return { mean: Math.max(0, netReplenishmentTime), deviation: 0 };
  }
  const t = netReplenishmentTime / deviation;
  const below = normalCdf(t);
  const density = normalDensity(t);
  const mean = netReplenishmentTime * below + deviation * density;
  const square =
    (netReplenishmentTime ** 2 + deviation ** 2) * below +
    netReplenishmentTime * deviation * density;
  return { mean, deviation: Math.sqrt(Math.max(0, square - mean ** 2)) };
}
