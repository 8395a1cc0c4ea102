import {
  adida,
  croston,
  demandClass,
  imapa,
  recordedHistory,
  sba,
  sbj,
  tsb,
} from "../../engine/index.ts";
import { inCell } from "./cell-error.ts";
import { historyIn, isBlank, wordIn } from "./cell-input.ts";
import { smoothing } from "./smoothing-argument.ts";

const methods = { croston, sba, sbj, tsb, adida, imapa };
const methodNames = Object.keys(methods) as (keyof typeof methods)[];

/**
 * Forecast of intermittent demand, per period, by Croston's method or one of its kin.
 * @customfunction CROSTON
 * @param {any[][]} history Demand history, one number per period, oldest first; zeros count, leave periods that were not recorded blank.
 * @param {any} [method] croston (when omitted), sba (less biased), sbj, tsb (fades when demand stops), adida or imapa (over longer periods).
 * @param {any} [alpha] Smoothing constant of the demand size, between 0 and 1; 0.1 when omitted.
 * @param {any} [beta] Smoothing constant of the interval, or of the probability for tsb; as alpha when omitted.
 * @param {any} [start] Where the interval starts: naive (from the first period, when omitted) or mean.
 * @returns {number} Units per period.
 */
export function crostonCell(
  history: unknown[][],
  method?: unknown,
  alpha?: unknown,
  beta?: unknown,
  start?: unknown,
): number {
  return inCell(() => {
    const recorded = recordedHistory(historyIn("history", history));
    const name = wordIn("method", method, methodNames, "croston");
    return methods[name](recorded, {
      ...smoothing("alpha", alpha),
      ...smoothing("beta", beta),
      init: wordIn("start", start, ["naive", "mean"], "naive"),
    });
  });
}

/**
 * Class of demand after Syntetos, Boylan and Croston: smooth, erratic, intermittent, lumpy, or none.
 * @customfunction DEMANDCLASS
 * @param {any[][]} history Demand history, one number per period, oldest first; zeros count, leave periods that were not recorded blank.
 * @param {any} [details] TRUE adds, to the right, the mean interval between demands and the squared coefficient of variation.
 * @returns {any[][]} The class, and its two numbers when asked for.
 */
export function demandClassCell(
  history: unknown[][],
  details?: unknown,
): unknown[][] {
  return inCell(() => {
    const found = demandClass(historyIn("history", history));
    if (isBlank(details) || details === false || details === 0) {
      return [[found.class]];
    }
    return [[found.class, found.adi ?? "", found.cv2 ?? ""]];
  });
}
