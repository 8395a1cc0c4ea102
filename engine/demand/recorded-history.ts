import { badPeriod } from "./history-check.ts";

/** Demand by period, oldest first; `null` is a period that was not recorded. */
export type GappedHistory = ArrayLike<number | null>;

/**
 * The periods that were recorded, in order.
 *
 * A `null` says nothing about demand, so it is left out wherever it stands:
 * before the launch, in a gap, after the last close. A zero is a recorded
 * period without demand and stays, at the start and at the end as well.
 *
 * @param history - units by period, `null` where nothing was recorded
 * @returns the recorded quantities
 * @throws InputError when a quantity is negative or no number
 */
export function recordedHistory(history: GappedHistory): number[] {
  const recorded: number[] = [];
  for (let period = 0; period < history.length; period++) {
    const units = history[period];
    if (units === null || units === undefined) continue;
    if (!(units >= 0 && units < Infinity)) throw badPeriod(period, units);
    recorded.push(units);
  }
  return recorded;
}
