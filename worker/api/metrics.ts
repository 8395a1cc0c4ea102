import type { RequestHandler } from "express";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { JobQueue } from "../queue/queue.ts";

/** Counts and durations for Prometheus; no names of people, items or ERPs. */
export function metrics(queue: Pick<JobQueue, "counts">): {
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
      const counts = await queue.counts();
      for (const [state, count] of Object.entries(counts)) {
        this.set({ state }, count);
      }
    },
  });

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
      response.type(registry.contentType).send(await registry.metrics());
    },
  };
}
