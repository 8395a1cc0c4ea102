import { createHash } from "node:crypto";

/**
 * One text for one value: JSON with keys in code-unit order and without blanks, so that
 * a value has the same text before and after it was kept.
 */
export function canonicalText(value: unknown): string {
  const plain = hasToJson(value) ? value.toJSON() : value;
  if (Array.isArray(plain)) {
    return `[${plain.map((part) => (part === undefined ? "null" : canonicalText(part))).join(",")}]`;
  }
  if (typeof plain === "object" && plain !== null) {
    const parts = Object.entries(plain)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, part]) => `${JSON.stringify(name)}:${canonicalText(part)}`);
    return `{${parts.join(",")}}`;
  }
  return JSON.stringify(plain) ?? "null";
}

/** SHA-256 over the canonical text of a value, lower-case hexadecimal. */
export function digest(value: unknown): string {
  return createHash("sha256").update(canonicalText(value)).digest("hex");
}

function hasToJson(value: unknown): value is { toJSON(): unknown } {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { toJSON?: unknown }).toJSON === "function"
  );
}
