import { Worker } from "node:worker_threads";
import { InputError } from "../../engine/index.ts";
import type {
  ChunkAnswers,
  ChunkRequest,
  ChunkRequestOf,
} from "./chunk-calculation.ts";
import type { ChunkPlanner, ChunkRun } from "./chunk-planner.ts";
import type { ChunkStudies } from "./chunk-studies.ts";
import type { PlanMessage } from "./plan-chunk-thread.ts";
import { threadEntry } from "./thread-entry.ts";

/**
 * Plans in worker threads, so that the API answers and the queue renews its locks meanwhile.
 * Threads start when they are first needed and stay; cancelling ends the thread that works.
 *
 * @param size - threads at most
 */
export function plannerInThreads(size: number): ChunkPlanner & ChunkStudies {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const waiting: ((worker: Worker) => void)[] = [];

  const forget = (worker: Worker) => {
    all.delete(worker);
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  };
  const start = () => {
    const worker = new Worker(threadEntry("plan-chunk-thread"));
    all.add(worker);
    worker.on("error", () => forget(worker));
    worker.on("exit", () => forget(worker));
    // A thread that waits for work must not keep the process alive.
    worker.unref();
    return worker;
  };
  const acquire = (): Worker | Promise<Worker> =>
    idle.pop() ??
    (all.size < size
      ? start()
      : new Promise((resolve) => waiting.push(resolve)));
  const release = (worker: Worker) => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  const discard = (worker: Worker) => {
    forget(worker);
    void worker.terminate();
    const next = waiting.shift();
    if (next) next(start());
  };

  const answer = async <K extends keyof ChunkAnswers>(
    request: ChunkRequestOf<K>,
    run: ChunkRun,
  ): Promise<ChunkAnswers[K]> => {
    run.signal.throwIfAborted();
    const worker = await acquire();
    if (run.signal.aborted) {
      release(worker);
      run.signal.throwIfAborted();
    }
    const found = await ask(worker, request, run, { release, discard });
    return found as ChunkAnswers[K];
  };
  return {
    plan: (chunk, context, run) =>
      answer<"plan">({ kind: "plan", chunk, context }, run),
    replay: (request, run) =>
      answer<"replay">({ kind: "replay", ...request }, run),
    frontier: (request, run) =>
      answer<"frontier">({ kind: "frontier", ...request }, run),
    close: async () => {
      await Promise.all([...all].map((worker) => worker.terminate()));
      all.clear();
    },
  };
}

function ask(
  worker: Worker,
  request: ChunkRequest,
  run: ChunkRun,
  pool: {
    readonly release: (worker: Worker) => void;
    readonly discard: (worker: Worker) => void;
  },
): Promise<ChunkAnswers[keyof ChunkAnswers]> {
  return new Promise((resolve, reject) => {
    const settle = (give: (worker: Worker) => void, act: () => void) => {
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.off("exit", onExit);
      run.signal.removeEventListener("abort", onAbort);
      give(worker);
      act();
    };
    const onMessage = (message: PlanMessage) => {
      switch (message.kind) {
        case "progress":
          return run.progress(message.progress);
        case "done":
          return settle(pool.release, () => resolve(message.answer));
        case "failed":
          return settle(pool.release, () => reject(failure(message)));
      }
    };
    const onError = (error: Error) => settle(pool.discard, () => reject(error));
    const onExit = (code: number) =>
      settle(pool.discard, () =>
        reject(new Error(`a planning thread ended with code ${code}`)),
      );
    const onAbort = () =>
      settle(pool.discard, () => reject(run.signal.reason as Error));

    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.on("exit", onExit);
    run.signal.addEventListener("abort", onAbort, { once: true });
    worker.postMessage(request);
  });
}

function failure(message: PlanMessage & { kind: "failed" }): Error {
  return message.field === null
    ? new Error(message.message)
    : new InputError(message.field, message.message);
}
