import { parentPort } from "node:worker_threads";
import type {
  CellNetworkNews,
  NetworkFile,
} from "../../engine/contracts/index.ts";
import {
  InputError,
  solveNetwork,
  solveStochasticNetwork,
} from "../../engine/index.ts";

/** One network that a cell asks for. */
export interface NetworkRequest {
  readonly network: NetworkFile;
  /** Seconds after which the best so far is the answer. */
  readonly timeLimit: number;
}

/** Milliseconds between two reports. */
const interval = 200;

/** What a thread says: news for the cell, or a fault of ours. */
export type NetworkMessage =
  CellNetworkNews | { readonly kind: "failed"; readonly message: string };

const port = parentPort;
port?.on("message", (request: NetworkRequest) => {
  port.postMessage(answerTo(request, (news) => port.postMessage(news)));
});

function answerTo(
  { network, timeLimit }: NetworkRequest,
  tell: (news: NetworkMessage) => void,
): NetworkMessage {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let told = started;
  try {
    const shouldStop = () => seconds() > timeLimit;
    const calculation =
      network.options.model === "stochastic"
        ? solveStochasticNetwork(network, { shouldStop })
        : solveNetwork(network, { shouldStop });
    for (;;) {
      const step = calculation.next();
      if (step.done) {
        const policy = { ...step.value, seconds: seconds() };
        return { kind: "done", policy };
      }
      if (performance.now() - told < interval) continue;
      told = performance.now();
      tell({ kind: "progress", ...step.value });
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const kind = error instanceof InputError ? "refused" : "failed";
    return { kind, message };
  }
}
