import type {
  ChangeRow,
  ChangeSet,
  Override,
  Totals,
} from "../../engine/contracts/index.ts";
import { totalsOf, withOverride } from "../../engine/index.ts";
import type { Store } from "../store/store.ts";

/**
 * Money and service over the rows that a change set changes; `null` for one without a run or
 * without a change, and for an undo, whose values no optimization has weighed.
 */
export async function changeSetTotals(
  store: Store,
  changeSet: ChangeSet,
  rows: readonly ChangeRow[],
): Promise<Totals | null> {
  if (changeSet.runId === null || changeSet.undoes !== null) return null;
  const changed = new Map(
    rows
      .filter(({ kind }) => kind === "change")
      .map((row) => [row.stageId, row]),
  );
  if (changed.size === 0) return null;
  const run = await store.runs.find(changeSet.runId);
  if (!run) return null;
  const planned = (await store.runs.rows(run.id)).flatMap((kept) => {
    const row = changed.get(kept.stageId);
    if (!row) return [];
    const recommendation = { ...kept, explanations: [] };
    return row.overridden
      ? [withOverride(recommendation, plannedOverride(changeSet, row))]
      : [recommendation];
  });
  return totalsOf(planned, run.scenario.holdingRatePerYear);
}

/** The override as it was planned: the planner may have changed his mind since. */
function plannedOverride(changeSet: ChangeSet, row: ChangeRow): Override {
  return {
    stageId: row.stageId,
    // What the ERP will hold is in its words, and fields that it holds already are no change.
    values:
      row.policy ??
      Object.fromEntries(
        row.changes.map(({ field, newValue }) => [
          field,
          newValue === null ? null : Number(newValue),
        ]),
      ),
    reason: row.overrideReason ?? "",
    author: changeSet.author,
    at: changeSet.createdAt,
  };
}
