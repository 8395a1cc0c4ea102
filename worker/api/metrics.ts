import type { RequestHandler } from "express";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { JobQueue } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";

/**
 * Counts and durations for Prometheus; no names of people, items or ERPs. A store or queue that
 * is away leaves its numbers out: `/readyz` tells of it.
 *
 * @param others - what else this process measures
 */
export function metrics(
  queue: Pick<JobQueue, "counts">,
  store: { readonly jobs: Pick<Store["jobs"], "tally"> },
  others: readonly Registry[],
): {
  readonly measure: RequestHandler;
  readonly answer: RequestHandler;
} {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "stockwright_http_request_seconds",
    help: "Duration of API requests",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  new Gauge({
    name: "stockwright_queue_jobs",
    help: "Deliveries in the queue by state",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      this.reset();
      const counts = await queue.counts().catch(() => ({}));
      for (const [state, count] of Object.entries(counts)) {
        this.set({ state }, count);
      }
    },
  });
  new Gauge({
    name: "stockwright_jobs",
    help: "Jobs ever asked for by kind and state",
    labelNames: ["kind", "state"],
    registers: [registry],
    async collect() {
      this.reset();
      const tally = await store.jobs.tally().catch(() => []);
      for (const { kind, state, count } of tally) {
        this.set({ kind, state }, count);
      }
    },
  });
  const all = Registry.merge([registry, ...others]);

  return {
    measure: (request, response, next) => {
      const stop = duration.startTimer({ method: request.method });
      response.once("close", () => {
        const route = request.route as { path?: string } | undefined;
        stop({ route: route?.path ?? "other", status: response.statusCode });
      });
      next();
    },
    answer: async (_request, response) => {
      response.type(all.contentType).send(await all.metrics());
    },
  };
}
