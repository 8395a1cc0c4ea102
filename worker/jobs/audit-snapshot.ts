import { FinalError } from "../queue/queue.ts";
import { auditInProcess } from "../threads/auditor.ts";
import type { JobDependencies } from "./dependencies.ts";
import type { JobContext } from "./job-context.ts";
import type { TaskOf } from "./task.ts";

/** Looks for what is wrong in a snapshot. Safe to run again: the findings are replaced. */
export async function auditKept(
  { snapshotId }: TaskOf<"audit">,
  context: JobContext,
  { store, audit = auditInProcess }: JobDependencies,
): Promise<void> {
  const summary = await store.snapshots.summary(snapshotId);
  if (summary?.state !== "ready") {
    throw new FinalError(`snapshot ${snapshotId} is not ready`);
  }
  const total = summary.stages;
  context.progress({ step: "Auditing the data", done: 0, total });
  const stages = await store.snapshots.stages(snapshotId);
  const links = await store.snapshots.links(snapshotId);
  context.signal.throwIfAborted();

  const { period, takenAt } = summary;
  const findings = await audit(
    { stages, links, period, asOf: takenAt.slice(0, 10) },
    context.signal,
  );
  await store.snapshots.saveFindings(snapshotId, findings);
  context.progress({ step: "Audited", done: total, total });
}
