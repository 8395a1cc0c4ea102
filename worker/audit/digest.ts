import { createHash } from "node:crypto";
import { canonicalJson } from "../../engine/index.ts";

/** SHA-256 over the canonical text of plain data, lower-case hexadecimal. */
export function digest(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
