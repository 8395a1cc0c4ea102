import { percent, quantity } from "./format.ts";

/**
 * A simulated service with its confidence: `97.9% ± 0.4`; where the interval would lead past
 * everything, how much it is at least: `100.0%, at least 91.6%`.
 *
 * @param interval - half the interval, as a fraction
 * @param least - how `at least` is written: a sign where there is little room
 */
export function withInterval(
  service: number,
  interval: number,
  least = "at least",
): string {
  return service + interval > 1
    ? `${percent(service)}, ${least} ${percent(Math.max(0, service - interval))}`
    : `${percent(service)} ± ${quantity(100 * interval, 1)}`;
}
