import { parentPort } from "node:worker_threads";
import { InputError, planChunk } from "../../engine/index.ts";
import type { PlanningChunk, PlanningContext } from "../../engine/index.ts";
import type { Progress } from "../../engine/contracts/index.ts";
import type { PlannedChunk } from "./chunk-planner.ts";

/** What a thread is asked. One request at a time. */
export interface PlanRequest {
  readonly chunk: PlanningChunk;
  readonly context: PlanningContext;
}

/** What a thread says. */
export type PlanMessage =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly planned: PlannedChunk }
  | {
      readonly kind: "failed";
      readonly field: string | null;
      readonly message: string;
    };

/** Milliseconds between two reports. */
const interval = 100;

const port = parentPort;
port?.on("message", (request: PlanRequest) => {
  try {
    port.postMessage({ kind: "done", planned: plan(request) } as PlanMessage);
  } catch (error) {
    port.postMessage({
      kind: "failed",
      field: error instanceof InputError ? error.field : null,
      message: error instanceof Error ? error.message : String(error),
    } satisfies PlanMessage);
  }
});

function plan({ chunk, context }: PlanRequest): PlannedChunk {
  const calculation = planChunk(chunk, context);
  let reported = performance.now();
  for (;;) {
    const step = calculation.next();
    if (step.done) return step.value;
    if (performance.now() - reported < interval) continue;
    reported = performance.now();
    port?.postMessage({ kind: "progress", progress: step.value });
  }
}
