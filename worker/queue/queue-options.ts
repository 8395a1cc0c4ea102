/** How patient the queue is. The defaults are for production; tests shorten the times. */
export interface QueueTuning {
  /** Queues of different names share nothing. */
  readonly name?: string;
  /** Deliveries of a failing job before it fails for good. */
  readonly attempts?: number;
  /** Wait before the second delivery; it doubles with each one after. */
  readonly backoffMilliseconds?: number;
  /** A worker that is silent this long has lost its jobs. */
  readonly lockMilliseconds?: number;
  /** Hears what goes wrong between jobs, as a lost connection. */
  readonly onError?: (error: Error) => void;
}

/** Every setting decided. */
export function tuned(tuning: QueueTuning): Required<QueueTuning> {
  return {
    name: tuning.name ?? "stockwright",
    attempts: tuning.attempts ?? 5,
    backoffMilliseconds: tuning.backoffMilliseconds ?? 1_000,
    lockMilliseconds: tuning.lockMilliseconds ?? 10_000,
    onError: tuning.onError ?? (() => undefined),
  };
}
