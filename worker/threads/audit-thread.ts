import { parentPort } from "node:worker_threads";
import { auditSnapshot } from "../../engine/index.ts";
import type { AuditInput } from "../../engine/index.ts";
import type { Finding, StageRecord } from "../../engine/contracts/index.ts";

/** What the thread is told: stages in batches, then the rest. One audit, then it ends. */
export type AuditRequest =
  | { readonly kind: "stages"; readonly stages: readonly StageRecord[] }
  | { readonly kind: "audit"; readonly rest: Omit<AuditInput, "stages"> };

/** What it says. */
export type AuditAnswer =
  | { readonly kind: "done"; readonly findings: readonly Finding[] }
  | { readonly kind: "failed"; readonly message: string };

const port = parentPort;
const stages: StageRecord[] = [];
port?.on("message", (request: AuditRequest) => {
  if (request.kind === "stages") {
    for (const stage of request.stages) stages.push(stage);
    return;
  }
  try {
    const findings = auditSnapshot({ ...request.rest, stages });
    port.postMessage({ kind: "done", findings } satisfies AuditAnswer);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    port.postMessage({ kind: "failed", message } satisfies AuditAnswer);
  }
});
