import type { Job } from "../../../engine/contracts/index.ts";
import type { JobPlace } from "../pane-state.ts";
import { pageStorage } from "../storage.ts";
import { useAction, type Action } from "./use-action.ts";
import { isRunning, useJob, type WatchedJob } from "./use-job.ts";
import { usePane } from "./use-pane.ts";

export interface StepJob {
  readonly watched: WatchedJob;
  readonly running: boolean;
  /** Why it ended badly, or why it cannot be followed. */
  readonly failure: Error | null;
  readonly cancel: Action<readonly []>;
}

const storage = pageStorage("window");

/** The job that a step watches, and the way to stop it. Its end is told once, also over a reload. */
export function useStepJob(
  step: JobPlace,
  onFinished: (job: Job) => void,
): StepJob {
  const { client, state, announce } = usePane();
  const jobId = state.jobs[step] ?? null;
  const watched = useJob(jobId, (job) => {
    const key = `heard.${step}`;
    if (storage.read(key) === job.id) return;
    storage.write(key, job.id);
    if (job.state === "failed") announce(`Failed: ${job.error ?? ""}`);
    if (job.state === "cancelled") announce("Cancelled");
    onFinished(job);
  });
  const cancel = useAction(async (signal) => {
    if (jobId) await client.cancelJob(jobId, { signal });
  });
  const failed = watched.job?.state === "failed";
  return {
    watched,
    running: isRunning(jobId, watched),
    failure:
      watched.error ??
      (failed ? new Error(watched.job?.error ?? "no reason was given") : null),
    cancel,
  };
}
