import { between } from "../../engine/index.ts";
import { isBlank, numberIn } from "./cell-input.ts";

/** A smoothing constant from a cell, strictly between 0 and 1; nothing when it is blank. */
export function smoothing(
  name: "alpha" | "beta",
  value: unknown,
): { readonly alpha?: number; readonly beta?: number } {
  if (isBlank(value)) return {};
  return { [name]: between(name, numberIn(name, value), 0, 1) };
}
