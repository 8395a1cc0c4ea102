import { createHash } from "node:crypto";
import type { ChangeRow } from "../../engine/contracts/index.ts";
import { canonicalJson } from "../../engine/index.ts";

/**
 * SHA-256 over exactly the diff: the rows to change with their key, version, old and new
 * values, in stage order. What became of them does not count, so it never moves.
 */
export function changeSetDigest(rows: readonly ChangeRow[]): string {
  const diff = rows
    .filter(({ kind }) => kind === "change")
    .map(({ stageId, entity, key, version, changes }) => ({
      stageId,
      entity,
      key,
      version,
      changes: changes
        .map(({ field, column, oldValue, newValue }) => ({
          field,
          column,
          oldValue,
          newValue,
        }))
        .toSorted((a, b) => order(a.field, b.field)),
    }))
    .toSorted(
      (a, b) =>
        order(a.stageId, b.stageId) ||
        order(canonicalJson(a.key), canonicalJson(b.key)),
    );
  return createHash("sha256").update(canonicalJson(diff)).digest("hex");
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
