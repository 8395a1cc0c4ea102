import { Worker } from "node:worker_threads";
import type { CellNetworkNews } from "../../engine/contracts/index.ts";
import type { NetworkMessage, NetworkRequest } from "./network-thread.ts";
import { threadEntry } from "./thread-entry.ts";

/** Solves the networks of cells. */
export interface NetworkSolver {
  /**
   * Solves one, telling its progress; the last news is its end.
   *
   * @throws the signal's reason when it aborts: nobody waits for the answer any more
   */
  solve(
    request: NetworkRequest,
    run: {
      readonly signal: AbortSignal;
      readonly tell: (news: CellNetworkNews) => void;
    },
  ): Promise<void>;
}

/**
 * Solves in threads, so that the API answers meanwhile. A thread lives for one network and
 * ends with it, or as soon as nobody waits; what is asked beyond `size` at once waits its turn.
 *
 * @param size - threads at most
 */
export function networksInThreads(size: number): NetworkSolver {
  let busy = 0;
  const waiting: (() => void)[] = [];
  const turn = async (signal: AbortSignal): Promise<void> => {
    if (busy < size) {
      busy++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(begin), 1);
        reject(signal.reason as Error);
      };
      const begin = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      waiting.push(begin);
      signal.addEventListener("abort", leave, { once: true });
    });
  };
  const done = (): void => {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  };

  return {
    solve: async (request, { signal, tell }) => {
      signal.throwIfAborted();
      if (busy >= size) tell({ kind: "waiting" });
      await turn(signal);
      try {
        signal.throwIfAborted();
        await inThread(request, signal, tell);
      } finally {
        done();
      }
    },
  };
}

async function inThread(
  request: NetworkRequest,
  signal: AbortSignal,
  tell: (news: CellNetworkNews) => void,
): Promise<void> {
  const worker = new Worker(threadEntry("network-thread"));
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on("message", (message: NetworkMessage) => {
        switch (message.kind) {
          case "waiting":
          case "progress":
            return tell(message);
          case "done":
          case "refused":
            tell(message);
            return resolve();
          case "failed":
            return reject(new Error(message.message));
        }
      });
      worker.on("error", reject);
      worker.on("exit", (code) =>
        reject(new Error(`a thread that solves networks ended with ${code}`)),
      );
      signal.addEventListener("abort", () => reject(signal.reason as Error), {
        once: true,
      });
      worker.postMessage(request);
    });
  } finally {
    await worker.terminate();
  }
}
