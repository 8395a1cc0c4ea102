import type { ChangeRow } from "../../engine/contracts/index.ts";
import type { TargetRow } from "../connector.ts";
import { sameDecimal } from "../mapping/target-decimal.ts";

/** How the ERP's row stands to a planned change of it. */
export type Standing =
  /** Old values and version: the change may go in. */
  | { readonly kind: "old" }
  /** New values: the change is in. */
  | { readonly kind: "new" }
  /** Old values, but someone touched the row. */
  | { readonly kind: "touched" }
  /** Neither; `holds` says what. */
  | { readonly kind: "other"; readonly holds: string }
  | { readonly kind: "missing" };

/** Compares a fresh read of the row with what the change expects and brings. */
export function standingOf(
  row: Pick<ChangeRow, "key" | "version" | "changes">,
  found: readonly TargetRow[],
): Standing {
  const target = found.find((one) => sameKey(one.key, row.key));
  if (!target) return { kind: "missing" };
  const holds = (which: "oldValue" | "newValue") =>
    row.changes.every((change) =>
      sameDecimal(target.values[change.field]?.value ?? null, change[which]),
    );
  if (holds("newValue")) return { kind: "new" };
  if (holds("oldValue"))
    return { kind: target.version === row.version ? "old" : "touched" };
  return {
    kind: "other",
    holds: row.changes
      .map(
        ({ field, column }) =>
          `${column} ${target.values[field]?.value ?? "empty"}`,
      )
      .join(", "),
  };
}

function sameKey(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => a[name] === b[name])
  );
}

/** Rows by stage; a stage may have two. */
export function byStage(
  targets: readonly TargetRow[],
): ReadonlyMap<string, readonly TargetRow[]> {
  const map = new Map<string, TargetRow[]>();
  for (const target of targets) {
    const known = map.get(target.stageId);
    if (known) known.push(target);
    else map.set(target.stageId, [target]);
  }
  return map;
}
