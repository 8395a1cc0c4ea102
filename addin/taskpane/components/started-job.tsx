import type { ReactNode } from "react";
import type { Action } from "../hooks/use-action.ts";
import type { StepJob } from "../hooks/use-step-job.ts";
import { JobProgress } from "./job-progress.tsx";
import { ErrorState } from "./states.tsx";

/** A job from its start on: why it did not start or failed, how far it is, and the way to stop it. */
export function StartedJob(props: {
  readonly start: Action<readonly []>;
  readonly job: StepJob;
  /** Whether what runs is the job meant; any when omitted. */
  readonly running?: boolean;
  /** "Optimizing", "The run did not start.", "The run failed." */
  readonly words: {
    readonly doing: string;
    readonly notStarted: string;
    readonly failed: string;
  };
}): ReactNode {
  const { start, job, words } = props;
  return (
    <>
      {start.error && (
        <ErrorState
          title={words.notStarted}
          error={start.error}
          onRetry={() => start.run()}
        />
      )}
      {job.failure && <ErrorState title={words.failed} error={job.failure} />}
      {(props.running ?? job.running) && (
        <JobProgress
          title={words.doing}
          watched={job.watched}
          onCancel={job.cancel.run}
          cancelling={job.cancel.busy}
        />
      )}
    </>
  );
}
