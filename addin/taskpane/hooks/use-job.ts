import { useEffect, useEffectEvent, useState } from "react";
import type { Job } from "../../../engine/contracts/index.ts";
import { isAbort, isFinished } from "../../client/index.ts";
import { usePane } from "./use-pane.ts";

export interface RowResult {
  readonly state: string;
  readonly message: string | null;
}

export interface WatchedJob {
  readonly job: Job | null;
  /** Rows of a write-back that changed state, as they come. */
  readonly rows: ReadonlyMap<string, RowResult>;
  readonly error: Error | null;
}

const nothing: WatchedJob = { job: null, rows: new Map(), error: null };

/** Milliseconds between two pictures of a fast job: as fast as an eye can use. */
const frame = 120;

/** Follows a job as it happens; tells `onFinished` once when it ends under our eyes. */
export function useJob(
  jobId: string | null,
  onFinished: (job: Job) => void,
): WatchedJob {
  const { client } = usePane();
  const [seen, setSeen] = useState<{ id: string | null; watched: WatchedJob }>({
    id: null,
    watched: nothing,
  });
  const finished = useEffectEvent(onFinished);

  useEffect(() => {
    if (jobId === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const rows = new Map<string, RowResult>();
    let job: Job | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const show = (error: Error | null = null) => {
      timer = null;
      if (signal.aborted) return;
      setSeen({ id: jobId, watched: { job, rows: new Map(rows), error } });
    };
    const follow = async () => {
      for await (const event of client.jobEvents(jobId, { signal })) {
        if (event.kind === "job") job = event.job;
        else rows.set(event.stageId, event);
        timer ??= setTimeout(show, frame);
      }
      if (timer) clearTimeout(timer);
      show();
      if (job && isFinished(job) && !signal.aborted) finished(job);
    };
    follow().catch((error: unknown) => {
      if (timer) clearTimeout(timer);
      if (!isAbort(error)) {
        show(error instanceof Error ? error : new Error(String(error)));
      }
    });
    return () => {
      controller.abort();
      if (timer) clearTimeout(timer);
    };
  }, [client, jobId]);

  return seen.id === jobId && jobId !== null ? seen.watched : nothing;
}

/** Whether a watched job still has something to do. */
export function isRunning(jobId: string | null, watched: WatchedJob): boolean {
  if (jobId === null || watched.error) return false;
  return watched.job === null || !isFinished(watched.job);
}
