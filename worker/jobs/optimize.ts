import type { Recommendation, Run } from "../../engine/contracts/index.ts";
import { totalsOfParts } from "../../engine/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { ChunkSummary, Store } from "../store/store.ts";
import { chunkSummary } from "./chunk-summary.ts";
import type { JobDependencies } from "./dependencies.ts";
import { digestOfParts } from "./digest.ts";
import type { JobContext } from "./job-context.ts";
import { partId } from "./task.ts";
import type { TaskOf } from "./task.ts";

/**
 * Splits a run's catalog and hands out its pieces; the last piece kept starts the gathering.
 * Safe to run again: pieces that are kept are not handed out, and a piece that waits in the
 * queue is not added twice.
 */
export async function optimize(
  { runId }: TaskOf<"optimize">,
  context: JobContext,
  { store, plans }: JobDependencies,
): Promise<void> {
  const run = await find(store, runId);
  await store.runs.update(runId, { state: "running" }, ["queued"]);
  const { sizes } = await plans(run);
  context.signal.throwIfAborted();

  const kept = new Set(await store.runs.chunks(runId));
  const open = [...sizes.keys()].filter((index) => !kept.has(index));
  if (open.length === 0) return enqueueGather(store, run);
  context.progress({
    step: "Optimizing",
    done: sum([...kept].map((index) => sizes[index] ?? 0)),
    total: sum(sizes),
  });
  await store.jobs.enqueueParts(
    open.map((index) => ({
      jobId: partId(run.jobId, `chunk-${index}`),
      kind: "optimize-chunk",
      payload: { kind: "optimize-chunk", runId, chunk: index },
    })),
  );
}

/**
 * Plans one piece of a run. Safe to run again: a piece that is kept is not planned again, and
 * one that is planned twice replaces itself with the same rows.
 */
export async function optimizeChunk(
  { runId, chunk: index }: TaskOf<"optimize-chunk">,
  context: JobContext,
  { store, plans, planner }: JobDependencies,
): Promise<void> {
  const run = await find(store, runId);
  const plan = await plans(run);
  const { sizes, context: planning, done } = plan;
  const size = sizes[index];
  if (size === undefined) {
    throw new FinalError(`run ${runId} has no chunk ${index}`);
  }

  const kept = await store.runs.chunks(runId);
  for (const each of kept) done.set(each, sizes[each] ?? 0);
  if (!kept.includes(index)) {
    const chunk = await plan.chunk(index);
    const total = sum(sizes);
    const planned = await planner.plan(chunk, planning, {
      signal: context.signal,
      progress: ({ step, done: at, total: of }) => {
        done.set(index, of > 0 ? (at / of) * size : 0);
        const all = sum([...done.values()]);
        context.progress({ step, done: Math.floor(all), total });
      },
    });
    context.signal.throwIfAborted();
    await store.runs.saveChunk(
      runId,
      index,
      planned.rows,
      planned.leftOut,
      planned.summary,
    );
  }

  // After the rows are committed, so that of two pieces ending together at least one sees both.
  const now = await store.runs.chunks(runId);
  if (now.length >= sizes.length) await enqueueGather(store, run);
}

/**
 * Adds up a run whose pieces are all kept, from what each of them comes to, in their order: the
 * result does not depend on who planned which piece when. Safe to run again: it computes the same.
 */
export async function gatherRun(
  { runId }: TaskOf<"optimize-gather">,
  context: JobContext,
  { store, now }: JobDependencies,
): Promise<void> {
  const run = await find(store, runId);
  const parts: ChunkSummary[] = [];
  for (const { chunk, summary } of await store.runs.summaries(runId)) {
    context.signal.throwIfAborted();
    parts.push(summary ?? (await summarized(store, runId, chunk)));
  }
  const leftOut = [...(await store.runs.leftOut(runId))].sort(byStage);
  const digest = digestOfParts(parts.map((part) => part.digest));
  const totals = totalsOfParts(
    parts.map(({ sums }) => sums),
    run.scenario.holdingRatePerYear,
  );
  const at = now();
  context.signal.throwIfAborted();

  await store.transaction(async (kept) => {
    const moved = await kept.runs.update(
      runId,
      {
        state: "done",
        finishedAt: at,
        totals,
        resultDigest: digest,
        leftOut,
      },
      ["queued", "running"],
    );
    if (!moved) return;
    await kept.log.append({
      at,
      actor: run.author,
      action: "run.done",
      subject: runId,
      detail: {
        resultDigest: digest,
        recommendations: totals.stages,
        leftOut: leftOut.length,
      },
    });
  });
  const total = totals.stages + leftOut.length;
  context.progress({ step: "Optimized", done: total, total });
}

/** A chunk that was kept before summaries were: its rows are read again. */
async function summarized(
  store: Store,
  runId: string,
  chunk: number,
): Promise<ChunkSummary> {
  const rows: Recommendation[] = [];
  for await (const page of store.runs.pages(runId, chunk)) rows.push(...page);
  return chunkSummary(rows);
}

async function enqueueGather(store: Store, run: Run): Promise<void> {
  await store.jobs.enqueueParts([
    {
      jobId: partId(run.jobId, "gather"),
      kind: "optimize-gather",
      payload: { kind: "optimize-gather", runId: run.id },
    },
  ]);
}

/** By UTF-16 code units, whatever the database's collation. */
function byStage(
  a: { readonly stageId: string },
  b: { readonly stageId: string },
): number {
  return a.stageId < b.stageId ? -1 : a.stageId > b.stageId ? 1 : 0;
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((a, b) => a + b, 0);
}

async function find(store: Store, runId: string): Promise<Run> {
  const run = await store.runs.find(runId);
  if (!run) throw new FinalError(`run ${runId} is gone`);
  return run;
}
