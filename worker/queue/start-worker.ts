import {
  DelayedError,
  UnrecoverableError,
  WaitingError,
  type Job,
} from "bullmq";
import type { Backend } from "./backends.ts";
import type { JobData } from "./job-data.ts";
import type { QueueTuning } from "./queue-options.ts";
import type { Delivery, JobQueue, QueueWorker } from "./queue.ts";

type Handler = Parameters<JobQueue["work"]>[0];
type WorkOptions = Parameters<JobQueue["work"]>[1];

/** Times a job may lose its worker before it fails: high, for a restart is nobody's fault. */
const maxStalledCount = 25;
/** Bound on every start, whatever ended the one before: a job that kills each worker ends. */
const maxStartedAttempts = 100;
/** After the shutdown signal, how long a handler may take to let go. */
const letGoMilliseconds = 2_000;

/** Takes jobs from the queue until it is closed. */
export async function startWorker(
  backend: Backend,
  settings: Required<QueueTuning>,
  handler: Handler,
  { concurrency, onFailed }: WorkOptions,
): Promise<QueueWorker> {
  const { name, lockMilliseconds, onError } = settings;
  const running = new Map<string, AbortController>();
  const idle = new Set<() => void>();
  let closing = false;

  const worker = backend.worker(
    name,
    async (job, token) => {
      if (closing) return giveBack(job, token);
      const abort = new AbortController();
      running.set(bullIdOf(job), abort);
      try {
        await handler(deliveryOf(job, abort.signal));
      } catch (error) {
        if (closing && abort.signal.aborted && !isFinal(error)) {
          return await giveBack(job, token);
        }
        return await fail(job, token, error, settings, onFailed);
      } finally {
        running.delete(bullIdOf(job));
        if (running.size === 0) for (const wake of idle) wake();
      }
    },
    {
      concurrency,
      lockDuration: lockMilliseconds,
      stalledInterval: lockMilliseconds / 2,
      maxStalledCount,
      maxStartedAttempts,
    },
  );
  worker.on("error", onError);
  // Another worker may have the job by now: this one must let go.
  worker.on("lockRenewalFailed", (ids) => {
    for (const id of ids) running.get(id)?.abort(new Error("lost the job"));
  });
  // What BullMQ itself gave up on never reached our handler.
  worker.on("failed", (job, error) => {
    if (!job || error instanceof ToldError) return;
    if (job.finishedOn === undefined || job.finishedOn === null) return;
    onFailed(job.data.jobId, error).catch(onError);
  });

  const allDone = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      if (running.size === 0) return resolve();
      const wake = () => {
        clearTimeout(timer);
        idle.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      idle.add(wake);
    });

  // Closed before it is ready, it would keep a connection that nobody gives back.
  await worker.waitUntilReady();

  return {
    async close(graceMilliseconds) {
      closing = true;
      await worker.pause(true);
      await allDone(graceMilliseconds);
      for (const abort of running.values()) abort.abort(new Error("shutdown"));
      await allDone(letGoMilliseconds);
      // A handler that did not let go keeps its job until the lock runs out; then it comes again.
      await worker.close(running.size > 0);
    },
  };
}

function deliveryOf(job: Job<JobData>, signal: AbortSignal): Delivery {
  return {
    jobId: job.data.jobId,
    kind: job.name,
    payload: job.data.payload,
    attempt: Math.max(1, job.attemptsStarted),
    signal,
  };
}

/** Back to the front door of the queue, without counting as an attempt. */
async function giveBack(
  job: Job<JobData>,
  token: string | undefined,
): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError("given back on shutdown");
}

/** Tells apart what was told to `onFailed` already. */
class ToldError extends UnrecoverableError {}

/**
 * A failure that no retry follows is told first and marked in the queue then: who is
 * killed in between tells it again, and nobody waits for a job that has failed.
 */
async function fail(
  job: Job<JobData>,
  token: string | undefined,
  thrown: unknown,
  { backoffMilliseconds, onError }: Required<QueueTuning>,
  onFailed: WorkOptions["onFailed"],
): Promise<never> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const last = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  if (!isFinal(error) && !last) throw error;
  try {
    await onFailed(job.data.jobId, error);
  } catch (untold) {
    onError(untold as Error);
    // The job comes again, and with it the chance to tell.
    await job.moveToDelayed(Date.now() + backoffMilliseconds, token);
    throw new DelayedError("its failure could not be kept");
  }
  throw new ToldError(error.message);
}

function isFinal(error: unknown): boolean {
  return error instanceof Error && error.name === "FinalError";
}

function bullIdOf(job: Job<JobData>): string {
  return job.id ?? job.data.jobId;
}
