import { Histogram, Registry } from "prom-client";

/** Measures what this process works on. */
export interface DeliveryMeter {
  readonly registry: Registry;
  readonly delivered: (delivery: {
    readonly kind: string;
    readonly outcome: "done" | "not-done";
    readonly seconds: number;
  }) => void;
}

/** Durations of this process's deliveries by kind of job; a failed one may come again. */
export function deliveryMeter(): DeliveryMeter {
  const registry = new Registry();
  const duration = new Histogram({
    name: "stockwright_delivery_seconds",
    help: "Duration of job deliveries in this process",
    labelNames: ["kind", "outcome"],
    buckets: [0.05, 0.25, 1, 5, 20, 60, 300, 1800],
    registers: [registry],
  });
  return {
    registry,
    delivered: ({ kind, outcome, seconds }) =>
      duration.observe({ kind, outcome }, seconds),
  };
}
