import { RefusedError as ErpRefusedError } from "../../connectors/connector.ts";
import type { Job } from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { Delivery } from "../queue/queue.ts";
import { RefusedError } from "../store/refused.ts";
import { auditKept } from "./audit-snapshot.ts";
import type { JobDependencies } from "./dependencies.ts";
import { forecastKept } from "./forecast.ts";
import { frontierStudy } from "./frontier.ts";
import { importSnapshot } from "./import-snapshot.ts";
import { CancelledError, throttled } from "./job-context.ts";
import type { JobContext } from "./job-context.ts";
import { gatherRun, optimize, optimizeChunk } from "./optimize.ts";
import { planUndo } from "./plan-undo.ts";
import { planWrite } from "./plan-write.ts";
import { isSettled, settleCancelled, settleFailed } from "./settle.ts";
import { jobOfDelivery, taskSchema } from "./task.ts";
import type { Task } from "./task.ts";
import { replayStudy } from "./simulate.ts";
import { startStudy, studyChunk } from "./study.ts";
import { verify } from "./verify.ts";
import { writeApproved } from "./write-back.ts";

/** Milliseconds between two looks for a cancellation. */
const watchInterval = 300;
/** Milliseconds between two progress reports that are kept. */
const reportInterval = 250;

/** Handles what the queue delivers: finds the job, runs it, and keeps how it ended. */
export interface JobHandler {
  readonly handle: (delivery: Delivery) => Promise<void>;
  /** For deliveries that the queue gives up. */
  readonly onFailed: (deliveryId: string, error: Error) => Promise<void>;
}

/** The handler over these dependencies. A delivery may come twice: a settled job is left alone. */
export function jobHandler(dependencies: JobDependencies): JobHandler {
  const { store, now } = dependencies;
  return {
    handle: async (delivery) => {
      const job = await store.jobs.find(jobOfDelivery(delivery.jobId));
      if (!job || isSettled(job)) return;
      if (await store.jobs.cancelRequested(job.id)) {
        return settleCancelled(store, job, now());
      }
      const parsed = taskSchema.safeParse(delivery.payload);
      if (!parsed.success) {
        throw new FinalError(`job ${job.id} carries an unknown task`);
      }
      if (delivery.jobId === job.id) {
        const begun = { at: now(), attempts: delivery.attempt };
        if (!(await store.jobs.begin(job.id, begun))) {
          return settleCancelled(store, job, now());
        }
      }
      await watched(dependencies, job, delivery, parsed.data);
    },
    onFailed: async (deliveryId, error) => {
      const job = await store.jobs.find(jobOfDelivery(deliveryId));
      if (job && !isSettled(job)) await settleFailed(store, job, error, now());
    },
  };
}

/** Runs a task while somebody looks for a cancellation and carries its progress. */
async function watched(
  dependencies: JobDependencies,
  job: Job,
  delivery: Delivery,
  task: Task,
): Promise<void> {
  const { store, now } = dependencies;
  const stop = new AbortController();
  const watch = setInterval(() => {
    store.jobs.cancelRequested(job.id).then(
      (asked) => asked && stop.abort(new CancelledError()),
      // The store is away for a moment: the job itself will notice if it stays so.
      () => undefined,
    );
  }, watchInterval);
  const reports = throttled(
    (progress) => store.jobs.progress(job.id, progress),
    reportInterval,
  );
  try {
    const ended = await perform(
      task,
      {
        jobId: job.id,
        signal: AbortSignal.any([delivery.signal, stop.signal]),
        progress: reports.progress,
      },
      dependencies,
    );
    await reports.flush();
    dependencies.nudge();
    if (ended) {
      await store.jobs.update(
        job.id,
        { state: "done", finishedAt: now() },
        // Already done where the work kept its end together with its result.
        ["queued", "running"],
      );
    }
  } catch (error) {
    await reports.flush();
    if (stop.signal.aborted) return await settleCancelled(store, job, now());
    // No retry mends bad input; anything else may be a passing trouble.
    if (isFinal(error)) throw new FinalError(error.message);
    throw error;
  } finally {
    clearInterval(watch);
  }
}

function isFinal(error: unknown): error is Error {
  return (
    error instanceof InputError ||
    error instanceof RefusedError ||
    error instanceof ErpRefusedError
  );
}

/** Answers whether the job has ended; an optimization ends with its gathering. */
async function perform(
  task: Task,
  context: JobContext,
  dependencies: JobDependencies,
): Promise<boolean> {
  switch (task.kind) {
    case "import":
      await importSnapshot(task, context, dependencies);
      return true;
    case "audit":
      await auditKept(task, context, dependencies);
      return true;
    case "forecast":
      await forecastKept(task, context, dependencies);
      return true;
    case "optimize":
      await optimize(task, context, dependencies);
      return false;
    case "optimize-chunk":
      await optimizeChunk(task, context, dependencies);
      return false;
    case "optimize-gather":
      await gatherRun(task, context, dependencies);
      return true;
    case "frontier":
      await startStudy(frontierStudy(task), context, dependencies);
      return false;
    case "frontier-chunk":
      await studyChunk(frontierStudy(task), task.chunk, context, dependencies);
      return false;
    case "frontier-gather":
      await frontierStudy(task).gather(context, dependencies);
      return true;
    case "simulate":
      await startStudy(replayStudy(task), context, dependencies);
      return false;
    case "simulate-chunk":
      await studyChunk(replayStudy(task), task.chunk, context, dependencies);
      return false;
    case "simulate-gather":
      await replayStudy(task).gather(context, dependencies);
      return true;
    case "plan-write":
      await planWrite(task, context, dependencies);
      return true;
    case "write-back":
      await writeApproved(task, context, dependencies);
      return true;
    case "verify":
      await verify(task, context, dependencies);
      return true;
    case "undo":
      await planUndo(task, context, dependencies);
      return true;
  }
}
