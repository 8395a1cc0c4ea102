import { randomUUID } from "node:crypto";
import type { Job, JobKind } from "../../engine/contracts/index.ts";
import type { Store } from "../store/store.ts";
import type { Task } from "./task.ts";

/** A job as somebody asks for it. */
export interface JobRequest {
  readonly task: Task & { readonly kind: JobKind };
  /** Snapshot, run or change set it works on. */
  readonly subjectId: string;
  readonly author: string;
  readonly now: string;
  /** Chosen by the caller when a second call must not start a second job. */
  readonly jobId?: string;
}

/**
 * Keeps a job and hands it to the queue through the outbox. Call it inside the transaction
 * that keeps the job's subject, so that neither exists without the other.
 */
export async function startJob(
  store: Store,
  request: JobRequest,
): Promise<Job> {
  const id = request.jobId ?? randomUUID();
  const existing = request.jobId ? await store.jobs.find(id) : null;
  if (existing) return existing;

  const { kind } = request.task;
  const job: Job = {
    id,
    kind,
    state: "queued",
    subjectId: request.subjectId,
    author: request.author,
    progress: null,
    createdAt: request.now,
    startedAt: null,
    finishedAt: null,
    attempts: 0,
    error: null,
  };
  await store.jobs.enqueue(job, request.task);
  return job;
}
