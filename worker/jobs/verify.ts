import { verifyRows } from "../../connectors/write-back/verify.ts";
import type { RowOutcome } from "../../connectors/write-back/write-back.ts";
import { changeSetOf, settledRows, withErp } from "./change-set-access.ts";
import type { JobDependencies } from "./dependencies.ts";
import type { JobContext } from "./job-context.ts";
import type { TaskOf } from "./task.ts";

/**
 * Reads the ERP again and marks the rows that no longer hold what was written. Safe to run
 * again: it writes nothing to the ERP, and journals only what differs from what is kept.
 */
export async function verify(
  { changeSetId }: TaskOf<"verify">,
  context: JobContext,
  dependencies: JobDependencies,
): Promise<void> {
  const { store, now } = dependencies;
  const changeSet = await changeSetOf(store, changeSetId);
  const kept = await store.changeSets.rows(changeSetId);
  const written = settledRows(kept);
  const total = written.length;
  context.progress({ step: "Reading the ERP's rows", done: 0, total });

  const targets = await withErp(dependencies, changeSet, (connector) =>
    connector.readTarget(written.map(({ stageId }) => stageId)),
  );
  context.signal.throwIfAborted();
  const byStage = new Map(kept.map((row) => [row.stageId, row]));
  const found = verifyRows(written, targets).filter(
    // What was only intended and did not arrive is for the write-back to finish.
    ({ stageId, kind }) =>
      kind === "holds" || byStage.get(stageId)!.state !== "intended",
  );
  const at = now();
  const news = found.flatMap(({ stageId, kind, message }): RowOutcome[] => {
    const row = byStage.get(stageId)!;
    if (kind !== "holds") {
      const state = kind === "missing" ? "missing" : "conflict";
      const same = row.state === state && row.message === message;
      return same ? [] : [{ stageId, state, message, at }];
    }
    if (row.state === "written" || row.state === "already-written") return [];
    // It holds again: the time of its writing stays what it was.
    const since = row.writtenAt ?? at;
    return [{ stageId, state: "written", message: null, at: since }];
  });

  const differing = found.filter(({ kind }) => kind !== "holds").length;
  const job = await store.jobs.find(context.jobId);
  await store.transaction(async (transaction) => {
    await transaction.changeSets.settleRows(changeSetId, news);
    await transaction.log.append({
      at,
      actor: job?.author ?? changeSet.author,
      action: "change-set.verified",
      subject: changeSetId,
      detail: { rows: found.length, differing },
    });
  });
  const step =
    differing === 0
      ? `The ERP holds all ${found.length} rows as written`
      : `${differing} of ${found.length} rows no longer hold what was written`;
  context.progress({ step, done: total, total });
}
