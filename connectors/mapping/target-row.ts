import type { TargetRow } from "../connector.ts";
import type { ErpProfile } from "../profiles/profile.ts";
import type { SqlRow } from "../write-back/sql-session.ts";
import type { TargetShape } from "../write-back/target-shape.ts";
import { codeText, splitStageId } from "./target-key.ts";
import { targetMeaning } from "./target-values.ts";

/**
 * One answer of `targetRead` as a row of ours; `null` when the database matched a key
 * that is not the one asked for (its collation took one code for another).
 */
export function targetRow(
  profile: ErpProfile,
  shape: TargetShape,
  stageIds: readonly string[],
  row: SqlRow,
): TargetRow | null {
  const text = (name: string) => {
    const value = row[name];
    return value === null || value === undefined ? null : String(value);
  };
  const stageId = stageIds[Number(text("i"))];
  if (stageId === undefined) return null;
  const asked = splitStageId(stageId);
  for (const [index, { key }] of shape.keys.entries()) {
    if (key.means !== "item" && key.means !== "location") continue;
    const code = codeText(key, text(`c${index}`) ?? "");
    const same =
      key.case === "exact"
        ? code === asked[key.means]
        : code?.toLowerCase() === asked[key.means].toLowerCase();
    if (!same) return null;
  }
  const closed = (severity: "block" | "warn") =>
    shape.gates.flatMap((gate, index) =>
      gate.severity === severity && text(`g${index}`) !== "1"
        ? [gate.otherwise]
        : [],
    );
  return {
    stageId,
    entity: shape.table,
    key: Object.fromEntries(
      shape.keys.map(({ live }, index) => [live.name, text(`k${index}`) ?? ""]),
    ),
    version: shape.version ? text("v") : null,
    values: Object.fromEntries(
      shape.fields.map(({ name, live }) => [
        name,
        { column: live.name, value: text(`f_${name.toLowerCase()}`) },
      ]),
    ),
    closedGates: closed("block"),
    warnedGates: closed("warn"),
    targetMeaning: targetMeaning(profile, text("m")),
  };
}
