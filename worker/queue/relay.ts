import type { Store } from "../store/store.ts";
import type { JobQueue } from "./queue.ts";

/** Jobs moved in one go. */
const batch = 100;

export interface Relay {
  /** Moves what waits now; call it after an enqueue. Never throws. */
  nudge(): void;
  /** Moves what waits and resolves when the outbox was seen empty. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Moves the store's outbox to the queue: at once on a nudge, and on a timer for what
 * another process left behind.
 *
 * At least once: a job is taken out of the outbox after the queue has it, and the queue
 * adds an id once, so any number of processes may relay the same outbox.
 */
export function startRelay(options: {
  readonly store: { readonly jobs: Pick<Store["jobs"], "outbox" | "sent"> };
  readonly queue: Pick<JobQueue, "add">;
  readonly everyMilliseconds?: number;
  readonly onError?: (error: Error) => void;
}): Relay {
  const { store, queue, everyMilliseconds = 2_000, onError } = options;
  let moving: Promise<void> | null = null;
  let again = false;
  let closed = false;

  const moveAll = async () => {
    try {
      while (again && !closed) {
        again = false;
        let jobs = await store.jobs.outbox(batch);
        while (jobs.length > 0 && !closed) {
          for (const job of jobs) await queue.add(job);
          await store.jobs.sent(jobs.map((job) => job.jobId));
          jobs = await store.jobs.outbox(batch);
        }
      }
    } finally {
      // In the same breath as the last look at `again`: no call falls in between.
      moving = null;
    }
  };

  /** One move at a time; who asks meanwhile gets a further look before it ends. */
  const move = (): Promise<void> => {
    if (closed) return Promise.resolve();
    again = true;
    moving ??= moveAll();
    return moving;
  };

  const nudge = () => {
    move().catch((error: unknown) => onError?.(error as Error));
  };
  const timer = setInterval(nudge, everyMilliseconds);
  timer.unref();
  nudge();

  return {
    nudge,
    flush: move,
    async close() {
      closed = true;
      clearInterval(timer);
      await moving?.catch(() => undefined);
    },
  };
}
