import type { GappedHistory } from "../../demand/recorded-history.ts";

/** Where a launch begins: with the first period recorded, or with the first demand. */
export type LaunchStart = "record" | "demand";

/**
 * The periods of a launch by age, youngest age first: what lies before it left out.
 *
 * @returns units by age, NaN where nothing was recorded; returns count as none
 */
export function launchAges(
  history: GappedHistory,
  start: LaunchStart,
): Float64Array {
  const units = Float64Array.from(history, (value) =>
    value === null || !Number.isFinite(value) ? NaN : Math.max(value, 0),
  );
  const begins = (value: number) =>
    start === "record" ? !Number.isNaN(value) : value > 0;
  const first = units.findIndex(begins);
  if (first < 0) return new Float64Array(0);
  let last = units.length;
  while (Number.isNaN(units[last - 1]!)) last--;
  return units.slice(first, last);
}

/**
 * How the launches of a set can be told: by blanks before them where most have some,
 * else by the zeros.
 */
export function launchStartOf(all: readonly GappedHistory[]): LaunchStart {
  let blank = 0;
  for (const history of all) {
    if (history.length > 0 && history[0] === null) blank++;
  }
  return 2 * blank >= all.length ? "record" : "demand";
}
