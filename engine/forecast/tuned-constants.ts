import type { CrostonOptions } from "../demand/croston.ts";
import { croston, crostonConstants, sba, sbj, tsb } from "../demand/croston.ts";
import { sesOptimized } from "../demand/exponential-smoothing.ts";
import type { History } from "../demand/history-check.ts";
import { rateFit } from "../demand/rate-fit.ts";
import { InputError } from "../errors.ts";

/** Smoothing constants, given or to be found. */
export interface TunedOptions extends CrostonOptions {
  /**
   * Constants found instead of given. `best`: least squared errors of sizes and of intervals
   * (`croston`, `sba`, `sbj`: `crostonConstants`; `ses`: what it does unasked). `rate`: least
   * rate error, the starts found as well (`croston`, `sba`, `sbj`, `tsb`: `rateFit`).
   */
  readonly tuned?: "best" | "rate";
}

const family = { croston, sba, sbj, tsb };
const tunable: Readonly<Record<"best" | "rate", readonly string[]>> = {
  best: ["ses", "croston", "sba", "sbj"],
  rate: ["croston", "sba", "sbj", "tsb"],
};

/** @throws InputError when the method has no constants that are found in that way */
export function checkTuned(method: string, tuned: TunedOptions["tuned"]): void {
  if (tuned === undefined || tunable[tuned].includes(method)) return;
  throw new InputError(
    "alpha",
    `alpha must be a number for ${method}: ${tuned} is for ${tunable[tuned].join(", ")}`,
  );
}

/** The forecast of a method of the Croston family, its constants given or found. */
export function intermittentLevel(
  history: History,
  method: keyof typeof family,
  options: TunedOptions,
): number {
  if (options.tuned === "rate") return rateFit(history, method).forecast;
  const found = options.tuned === "best" ? crostonConstants(history) : {};
  return family[method](history, { ...options, ...found });
}

/** What a method finds when it is asked to, by name; nothing otherwise. */
export function tunedConstants(
  history: History,
  method: string,
  { tuned }: TunedOptions,
): Readonly<Record<string, number>> {
  if (tuned === "best") {
    return method === "ses"
      ? { alpha: sesOptimized(history).alpha }
      : crostonConstants(history);
  }
  if (tuned !== "rate") return {};
  const fit = rateFit(history, method as keyof typeof family);
  const { alpha, beta, size, start, rateError } = fit;
  return method === "tsb"
    ? { alpha, beta, size, probability: start, rateError }
    : { alpha, beta, size, interval: start, rateError };
}
