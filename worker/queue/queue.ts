/** One delivery of a job. Runs at least once: after a crash the same job comes again. */
export interface Delivery {
  readonly jobId: string;
  readonly kind: string;
  readonly payload: unknown;
  /** 1 the first time. */
  readonly attempt: number;
  /** Aborts on shutdown; the job is then delivered again elsewhere. */
  readonly signal: AbortSignal;
}

/** Thrown by a handler for what no retry can mend. */
export class FinalError extends Error {
  override readonly name = "FinalError";
}

/** BullMQ on PGlite, PostgreSQL or Redis: one factory, one contract suite over the three. */
export interface JobQueue {
  /** A job id that the queue holds already is not added twice. */
  add(job: {
    readonly jobId: string;
    readonly kind: string;
    readonly payload: unknown;
  }): Promise<void>;
  /** Starts handling. `onFailed` hears the failures that will not be retried. */
  work(
    handler: (delivery: Delivery) => Promise<void>,
    options: {
      readonly concurrency: number;
      readonly onFailed: (jobId: string, error: Error) => Promise<void>;
    },
  ): Promise<QueueWorker>;
  counts(): Promise<{
    readonly waiting: number;
    readonly active: number;
    readonly failed: number;
  }>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface QueueWorker {
  /** Lets running jobs finish for `graceMilliseconds`, then gives them back. */
  close(graceMilliseconds: number): Promise<void>;
}
