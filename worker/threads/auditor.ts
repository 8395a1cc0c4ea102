import { Worker } from "node:worker_threads";
import { auditSnapshot } from "../../engine/index.ts";
import type { AuditInput } from "../../engine/index.ts";
import type { Finding } from "../../engine/contracts/index.ts";
import type { AuditAnswer, AuditRequest } from "./audit-thread.ts";
import { threadEntry } from "./thread-entry.ts";

/** Audits a snapshot; where it does so is its own business. */
export type Auditor = (
  input: AuditInput,
  signal: AbortSignal,
) => Promise<readonly Finding[]>;

/** Below this a thread takes longer to start than the audit. */
const smallStages = 1_000;
/** Stages copied between two looks at the event loop. */
const batch = 500;

/** Audits in this thread: for tests and small snapshots. */
export const auditInProcess: Auditor = async (input) => auditSnapshot(input);

/**
 * Audits large snapshots in a thread of their own, so that the API answers and the queue renews
 * its locks meanwhile.
 *
 * @throws the signal's reason when it aborts before the answer
 */
export const auditInThread: Auditor = async (input, signal) => {
  if (input.stages.length < smallStages) return auditInProcess(input, signal);
  const worker = new Worker(threadEntry("audit-thread"));
  try {
    const answer = answerOf(worker, signal);
    // Its failure is told below, after the copying.
    answer.catch(() => undefined);
    const { stages, ...rest } = input;
    for (let start = 0; start < stages.length; start += batch) {
      signal.throwIfAborted();
      post(worker, {
        kind: "stages",
        stages: stages.slice(start, start + batch),
      });
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    post(worker, { kind: "audit", rest });
    return await answer;
  } finally {
    await worker.terminate();
  }
};

function post(worker: Worker, request: AuditRequest): void {
  worker.postMessage(request);
}

function answerOf(
  worker: Worker,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", onAbort, { once: true });
    worker.once("exit", (code) => {
      signal.removeEventListener("abort", onAbort);
      reject(new Error(`the auditing thread ended with code ${code}`));
    });
    worker.once("error", reject);
    worker.once("message", (answer: AuditAnswer) =>
      answer.kind === "done"
        ? resolve(answer.findings)
        : reject(new Error(answer.message)),
    );
  });
}
