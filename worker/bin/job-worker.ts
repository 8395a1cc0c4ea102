import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { planSource } from "../jobs/plan-source.ts";
import { jobHandler } from "../jobs/run-job.ts";
import type { JobQueue } from "../queue/queue.ts";
import { plannerInThreads } from "../threads/thread-pool.ts";
import type { Backends } from "./backends.ts";
import type { Connectors } from "./connectors.ts";

/** Slots beside the planning threads, so that a long optimization delays no write-back. */
const lightSlots = 3;
/** How long running jobs may finish on shutdown before they are given back. */
const grace = 2_000;

/** Works on the queue until it is closed. */
export async function startJobWorker(
  { store, queue, relay }: Backends,
  config: Config,
  { connect, profileOf }: Connectors,
  logger: Logger,
): Promise<{ close(): Promise<void> }> {
  const planner = plannerInThreads(config.threads);
  const { handle, onFailed } = jobHandler({
    store,
    connect,
    profileOf,
    planner,
    plans: planSource(store),
    now: () => new Date().toISOString(),
    nudge: relay.nudge,
  });
  const worker = await queue.work(logged(handle, logger), {
    concurrency: config.threads + lightSlots,
    onFailed,
  });
  return {
    close: async () => {
      await worker.close(grace);
      await planner.close();
    },
  };
}

type Handle = Parameters<JobQueue["work"]>[0];

/** Says at level `info` what this process worked on, and for how long. */
function logged(handle: Handle, logger: Logger): Handle {
  return async (delivery) => {
    const { jobId, kind, attempt } = delivery;
    const started = performance.now();
    const milliseconds = () => Math.round(performance.now() - started);
    try {
      await handle(delivery);
    } catch (error) {
      // Kept with the job and told to who waits for it: no warning beside that.
      logger.info(
        { jobId, kind, attempt, milliseconds: milliseconds(), err: error },
        "delivery not done",
      );
      throw error;
    }
    logger.info(
      { jobId, kind, attempt, milliseconds: milliseconds() },
      "delivery done",
    );
  };
}
