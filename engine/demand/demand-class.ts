import type { GappedHistory } from "./recorded-history.ts";
import { recordedHistory } from "./recorded-history.ts";

/** Longest mean interval that still counts as regular; Syntetos, Boylan and Croston (2005). */
const intervalCutoff = 1.32;
/** Largest squared coefficient of variation that still counts as even; same source. */
const variationCutoff = 0.49;

/** Which of the definitions in use a class rests on. */
export interface DemandClassOptions {
  /** Variance of the demand sizes: with n - 1 (default) or n. */
  readonly cv2?: "sample" | "population";
  /**
   * Mean interval between demands: periods by demands (`ratio`, default), mean
   * of the intervals with the first counted from the start of the record
   * (`from-start`, as R tsintermittent), or of the gaps between demands alone
   * (`between`; `ratio` when there is one demand only).
   */
  readonly interval?: "ratio" | "from-start" | "between";
}

/** A demand class with the two numbers it rests on. */
export interface DemandClassification {
  readonly class: "smooth" | "erratic" | "intermittent" | "lumpy" | "none";
  /** Periods from demand to demand; `null` without demand. */
  readonly adi: number | null;
  /** Squared coefficient of variation of the sizes; `null` when it has too few demands. */
  readonly cv2: number | null;
}

/**
 * Demand class after Syntetos, Boylan and Croston: how often, and how evenly.
 *
 * Strictly below both cut-offs (1.32 periods, 0.49) is smooth. One demand alone
 * shows no variation and counts as even. Periods not recorded (`null`) are left out.
 *
 * @param history - units by period, `null` where nothing was recorded
 * @param options - the definitions of variance and of interval
 * @returns the class, `none` when there was no demand
 * @throws InputError when a quantity is negative or no number
 *
 * @see Syntetos, Boylan and Croston (2005), On the categorization of demand
 * patterns, Journal of the Operational Research Society 56, 495-503.
 */
export function demandClass(
  history: GappedHistory,
  options: DemandClassOptions = {},
): DemandClassification {
  const recorded = recordedHistory(history);
  let demands = 0;
  let first = -1;
  let last = -1;
  let total = 0;
  recorded.forEach((units, period) => {
    if (units === 0) return;
    demands++;
    if (first < 0) first = period;
    last = period;
    total += units;
  });
  if (demands === 0) return { class: "none", adi: null, cv2: null };

  let adi = recorded.length / demands;
  if (options.interval === "from-start") adi = (last + 1) / demands;
  if (options.interval === "between" && demands > 1) {
    adi = (last - first) / (demands - 1);
  }
  const divisor = options.cv2 === "population" ? demands : demands - 1;
  const cv2 =
    divisor === 0 ? null : variation(recorded, total / demands) / divisor;

  const regular = adi < intervalCutoff;
  const even = (cv2 ?? 0) < variationCutoff;
  if (regular) return { class: even ? "smooth" : "erratic", adi, cv2 };
  return { class: even ? "intermittent" : "lumpy", adi, cv2 };
}

/** Sum of squared deviations of the sizes, each relative to their mean. */
function variation(recorded: readonly number[], mean: number): number {
  let sum = 0;
  for (const units of recorded) {
    if (units > 0) sum += (units / mean - 1) ** 2;
  }
  return sum;
}
