import type { Job } from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";

/** Whether a job has come to its end; a further delivery of it is nothing to do. */
export function isSettled(job: Job): boolean {
  return ["done", "failed", "cancelled"].includes(job.state);
}

/** States of a job that has not come to its end. */
const open: readonly Job["state"][] = ["queued", "running"];

/** Marks a job and what it was making as failed. Safe to run again. */
export async function settleFailed(
  store: Store,
  job: Job,
  error: Error,
  now: string,
): Promise<void> {
  const message = messageOf(error);
  await store.transaction(async (kept) => {
    const failed = await kept.jobs.update(
      job.id,
      { state: "failed", error: message, finishedAt: now },
      open,
    );
    if (!failed) return;
    await settleSubject(kept, job, "failed", message, now);
    await kept.log.append({
      at: now,
      actor: job.author,
      action: `${job.kind}.failed`,
      subject: job.subjectId,
      detail: { jobId: job.id, error: message },
    });
  });
}

/** Marks a job and what it was making as cancelled. Safe to run again. */
export async function settleCancelled(
  store: Store,
  job: Job,
  now: string,
  from = open,
): Promise<void> {
  await store.transaction(async (kept) => {
    const cancelled = await kept.jobs.update(
      job.id,
      { state: "cancelled", finishedAt: now },
      from,
    );
    if (!cancelled) return;
    await settleSubject(kept, job, "cancelled", "cancelled", now);
    await kept.log.append({
      at: now,
      actor: job.author,
      action: `${job.kind}.cancelled`,
      subject: job.subjectId,
      detail: { jobId: job.id },
    });
  });
}

/**
 * Asks a job to stop. One that nobody has begun stops at once, a running one at its next step.
 *
 * @returns false when the job has ended already
 */
export async function cancelJob(
  store: Store,
  job: Job,
  actor: string,
  now: string,
): Promise<boolean> {
  if (!(await store.jobs.requestCancel(job.id))) return false;
  await store.log.append({
    at: now,
    actor,
    action: "job.cancel-requested",
    subject: job.id,
    detail: { kind: job.kind, subjectId: job.subjectId },
  });
  // Whoever begins it from now on sees the request; who has begun it lets go by itself.
  await settleCancelled(store, job, now, ["queued"]);
  return true;
}

/** What people are told of an error: ours as we wrote it, others without what may be secret. */
export function messageOf(error: Error): string {
  if (error instanceof InputError || error instanceof FinalError) {
    return error.message;
  }
  return error.message
    .replaceAll(/\b(pwd|password|uid|user id)\s*=\s*[^;]*/gi, "$1=…")
    .replaceAll(/:\/\/[^@/\s]+@/g, "://…@");
}

async function settleSubject(
  store: Store,
  job: Job,
  state: "failed" | "cancelled",
  message: string,
  now: string,
): Promise<void> {
  const id = job.subjectId;
  switch (job.kind) {
    case "import":
    case "audit":
      return store.snapshots.fail(id, message);
    case "optimize":
      await store.runs.update(
        id,
        {
          state,
          error: state === "failed" ? message : null,
          finishedAt: now,
        },
        ["queued", "running"],
      );
      return;
    case "plan-write":
    case "undo":
      await store.changeSets.move(id, ["planning"], "failed", message);
      return;
    case "write-back":
      // What was written stays written, and the rest may be tried again.
      await store.changeSets.move(id, ["writing"], "partly-written", message);
      return;
    case "forecast":
    case "simulate":
    case "frontier":
    case "verify":
      return;
  }
}
