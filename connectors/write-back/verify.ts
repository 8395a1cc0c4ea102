import type { ChangeRow, FieldChange } from "../../engine/contracts/index.ts";
import type { TargetRow } from "../connector.ts";
import { byStage, standingOf } from "./standing.ts";

/** Whether a written row still holds what was written. */
export interface Verification {
  readonly stageId: string;
  readonly kind: "holds" | "changed-since" | "missing";
  readonly message: string | null;
}

const isWritten = ({ state }: ChangeRow) =>
  state === "written" || state === "already-written";

/** Compares every written row with a fresh read of the ERP. */
export function verifyRows(
  rows: readonly ChangeRow[],
  targets: readonly TargetRow[],
): readonly Verification[] {
  const found = byStage(targets);
  return rows.filter(isWritten).map((row): Verification => {
    const { stageId } = row;
    const standing = standingOf(row, found.get(stageId) ?? []);
    switch (standing.kind) {
      case "new":
        return { stageId, kind: "holds", message: null };
      case "missing":
        return {
          stageId,
          kind: "missing",
          message: "the ERP has no such row any more",
        };
      case "old":
      case "touched":
        return {
          stageId,
          kind: "changed-since",
          message: "the ERP holds the values from before the write",
        };
      case "other":
        return {
          stageId,
          kind: "changed-since",
          message: `the ERP holds ${standing.holds}`,
        };
    }
  });
}

/**
 * A change set that takes the written rows back: it expects our values, so that nothing
 * somebody did since is lost.
 *
 * @param rows - the change set after its write-back
 * @param targets - a fresh read of the same stages
 */
export function undoRows(
  rows: readonly ChangeRow[],
  targets: readonly TargetRow[],
): readonly ChangeRow[] {
  const found = byStage(targets);
  return rows.filter(isWritten).map((row): ChangeRow => {
    const standing = standingOf(row, found.get(row.stageId) ?? []);
    const target = found
      .get(row.stageId)
      ?.find(({ key }) => keysAgree(key, row.key));
    const changes = row.changes.map(
      ({ field, column, oldValue, newValue }): FieldChange => ({
        field,
        column,
        oldValue: newValue,
        newValue: oldValue,
      }),
    );
    // The values before ours are the ERP's: no policy of ours stands behind them.
    const { policy: _policy, overrideAuthor: _author, ...kept } = row;
    const base = {
      ...kept,
      version: target?.version ?? null,
      changes,
      guardrails: [],
      valueChange: row.valueChange === null ? null : -row.valueChange,
      overridden: false,
      overrideReason: null,
      writtenAt: null,
    };
    const skipped = (kind: ChangeRow["kind"], message: string): ChangeRow => ({
      ...base,
      kind,
      state: "skipped",
      message,
    });
    switch (standing.kind) {
      case "new":
        return { ...base, kind: "change", state: "pending", message: null };
      case "missing":
        return skipped("missing", "the ERP has no such row any more");
      case "old":
      case "touched":
        return skipped("unchanged", "the ERP holds the old values already");
      case "other":
        return skipped(
          "conflict",
          `changed since our write: the ERP holds ${standing.holds}`,
        );
    }
  });
}

const keysAgree = (
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
) => Object.keys(b).every((name) => a[name] === b[name]);
