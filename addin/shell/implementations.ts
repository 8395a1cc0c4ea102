import { functionExports } from "../functions/metadata.ts";
import * as functions from "../functions/functions.ts";

/** The function behind an id of `functions.json`. Throws when the build and the code disagree. */
export function implementation(id: string): (...args: unknown[]) => unknown {
  const exported = functionExports()[id] ?? "";
  const found: unknown = (functions as Record<string, unknown>)[exported];
  if (typeof found !== "function") {
    throw new Error(`functions.ts does not export ${exported || id}`);
  }
  return found as (...args: unknown[]) => unknown;
}
