import {
  adida,
  croston,
  crostonConstants,
  type CrostonOptions,
  demandClass,
  imapa,
  rateFit,
  recordedHistory,
  sba,
  sbj,
  tsb,
} from "../../engine/index.ts";
import { cellError, inCell } from "./cell-error.ts";
import { flagIn, historyIn, wordIn } from "./cell-input.ts";
import { smoothing } from "./smoothing-argument.ts";

const methods = { croston, sba, sbj, tsb, adida, imapa };
const methodNames = Object.keys(methods) as (keyof typeof methods)[];

/**
 * Forecast of intermittent demand, per period, by Croston's method or one of its kin.
 * @customfunction CROSTON
 * @param {any[][]} history Demand history, one number per period, oldest first; zeros count, leave periods that were not recorded blank.
 * @param {any} [method] croston (when omitted), sba (less biased), sbj, tsb (fades when demand stops), adida or imapa (over longer periods).
 * @param {any} [alpha] Smoothing constant of the demand size, between 0 and 1; 0.1 when omitted; best finds both (croston, sba, sbj) by squared errors, rate (also tsb) by errors of demand per period.
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
    if (isWord(alpha, "rate")) return rateLevel(recorded, name);
    return methods[name](recorded, {
      ...constants(recorded, name, alpha, beta),
      init: wordIn("start", start, ["naive", "mean"], "naive"),
    });
  });
}

function isWord(value: unknown, word: string): boolean {
  return typeof value === "string" && value.trim().toLowerCase() === word;
}

function rateLevel(
  recorded: readonly number[],
  name: keyof typeof methods,
): number {
  if (name !== "adida" && name !== "imapa") {
    return rateFit(recorded, name).forecast;
  }
  throw cellError(
    "invalidValue",
    `alpha must be blank for ${name}, which finds its own: rate is for croston, sba, sbj and tsb`,
  );
}

/** The constants that are given, or those with the least squared error of the record. */
function constants(
  recorded: readonly number[],
  name: keyof typeof methods,
  alpha: unknown,
  beta: unknown,
): Pick<CrostonOptions, "alpha" | "beta"> {
  if (!isWord(alpha, "best"))
    return { ...smoothing("alpha", alpha), ...smoothing("beta", beta) };
  if (!["croston", "sba", "sbj"].includes(name)) {
    throw cellError(
      "invalidValue",
      `alpha must be a number for ${name}: best constants are found for croston, sba and sbj`,
    );
  }
  return { ...crostonConstants(recorded), ...smoothing("beta", beta) };
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
    if (!flagIn("details", details)) {
      return [[found.class]];
    }
    return [[found.class, found.adi ?? "", found.cv2 ?? ""]];
  });
}
