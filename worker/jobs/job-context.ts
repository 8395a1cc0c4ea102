import type { Progress } from "../../engine/contracts/index.ts";

/** What a job knows of its surroundings. */
export interface JobContext {
  readonly jobId: string;
  /** Aborts when someone cancels the job or the process shuts down; its reason says which. */
  readonly signal: AbortSignal;
  /** Reports how far the job is. Cheap: reports that follow each other closely are merged. */
  readonly progress: (progress: Progress) => void;
}

/** A person cancelled the job. It ends as `cancelled` and is not tried again. */
export class CancelledError extends Error {
  override readonly name = "CancelledError";

  constructor() {
    super("cancelled");
  }
}

/** Milliseconds of calculation between two looks at the event loop. */
const turn = 20;

/**
 * Runs a long calculation to its end: reports its progress and lets cancellation in.
 *
 * @param calculation - yields progress, returns its result
 * @param context - the job it belongs to
 * @returns what the calculation returns
 * @throws the signal's reason when the job is cancelled or the process shuts down
 */
export async function drive<T>(
  calculation: Generator<Progress, T>,
  context: Pick<JobContext, "signal" | "progress">,
): Promise<T> {
  let since = performance.now();
  for (;;) {
    context.signal.throwIfAborted();
    const step = calculation.next();
    if (step.done) return step.value;
    context.progress(step.value);
    if (performance.now() - since < turn) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  }
}

/**
 * Lets one report through per interval, and keeps the last of the others for its end.
 *
 * @param report - where reports go
 * @param interval - milliseconds between two reports
 */
export function throttled(
  report: (progress: Progress) => Promise<void>,
  interval: number,
): {
  readonly progress: (progress: Progress) => void;
  /** Sends what waits, and waits for what was sent. */
  readonly flush: () => Promise<void>;
} {
  let waiting: Progress | null = null;
  let timer: NodeJS.Timeout | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let sending = Promise.resolve();

  const send = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const progress = waiting;
    waiting = null;
    last = performance.now();
    // Progress is a courtesy: a report that fails must not fail the job.
    sending = sending.then(() => report(progress)).catch(() => undefined);
  };

  return {
    progress: (progress) => {
      waiting = progress;
      if (timer) return;
      const wait = last + interval - performance.now();
      if (wait <= 0) send();
      else timer = setTimeout(send, wait);
    },
    flush: async () => {
      send();
      await sending;
    },
  };
}
