import { median } from "simple-statistics";

/** One order of an item: what is left of its lines after returns. */
export interface ItemOrder {
  readonly units: number;
  /** -1 when not known. */
  readonly customer: number;
}

/** Other orders it takes to know their law. */
const fewestOthers = 12;

/** An order stands out from this multiple of the median order. */
const leastMultiple = 10;

/** Robust standard deviations of the log sizes that it must lie above the median. */
const deviationsAway = 5;

/** Smallest log spread that counts, so that even orders do not make everything stand out. */
const leastSpread = 0.3;

/**
 * Shares of normal logs that lie below so many deviations above the median. Small sizes tie at
 * the median and hide their spread (1.4826 median absolute deviations otherwise); these show it.
 */
const upperQuantiles = [
  [0.8, 0.8416],
  [0.9, 1.2816],
  [0.95, 1.6449],
] as const;

/** A customer who orders within this factor of the size again may do so once more. */
const alikeFactor = 3;

/** Share of orders beyond the limit from which the law has a heavy tail and no exceptions. */
const heavyTail = 0.01;

/**
 * The orders that are far outside the size law of an item's own orders: known for what they
 * are, and no part of what others will order.
 *
 * The law is log-normal, its median and spread robust: median absolute deviation, or what
 * the upper quantiles show where small sizes tie. Not a one-off: what the same customer ordered like before or
 * since, and orders beyond the limit that are many.
 *
 * @returns places of the one-off orders, and the usual size
 */
export function oneOffOrders(orders: readonly ItemOrder[]): {
  readonly places: readonly number[];
  readonly usual: number;
} {
  const none = { places: [], usual: 0 };
  if (orders.length <= fewestOthers) return none;
  const sizes = orders.map(({ units }) => units);
  const usual = median(sizes);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  if (!(largest >= leastMultiple * usual)) return none;
  const logs = sizes.map((size) => Math.log(size / usual));
  logs.sort((a, b) => a - b);
  const spread = Math.max(
    1.4826 * median(logs.map(Math.abs)),
    ...upperQuantiles.map(
      ([share, deviations]) =>
        logs[Math.ceil(share * logs.length) - 1]! / deviations,
    ),
    leastSpread,
  );
  const limit =
    usual * Math.max(leastMultiple, Math.exp(deviationsAway * spread));
  const beyond = orders.flatMap(({ units }, place) =>
    units >= limit ? [place] : [],
  );
  if (beyond.length > Math.max(1, heavyTail * orders.length)) return none;
  const places = beyond.filter((place) => {
    const { units, customer } = orders[place]!;
    return !orders.some(
      (other, at) =>
        at !== place &&
        customer >= 0 &&
        other.customer === customer &&
        other.units * alikeFactor >= units,
    );
  });
  return { places, usual };
}
