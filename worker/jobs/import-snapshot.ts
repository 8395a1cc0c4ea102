import type { Receipt } from "../../engine/contracts/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { JobDependencies } from "./dependencies.ts";
import { snapshotDigest } from "./digest.ts";
import type { JobContext } from "./job-context.ts";
import { startJob } from "./start-job.ts";
import type { TaskOf } from "./task.ts";

/**
 * Reads an ERP into a snapshot and has it audited and forecast. Safe to run again: the snapshot
 * is kept as a whole and only once, and the ids of both jobs follow from the import's.
 */
export async function importSnapshot(
  { snapshotId, connectionId }: TaskOf<"import">,
  context: JobContext,
  { store, connect, now }: JobDependencies,
): Promise<void> {
  // An earlier delivery kept it: a snapshot that others may build on never changes.
  const earlier = await store.snapshots.summary(snapshotId);
  if (earlier?.state === "ready") return;
  const connection = await store.connections.find(connectionId);
  if (!connection) throw new FinalError(`connection ${connectionId} is gone`);

  const connector = await connect(connection);
  const draft = await connector
    .readSnapshot({ ...context, today: now().slice(0, 10) })
    .finally(() => connector.close());
  context.signal.throwIfAborted();
  if (draft.stages.length === 0) {
    throw new FinalError(
      `connection ${connectionId} holds no item at any location: look at its import findings and its mapping`,
    );
  }

  const { findings, ...content } = draft;
  const stages = content.stages
    .map((stage) => ({ ...stage, receipts: stage.receipts.toSorted(byDay) }))
    .sort((a, b) => order(a.id, b.id));
  const links = [...content.links].sort(
    (a, b) => order(a.from, b.from) || order(a.to, b.to),
  );
  context.progress({
    step: "Keeping the snapshot",
    done: stages.length,
    total: stages.length,
  });
  const at = now();
  const digest = snapshotDigest({ ...content, takenAt: at, stages, links });
  const job = await store.jobs.find(context.jobId);
  const author = job?.author ?? "stockwright";

  await store.transaction(async (kept) => {
    await kept.snapshots.save(
      {
        ...content,
        id: snapshotId,
        connectionId,
        digest,
        takenAt: at,
        stages,
        links,
      },
      findings,
    );
    for (const kind of ["audit", "forecast"] as const) {
      await startJob(kept, {
        jobId: `${context.jobId}-${kind}`,
        task: { kind, snapshotId },
        subjectId: snapshotId,
        author,
        now: at,
      });
    }
    await kept.log.append({
      at,
      actor: author,
      action: "snapshot.imported",
      subject: snapshotId,
      detail: { connectionId, digest, stages: stages.length },
    });
  });
}

/** The digest must not depend on the order in which the ERP's rows came. */
function byDay(a: Receipt, b: Receipt): number {
  return (
    order(a.receivedOn, b.receivedOn) ||
    order(a.shipment, b.shipment) ||
    order(a.orderedOn ?? "", b.orderedOn ?? "") ||
    (a.quantity ?? 0) - (b.quantity ?? 0)
  );
}

/** By UTF-16 code units: the same on every machine. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
