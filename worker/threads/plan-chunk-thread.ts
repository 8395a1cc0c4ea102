import { parentPort } from "node:worker_threads";
import { InputError } from "../../engine/index.ts";
import type { Progress } from "../../engine/contracts/index.ts";
import { chunkCalculation } from "./chunk-calculation.ts";
import type { ChunkAnswers, ChunkRequest } from "./chunk-calculation.ts";

/** What a thread says. It is asked one `ChunkRequest` at a time. */
export type PlanMessage =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly answer: ChunkAnswers[keyof ChunkAnswers] }
  | {
      readonly kind: "failed";
      readonly field: string | null;
      readonly message: string;
    };

/** Milliseconds between two reports. */
const interval = 100;

const port = parentPort;
port?.on("message", (request: ChunkRequest) => {
  try {
    port.postMessage({
      kind: "done",
      answer: calculated(request),
    } as PlanMessage);
  } catch (error) {
    port.postMessage({
      kind: "failed",
      field: error instanceof InputError ? error.field : null,
      message: error instanceof Error ? error.message : String(error),
    } satisfies PlanMessage);
  }
});

function calculated(request: ChunkRequest): ChunkAnswers[keyof ChunkAnswers] {
  const calculation = chunkCalculation(request);
  let reported = performance.now();
  for (;;) {
    const step = calculation.next();
    if (step.done) return step.value;
    if (performance.now() - reported < interval) continue;
    reported = performance.now();
    port?.postMessage({ kind: "progress", progress: step.value });
  }
}
