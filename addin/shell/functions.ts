import { functionExports } from "../functions/metadata.ts";
import { implementation } from "./implementations.ts";

/** Tells Excel which function stands behind each id of functions.json. */
export function associateFunctions(): void {
  for (const id of Object.keys(functionExports())) {
    CustomFunctions.associate(id, implementation(id));
  }
}

// Also without a host, where this page is only looked at.
if ("CustomFunctions" in globalThis) associateFunctions();
