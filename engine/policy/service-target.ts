import { between } from "../checks.ts";
import { InputError } from "../errors.ts";

/** The service a policy shall reach. */
export interface ServiceTarget {
  /** `cycle`: probability of no stockout in a cycle. `fill`: fraction of demand met from stock. */
  readonly measure: "cycle" | "fill";
  /** Above 0 and below 1. */
  readonly value: number;
}

/** One of the two, for functions that take plain numbers. */
export interface ServiceWanted {
  /** Probability of no stockout in a cycle, above 0 and below 1. */
  readonly cycleService?: number;
  /** Fraction of demand met from stock, above 0 and below 1. */
  readonly fillRate?: number;
}

/**
 * The one target that was given.
 *
 * @throws InputError when neither or both are given, or the value is no fraction
 */
export function targetOf(wanted: ServiceWanted): ServiceTarget {
  const { cycleService, fillRate } = wanted;
  if ((cycleService === undefined) === (fillRate === undefined)) {
    throw new InputError(
      "cycleService",
      `cycleService or fillRate must be given, got ${cycleService === undefined ? "neither" : "both"}`,
    );
  }
  return cycleService === undefined
    ? { measure: "fill", value: between("fillRate", fillRate as number, 0, 1) }
    : { measure: "cycle", value: between("cycleService", cycleService, 0, 1) };
}
