import { InputError } from "../errors.ts";
import type { GappedHistory } from "./recorded-history.ts";
import { recordedHistory } from "./recorded-history.ts";

/** Mean and spread of demand, with what they rest on. */
export interface HistoryMoments {
  /** Units per period. */
  readonly mean: number;
  /** Units per period, with n - 1. */
  readonly deviation: number;
  /** Recorded periods. */
  readonly periods: number;
}

/**
 * Mean and standard deviation of demand per period.
 *
 * Periods that were not recorded (`null`) are left out; zeros count, also at
 * the start and the end. The deviation divides by n - 1, so two recorded
 * periods are the least that have one.
 *
 * @param history - units by period, `null` where nothing was recorded
 * @returns the moments; both 0 when no period had demand
 * @throws InputError when fewer than two periods are recorded, or one is
 * negative or no number
 */
export function historyMoments(history: GappedHistory): HistoryMoments {
  const recorded = recordedHistory(history);
  const periods = recorded.length;
  if (periods < 2) {
    throw new InputError(
      "history",
      `history must hold at least 2 recorded periods to show how demand varies, got ${periods}`,
    );
  }
  let total = 0;
  for (const units of recorded) total += units;
  const mean = total / periods;
  let squares = 0;
  for (const units of recorded) squares += (units - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / (periods - 1)), periods };
}
