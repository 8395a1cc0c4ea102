import { engineVersion } from "../../engine/index.ts";
import { FinalError } from "../queue/queue.ts";
import { forecasterInProcess } from "../threads/forecaster.ts";
import { catalogLesson, catalogSize } from "./catalog-lesson.ts";
import type { JobDependencies } from "./dependencies.ts";
import { resultDigest } from "./digest.ts";
import type { JobContext } from "./job-context.ts";
import type { TaskOf } from "./task.ts";

/**
 * Learns from a snapshot's whole catalog and forecasts every stage of it, page by page. Safe
 * to run again: rows replace themselves, and the same snapshot gives the same rows.
 */
export async function forecastKept(
  { snapshotId }: TaskOf<"forecast">,
  context: JobContext,
  { store, now, forecaster = forecasterInProcess }: JobDependencies,
): Promise<void> {
  const summary = await store.snapshots.summary(snapshotId);
  if (summary?.state !== "ready") {
    throw new FinalError(`snapshot ${snapshotId} is not ready`);
  }
  const total = summary.stages;
  context.progress({ step: "Learning from histories", done: 0, total });
  const lesson = await catalogLesson(store, summary, forecaster, context);

  const digest = resultDigest();
  const classes = new Map<string, number>();
  const methods = new Map<string, number>();
  let stages = 0;
  let done = 0;
  const pages = forecaster.forecast(
    catalogSize(summary),
    lesson,
    counted(store.snapshots.stageTexts(snapshotId), (count) => (done += count)),
    context.signal,
  );
  for await (const rows of pages) {
    context.signal.throwIfAborted();
    await store.forecasts.saveRows(snapshotId, rows);
    digest.add(rows);
    stages += rows.length;
    for (const row of rows) {
      count(classes, row.class);
      count(methods, row.method);
    }
    context.progress({ step: "Forecasting", done, total });
  }
  await store.forecasts.finish({
    snapshotId,
    engineVersion,
    finishedAt: now(),
    digest: digest.hex(),
    stages,
    classes: Object.fromEntries(classes),
    methods: Object.fromEntries(methods),
  });
  context.progress({ step: "Forecast", done: total, total });
}

async function* counted<T extends { readonly count: number }>(
  pages: AsyncIterable<T>,
  tell: (count: number) => void,
): AsyncIterable<T> {
  for await (const page of pages) {
    yield page;
    tell(page.count);
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
