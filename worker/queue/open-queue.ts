import type { PGlite } from "@electric-sql/pglite";
import { connectBackend, type BullQueue, type QueuePlace } from "./backends.ts";
import { bullId } from "./job-data.ts";
import { tuned, type QueueTuning } from "./queue-options.ts";
import type { JobQueue } from "./queue.ts";
import { startWorker } from "./start-worker.ts";

/** How long an answer may take before the queue counts as out of reach. */
const pingMilliseconds = 5_000;

/** Seconds for which a finished job's id is remembered, so that it is not added again. */
const day = 86_400;

/** Opens the queue where it lives. Close its workers first, then the queue. */
export async function openQueue(
  place: QueuePlace,
  tuning: QueueTuning = {},
): Promise<JobQueue> {
  const settings = tuned(tuning);
  const backend = await connectBackend(place);
  const queue = backend.queue(settings.name, {
    defaultJobOptions: {
      attempts: settings.attempts,
      backoff: { type: "exponential", delay: settings.backoffMilliseconds },
      removeOnComplete: { age: 7 * day, count: 10_000 },
      removeOnFail: { age: 30 * day, count: 10_000 },
    },
  });
  queue.on("error", settings.onError);
  if (place.kind === "pglite" && firstOpened(place.pglite, settings.name)) {
    await takeBackOrphans(queue);
  }

  return {
    async add({ jobId, kind, payload }) {
      await queue.add(
        kind,
        { jobId, payload: payload ?? null },
        { jobId: bullId(jobId) },
      );
    },

    work: (handler, options) =>
      startWorker(backend, settings, handler, options),

    async counts() {
      const found = await queue.getJobCounts(
        "wait",
        "delayed",
        "active",
        "failed",
      );
      return {
        waiting: (found["wait"] ?? 0) + (found["delayed"] ?? 0),
        active: found["active"] ?? 0,
        failed: found["failed"] ?? 0,
      };
    },

    async ping() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error("the queue does not answer")),
          pingMilliseconds,
        );
      });
      try {
        await Promise.race([queue.getJobCounts("active"), late]);
      } finally {
        clearTimeout(timer);
      }
    },

    async close() {
      await queue.close();
      await backend.close();
    },
  };
}

const opened = new WeakMap<PGlite, Set<string>>();

/** One process has such a database, so a queue just opened has no worker: what is active was orphaned. */
function firstOpened(pglite: PGlite, name: string): boolean {
  const names = opened.get(pglite) ?? new Set<string>();
  opened.set(pglite, names);
  if (names.has(name)) return false;
  names.add(name);
  return true;
}

/** Token that stands for the lock of whichever worker had the job. */
const anyLock = "0";

async function takeBackOrphans(queue: BullQueue): Promise<void> {
  for (const job of await queue.getJobs("active")) {
    await job.moveToWait(anyLock);
  }
}
