import { Button, ProgressBar } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { measure } from "../format.ts";
import type { WatchedJob } from "../hooks/use-job.ts";
import { useLayout } from "../layout.ts";

/** What a job is doing, how far it is, and the way to stop it. */
export function JobProgress(props: {
  readonly title: string;
  readonly watched: WatchedJob;
  readonly onCancel?: (() => void) | undefined;
  readonly cancelling?: boolean;
}): ReactNode {
  const layout = useLayout();
  const { job } = props.watched;
  const progress = job?.progress ?? null;
  const known = progress !== null && progress.total > 0;
  const part = known ? Math.min(1, progress.done / progress.total) : 0;
  // A screen reader hears quarters, not every percent.
  const quarter = Math.floor(part * 4) * 25;
  return (
    <div className={layout.stack} style={{ position: "relative" }}>
      <span className={layout.hidden} role="status">
        {known ? `${props.title}: ${quarter}%` : `${props.title}: starting`}
      </span>
      <div className={layout.spread}>
        <span className={layout.strong}>{props.title}</span>
        <span className={layout.numeric}>
          {known ? `${Math.floor(part * 100)}%` : "Starting"}
        </span>
      </div>
      <ProgressBar
        aria-label={props.title}
        {...(known ? { value: part } : {})}
        thickness="large"
      />
      <div className={layout.spread}>
        <span className={`${layout.muted} ${layout.numeric}`}>
          {progress
            ? `${progress.step}${known ? `, ${measure(progress.done, 0)} of ${measure(progress.total, 0)}` : ""}`
            : "Waiting for its turn"}
        </span>
        {props.onCancel && (
          <Button
            size="small"
            onClick={props.onCancel}
            disabled={props.cancelling ?? false}
          >
            {props.cancelling ? "Cancelling" : "Cancel"}
          </Button>
        )}
      </div>
    </div>
  );
}
