import type { GappedHistory } from "../../demand/recorded-history.ts";

/** Where a launch begins: with the first period recorded, or with the first demand. */
export type LaunchStart = "record" | "demand";

/** Units below which a period had none: what arithmetic left of a nought. */
const nothing = 1e-9;

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
    value === null || !Number.isFinite(value)
      ? NaN
      : value < nothing
        ? 0
        : value,
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
 * How the launches of a set can be told: by the zeros before the first demand where
 * most records begin with some, else by where the record begins.
 */
export function launchStartOf(all: readonly GappedHistory[]): LaunchStart {
  let zeros = 0;
  for (const history of all) if (history[0] === 0) zeros++;
  return 2 * zeros > all.length ? "demand" : "record";
}
