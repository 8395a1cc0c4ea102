import {
  type ChangeRow,
  type ChangeSet,
  type ChangeSetRequest,
  type FieldChange,
  newChangeSet,
  type PolicyField,
} from "../../../engine/contracts/index.ts";
import { patched } from "../policy-patch.ts";
import {
  change,
  found,
  memoryDigest,
  nextId,
  refusal,
  startJob,
  type World,
} from "./world.ts";

const columns: Readonly<Partial<Record<PolicyField, string>>> = {
  safetyStock: "SAFETY_QTY",
  reorderPoint: "MIN_QTY",
  orderUpTo: "MAX_QTY",
};

/** Plans a write: every stage of the run, against what the ERP holds. */
export function planWrite(
  world: World,
  author: string,
  request: ChangeSetRequest,
): { jobId: string; subjectId: string } {
  const id = nextId(world, "cs");
  world.changeSets.unshift(draft(id, author, request.runId, null));
  const jobId = startJob(world, {
    kind: "plan-write",
    subjectId: id,
    author,
    step: "Reading the ERP's rows",
    total: world.stages.length,
    finish: () => settle(world, id, plannedRows(world, request)),
  });
  change(world.changeSets, id, { jobId });
  return { jobId, subjectId: id };
}

/** Plans the way back from a written change set. */
export function planUndo(
  world: World,
  author: string,
  id: string,
): { jobId: string; subjectId: string } {
  const original = found(world.changeSets, id, "change set");
  const undoId = nextId(world, "cs");
  world.changeSets.unshift(draft(undoId, author, original.runId, id));
  const rows = (world.rows.get(id) ?? [])
    .filter((row) => row.state === "written")
    .map((row): ChangeRow => ({
      ...row,
      state: "pending",
      message: null,
      writtenAt: null,
      overridden: false,
      overrideReason: null,
      valueChange: row.valueChange === null ? null : -row.valueChange,
      changes: row.changes.map((one) => ({
        ...one,
        oldValue: one.newValue,
        newValue: one.oldValue,
      })),
    }));
  const jobId = startJob(world, {
    kind: "undo",
    subjectId: undoId,
    author,
    step: "Reading the ERP's rows",
    total: rows.length,
    finish: () => settle(world, undoId, rows),
  });
  change(world.changeSets, undoId, { jobId });
  return { jobId, subjectId: undoId };
}

/** Writes the approved rows, or only compares them; one row has been changed by somebody else. */
export function writeBack(
  world: World,
  author: string,
  id: string,
  dryRun: boolean,
): { jobId: string; subjectId: string } {
  const changeSet = found(world.changeSets, id, "change set");
  if (changeSet.state !== "approved" && !dryRun) {
    throw refusal(
      409,
      "Not approved",
      "the change set is not approved: another person must approve it first",
    );
  }
  const rows = world.rows.get(id) ?? [];
  const writable = rows.filter((row) => row.kind === "change");
  if (!dryRun) change(world.changeSets, id, { state: "writing" });
  const jobId = startJob(world, {
    kind: "write-back",
    subjectId: id,
    author,
    step: dryRun ? "Comparing rows" : "Writing rows",
    total: writable.length,
    tick: (done, from, job) => {
      for (const row of writable.slice(from, done)) {
        const conflict = row === writable[3] && changeSet.undoes === null;
        const state = conflict ? "conflict" : dryRun ? "pending" : "written";
        const message = conflict
          ? "the ERP's row was changed after the plan was made: left untouched"
          : dryRun
            ? "would be written"
            : null;
        if (!dryRun) {
          Object.assign(row, {
            state,
            message,
            writtenAt: conflict ? null : new Date().toISOString(),
          });
        }
        for (const listener of world.listeners) {
          listener(job, { kind: "row", stageId: row.stageId, state, message });
        }
      }
    },
    finish: () => {
      if (dryRun) return;
      const written = writable.filter((row) => row.state === "written");
      const failed = writable.length - written.length;
      change(world.changeSets, id, {
        state: failed > 0 ? "partly-written" : "written",
        counts: { ...changeSet.counts, written: written.length, failed },
      });
      if (changeSet.undoes) {
        change(world.changeSets, changeSet.undoes, { state: "undone" });
      }
    },
  });
  return { jobId, subjectId: id };
}

function draft(
  id: string,
  author: string,
  runId: string | null,
  undoes: string | null,
): ChangeSet {
  return newChangeSet({
    id,
    runId,
    undoes,
    connectionId: "sample",
    author,
    createdAt: new Date().toISOString(),
  });
}

function settle(world: World, id: string, rows: ChangeRow[]): void {
  const count = (kind: ChangeRow["kind"]) =>
    rows.filter((row) => row.kind === kind).length;
  world.rows.set(id, rows);
  change(world.changeSets, id, {
    state: "awaiting-approval",
    digest: memoryDigest(JSON.stringify(rows.map((row) => row.changes))),
    valueChange: rows
      .filter((row) => row.kind === "change")
      .reduce((sum, row) => sum + (row.valueChange ?? 0), 0),
    counts: {
      change: count("change"),
      unchanged: count("unchanged"),
      missing: count("missing"),
      conflict: count("conflict"),
      blocked: count("blocked"),
      written: 0,
      failed: 0,
    },
  });
}

function plannedRows(world: World, request: ChangeSetRequest): ChangeRow[] {
  const overrides = world.overrides.get(request.runId);
  const wanted = request.stageIds ? new Set(request.stageIds) : null;
  return (world.results.get(request.runId) ?? [])
    .filter((row) => !wanted || wanted.has(row.stageId))
    .map((row, index): ChangeRow => {
      const override = overrides?.get(row.stageId);
      const target = patched(row.recommended, override?.values ?? {});
      const changes = Object.entries(columns)
        .map(([name, column]): FieldChange => {
          const field = name as PolicyField;
          const old = row.current[field];
          const next = target[field];
          return {
            field,
            column,
            oldValue: old === null ? null : old.toFixed(3),
            newValue: next?.toFixed(3) ?? null,
          };
        })
        .filter((one) => one.oldValue !== one.newValue);
      const jump = Math.abs(
        ((target.reorderPoint ?? 0) - (row.current.reorderPoint ?? 0)) /
          Math.max(1, row.current.reorderPoint ?? 1),
      );
      const blocked = jump > (request.maxChange ?? 5);
      const missing = index === 17;
      return {
        stageId: row.stageId,
        key: { ITEM_NO: row.item, PLANT: row.location },
        entity: "ITEM_PLANT",
        kind: missing
          ? "missing"
          : blocked
            ? "blocked"
            : changes.length === 0
              ? "unchanged"
              : "change",
        version: "41",
        changes: missing ? [] : changes,
        guardrails:
          blocked || jump > 2
            ? [
                {
                  code: "max-change",
                  severity: blocked ? "block" : "warn",
                  message: `Min changes to ${(jump * 100).toFixed(0)} % away from the old value`,
                },
              ]
            : [],
        valueChange:
          (row.after.inventoryValue ?? 0) - (row.before.inventoryValue ?? 0),
        overridden: override !== undefined,
        overrideReason: override?.reason ?? null,
        state: "pending",
        message: missing ? "the ERP has no such row" : null,
        writtenAt: null,
      };
    });
}
