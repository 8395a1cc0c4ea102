import { Worker } from "node:worker_threads";
import { catalogLearner, forecastRow } from "../../engine/index.ts";
import type { CatalogLesson, ForecastContext } from "../../engine/index.ts";
import type {
  ForecastRow,
  Period,
  Progress,
} from "../../engine/contracts/index.ts";
import { drive } from "../jobs/job-context.ts";
import { stagesIn, type StageText } from "../store/stage-text.ts";
import type { ForecastAnswer, ForecastRequest } from "./forecast-thread.ts";
import { threadEntry } from "./thread-entry.ts";

/** A catalog before it is read. */
export interface CatalogSize {
  readonly stages: number;
  readonly period: Period;
  /** The day it was read from the ERP. */
  readonly asOf: string;
}

/** Stages in stage order, some at a time: whoever works with them reads them. */
type Pages = AsyncIterable<StageText>;

interface Run {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** Learns from catalogs and forecasts them; where it does so is its own business. */
export interface Forecaster {
  /** @throws the signal's reason when it aborts before the answer */
  learn(catalog: CatalogSize, pages: Pages, run: Run): Promise<CatalogLesson>;
  /**
   * Rows page by page, in order.
   *
   * @throws the signal's reason when it aborts before the end
   */
  forecast(
    catalog: CatalogSize,
    lesson: CatalogLesson,
    pages: Pages,
    signal: AbortSignal,
  ): AsyncIterable<readonly ForecastRow[]>;
}

/** Below this a thread takes longer to start than the work; learning ends with a step of its own. */
const smallStages = 100;

/** Works in this thread, letting others in between: for tests and small catalogs. */
export const forecasterInProcess: Forecaster = {
  learn: async (catalog, pages, run) => {
    const learner = catalogLearner(catalog);
    for await (const page of pages) {
      run.signal.throwIfAborted();
      learner.add(stagesIn(page));
    }
    return drive(learner.learn(), run);
  },
  forecast: async function* (catalog, lesson, pages, signal) {
    const context = contextOf(catalog, lesson);
    for await (const page of pages) {
      signal.throwIfAborted();
      yield stagesIn(page).flatMap(
        (stage) => forecastRow(stage, context) ?? [],
      );
    }
  },
};

/**
 * Works in a thread of its own where the catalog is large, so that the API answers and the
 * queue renews its locks meanwhile. The thread ends with its work, or when it is cancelled.
 */
export const forecasterInThread: Forecaster = {
  learn: async (catalog, pages, run) => {
    if (catalog.stages < smallStages) {
      return forecasterInProcess.learn(catalog, pages, run);
    }
    const thread = conversation(run);
    try {
      await thread.ask({ kind: "catalog", catalog });
      // One page ahead: the thread looks at one while the next is read.
      let taken: Promise<ForecastAnswer> | null = null;
      for await (const page of pages) {
        const next = thread.ask({ kind: "add", page });
        next.catch(() => undefined);
        await taken;
        taken = next;
      }
      await taken;
      const answer = await thread.ask({ kind: "learn" });
      if (answer.kind === "lesson") return answer.lesson;
      throw new Error(`the forecasting thread said ${answer.kind}`);
    } finally {
      await thread.end();
    }
  },
  forecast: async function* (catalog, lesson, pages, signal) {
    if (catalog.stages < smallStages) {
      yield* forecasterInProcess.forecast(catalog, lesson, pages, signal);
      return;
    }
    const thread = conversation({ signal, progress: () => undefined });
    try {
      const context = contextOf(catalog, lesson);
      await thread.ask({ kind: "context", context });
      // One page ahead: the thread works while rows are kept and the next page is read.
      let pending: Promise<ForecastAnswer> | null = null;
      for await (const page of pages) {
        const next = thread.ask({ kind: "forecast", page });
        next.catch(() => undefined);
        if (pending) yield rowsOf(await pending);
        pending = next;
      }
      if (pending) yield rowsOf(await pending);
    } finally {
      await thread.end();
    }
  },
};

function contextOf(
  { period, asOf }: CatalogSize,
  lesson: CatalogLesson,
): ForecastContext {
  return { period, asOf, ...lesson };
}

function rowsOf(answer: ForecastAnswer): readonly ForecastRow[] {
  if (answer.kind === "rows") return answer.rows;
  throw new Error(`the forecasting thread said ${answer.kind}`);
}

/** Questions and answers with a thread, in order; every open question fails when it ends. */
function conversation({ signal, progress }: Run) {
  const worker = new Worker(threadEntry("forecast-thread"));
  const open: {
    readonly resolve: (answer: ForecastAnswer) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  let ended: Error | null = null;
  const fail = (error: Error) => {
    ended ??= error;
    for (const { reject } of open.splice(0)) reject(ended);
  };
  const onAbort = () => fail(signal.reason as Error);
  signal.addEventListener("abort", onAbort, { once: true });
  worker.once("error", fail);
  worker.once("exit", (code) =>
    fail(new Error(`the forecasting thread ended with code ${code}`)),
  );
  worker.on("message", (answer: ForecastAnswer) => {
    if (answer.kind === "progress") progress(answer.progress);
    else if (answer.kind === "failed") fail(new Error(answer.message));
    else open.shift()?.resolve(answer);
  });
  return {
    ask: (request: ForecastRequest): Promise<ForecastAnswer> => {
      if (signal.aborted) fail(signal.reason as Error);
      if (ended) return Promise.reject(ended);
      return new Promise((resolve, reject) => {
        open.push({ resolve, reject });
        worker.postMessage(request);
      });
    },
    end: async (): Promise<void> => {
      signal.removeEventListener("abort", onAbort);
      await worker.terminate();
    },
  };
}
