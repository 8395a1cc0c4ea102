import { changeSetDigest } from "../../connectors/write-back/digest.ts";
import { writeBack } from "../../connectors/write-back/write-back.ts";
import type { RowOutcome } from "../../connectors/write-back/write-back.ts";
import type {
  ChangeRow,
  ChangeSet,
  RowState,
} from "../../engine/contracts/index.ts";
import { statesBefore, writePermission } from "../approvals/states.ts";
import { FinalError } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import { changeSetOf, connectionOf, withErp } from "./change-set-access.ts";
import type { JobDependencies } from "./dependencies.ts";
import { dryRunSentence } from "./dry-run-sentence.ts";
import type { JobContext } from "./job-context.ts";
import type { TaskOf } from "./task.ts";

/**
 * Writes an approved change set into the ERP, or only tries.
 *
 * Safe to run again after a crash at any point: intent is journaled before the write, a row
 * that holds the new values is done, one that holds neither old nor new is a conflict, and
 * every write compares before it sets.
 */
export async function writeApproved(
  { changeSetId, dryRun }: TaskOf<"write-back">,
  context: JobContext,
  dependencies: JobDependencies,
): Promise<void> {
  const { store, now } = dependencies;
  const changeSet = await changeSetOf(store, changeSetId);
  if (!dryRun && endedBefore(changeSet, context)) return;
  const actor = await actorOf(store, context, changeSet);
  if (!dryRun) await beginWriting(store, changeSet, actor, context, now());

  const rows = await store.changeSets.rows(changeSetId);
  const open = rows.filter(isOpen).length;
  const counts = new Map<RowState, number>();
  let done = 0;
  context.progress({ step: stepOf(dryRun), done, total: open });
  await withErp(dependencies, changeSet, async (connector) => {
    const written = writeBack({
      rows,
      connector,
      actor,
      dryRun,
      now,
      signal: context.signal,
      chunkSize: chunkSize(open),
      journal: {
        settle: (outcomes) =>
          store.changeSets.settleRows(changeSetId, outcomes),
      },
    });
    for await (const outcomes of written) {
      count(counts, outcomes);
      done += outcomes.length;
      context.progress({ step: stepOf(dryRun), done, total: open });
    }
  });
  if (dryRun) await tellDryRun(store, changeSetId, actor, counts, now());
  else await endWriting(store, changeSet, actor, now());
  const step = dryRun ? dryRunSentence(counts) : "Written and read back";
  context.progress({ step, done: open, total: open });
}

/** An earlier delivery of this very job wrote everything and was cut off before it could say so. */
function endedBefore(changeSet: ChangeSet, { jobId }: JobContext): boolean {
  return (
    changeSet.jobId === jobId &&
    (changeSet.state === "written" || changeSet.state === "undone")
  );
}

/** Moves to `writing` and checks, right before the first write, that these rows are approved. */
async function beginWriting(
  store: Store,
  changeSet: ChangeSet,
  actor: string,
  context: JobContext,
  now: string,
): Promise<void> {
  const { id } = changeSet;
  await store.transaction(async (kept) => {
    const rows = await kept.changeSets.rows(id);
    const permission = writePermission(
      changeSet,
      changeSetDigest(rows),
      await connectionOf(kept, changeSet),
    );
    if (permission.kind === "refused") throw new FinalError(permission.reason);
    // Found writing: an earlier delivery of this job was cut off, and this one goes on.
    if (changeSet.state === "writing") return;
    const moved = await kept.changeSets.move(
      id,
      statesBefore("writing"),
      "writing",
      null,
    );
    if (!moved) throw new FinalError(`change set ${id} moved on meanwhile`);
    if (changeSet.state === "partly-written") {
      await kept.changeSets.settleRows(id, triedAgain(rows, now));
    }
    await kept.log.append({
      at: now,
      actor,
      action: "write-back.started",
      subject: id,
      detail: {
        jobId: context.jobId,
        digest: changeSet.approval?.digest ?? null,
        approvedBy: changeSet.approval?.by ?? null,
      },
    });
  });
}

/** What an earlier write-back could not do is open again: its old values still guard it. */
function triedAgain(
  rows: readonly ChangeRow[],
  at: string,
): readonly RowOutcome[] {
  return rows
    .filter(
      ({ kind, state, writtenAt }) =>
        kind === "change" &&
        writtenAt === null &&
        ["failed", "conflict", "missing"].includes(state),
    )
    .map(({ stageId }) => ({
      stageId,
      state: "pending",
      message: "tried again",
      at,
    }));
}

async function endWriting(
  store: Store,
  changeSet: ChangeSet,
  actor: string,
  now: string,
): Promise<void> {
  await store.transaction(async (kept) => {
    const rows = await kept.changeSets.rows(changeSet.id);
    const counts = new Map<RowState, number>();
    count(
      counts,
      rows.filter(({ kind }) => kind === "change"),
    );
    const done =
      (counts.get("written") ?? 0) + (counts.get("already-written") ?? 0);
    const all = [...counts.values()].reduce((sum, number) => sum + number, 0);
    const state = done === all ? "written" : "partly-written";
    const moved = await kept.changeSets.move(
      changeSet.id,
      ["writing"],
      state,
      null,
    );
    if (!moved) return;
    if (changeSet.undoes !== null && state === "written") {
      await kept.changeSets.move(
        changeSet.undoes,
        statesBefore("undone"),
        "undone",
      );
    }
    await kept.log.append({
      at: now,
      actor,
      action: `change-set.${state}`,
      subject: changeSet.id,
      detail: { undoes: changeSet.undoes, ...Object.fromEntries(counts) },
    });
  });
}

async function tellDryRun(
  store: Store,
  id: string,
  actor: string,
  counts: ReadonlyMap<RowState, number>,
  now: string,
): Promise<void> {
  await store.log.append({
    at: now,
    actor,
    action: "write-back.dry-run",
    subject: id,
    detail: Object.fromEntries(counts),
  });
}

/** Small enough that a person sees it move, large enough to be fast. */
function chunkSize(rows: number): number {
  return Math.min(4000, Math.max(100, Math.ceil(rows / 20)));
}

async function actorOf(
  store: Store,
  context: JobContext,
  changeSet: ChangeSet,
): Promise<string> {
  const job = await store.jobs.find(context.jobId);
  return job?.author ?? changeSet.author;
}

function isOpen({ kind, state }: ChangeRow): boolean {
  return kind === "change" && (state === "pending" || state === "intended");
}

function count(
  counts: Map<RowState, number>,
  rows: readonly { readonly state: RowState }[],
): void {
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
}

function stepOf(dryRun: boolean): string {
  return dryRun ? "Comparing with the ERP" : "Writing to the ERP";
}
