import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { planSource } from "../jobs/plan-source.ts";
import { jobHandler } from "../jobs/run-job.ts";
import type { JobQueue } from "../queue/queue.ts";
import { deliveryMeter } from "../metrics/delivery-meter.ts";
import type { DeliveryMeter } from "../metrics/delivery-meter.ts";
import { auditInThread } from "../threads/auditor.ts";
import { forecasterInThread } from "../threads/forecaster.ts";
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
  meter: Pick<DeliveryMeter, "delivered"> = deliveryMeter(),
): Promise<{ close(): Promise<void> }> {
  const planner = plannerInThreads(config.threads);
  const { handle, onFailed } = jobHandler({
    store,
    connect,
    profileOf,
    planner,
    studies: planner,
    audit: auditInThread,
    forecaster: forecasterInThread,
    plans: planSource(store, forecasterInThread),
    now: () => new Date().toISOString(),
    nudge: relay.nudge,
  });
  const worker = await queue.work(watched(handle, logger, meter), {
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

/** Measures what this process worked on, and says it at level `info`. */
function watched(
  handle: Handle,
  logger: Logger,
  { delivered }: Pick<DeliveryMeter, "delivered">,
): Handle {
  return async (delivery) => {
    const { jobId, kind, attempt } = delivery;
    const started = performance.now();
    const ended = (outcome: "done" | "not-done") => {
      const milliseconds = performance.now() - started;
      delivered({ kind, outcome, seconds: milliseconds / 1000 });
      return { jobId, kind, attempt, milliseconds: Math.round(milliseconds) };
    };
    try {
      await handle(delivery);
    } catch (error) {
      // Kept with the job and told to who waits for it: no warning beside that.
      logger.info({ ...ended("not-done"), err: error }, "delivery not done");
      throw error;
    }
    logger.info(ended("done"), "delivery done");
  };
}
