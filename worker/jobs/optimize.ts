import type { Run } from "../../engine/contracts/index.ts";
import { totalsOf } from "../../engine/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import type { JobDependencies } from "./dependencies.ts";
import { resultDigest } from "./digest.ts";
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
  const { chunks } = await plans(run);
  context.signal.throwIfAborted();

  const kept = new Set(await store.runs.chunks(runId));
  const open = chunks.filter((chunk) => !kept.has(chunk.index));
  if (open.length === 0) return enqueueGather(store, run);
  context.progress({
    step: "Optimizing",
    done: chunks.reduce(
      (sum, chunk) => sum + (kept.has(chunk.index) ? chunk.stages.length : 0),
      0,
    ),
    total: chunks.reduce((sum, chunk) => sum + chunk.stages.length, 0),
  });
  await store.jobs.enqueueParts(
    open.map(({ index }) => ({
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
  const { chunks, context: planning, done } = await plans(run);
  const chunk = chunks.find((candidate) => candidate.index === index);
  if (!chunk) throw new FinalError(`run ${runId} has no chunk ${index}`);

  const kept = await store.runs.chunks(runId);
  for (const each of kept) done.set(each, chunks[each]?.stages.length ?? 0);
  if (!kept.includes(index)) {
    const size = chunk.stages.length;
    const total = chunks.reduce((sum, { stages }) => sum + stages.length, 0);
    const planned = await planner.plan(chunk, planning, {
      signal: context.signal,
      progress: ({ step, done: at, total: of }) => {
        done.set(index, of > 0 ? (at / of) * size : 0);
        const sum = [...done.values()].reduce((a, b) => a + b, 0);
        context.progress({ step, done: Math.floor(sum), total });
      },
    });
    context.signal.throwIfAborted();
    await store.runs.saveChunk(
      runId,
      index,
      planned.recommendations,
      planned.leftOut,
    );
  }

  // After the rows are committed, so that of two pieces ending together at least one sees both.
  const now = await store.runs.chunks(runId);
  if (now.length >= chunks.length) await enqueueGather(store, run);
}

/**
 * Adds up a run whose pieces are all kept. The rows are read in stage order, so the result does
 * not depend on who planned which piece when. Safe to run again: it computes the same.
 */
export async function gatherRun(
  { runId }: TaskOf<"optimize-gather">,
  context: JobContext,
  { store, now }: JobDependencies,
): Promise<void> {
  const run = await find(store, runId);
  // What totals are made of, and no more: a catalog's rows fill the memory.
  const rows: Parameters<typeof totalsOf>[0][number][] = [];
  const result = resultDigest();
  for await (const page of store.runs.pages(runId)) {
    context.signal.throwIfAborted();
    result.add(page);
    for (const row of page) {
      const { unitCost, onHand, demandMean, before, after } = row;
      const { customerFacing } = row;
      rows.push({
        unitCost,
        onHand,
        demandMean,
        before,
        after,
        customerFacing,
      });
    }
  }
  const leftOut = [...(await store.runs.leftOut(runId))].sort(byStage);
  const digest = result.hex();
  const at = now();
  context.signal.throwIfAborted();

  await store.transaction(async (kept) => {
    const moved = await kept.runs.update(
      runId,
      {
        state: "done",
        finishedAt: at,
        totals: totalsOf(rows, run.scenario.holdingRatePerYear),
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
        recommendations: rows.length,
        leftOut: leftOut.length,
      },
    });
  });
  const total = rows.length + leftOut.length;
  context.progress({ step: "Optimized", done: total, total });
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

async function find(store: Store, runId: string): Promise<Run> {
  const run = await store.runs.find(runId);
  if (!run) throw new FinalError(`run ${runId} is gone`);
  return run;
}
