import type { Run } from "../../engine/contracts/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import type { StudyKey, StudyStore } from "../store/studies.ts";
import type { JobDependencies } from "./dependencies.ts";
import type { JobContext } from "./job-context.ts";
import { partId } from "./task.ts";
import type { Task } from "./task.ts";

/** A look at a run that is done, piece by piece. */
export interface Study {
  readonly runId: string;
  /** Under which name the run keeps it. */
  readonly name: string;
  /** What people are told is being done. */
  readonly step: string;
  /** The tasks of its parts. */
  readonly chunkTask: (chunk: number) => Task;
  readonly gatherTask: Task;
  /** Works one piece out. The same piece gives the same answer, wherever it runs. */
  readonly chunk: (
    run: Run,
    chunk: number,
    context: Pick<JobContext, "signal" | "progress">,
    dependencies: JobDependencies,
  ) => Promise<{
    readonly document: unknown;
    readonly rows: Parameters<StudyStore["savePart"]>[3];
  }>;
  /** Makes one answer of all of them. */
  readonly gather: (
    context: JobContext,
    dependencies: JobDependencies,
  ) => Promise<void>;
}

/**
 * Hands out the pieces of a study that are not kept yet; the last piece kept starts the
 * gathering. Safe to run again: a piece that waits in the queue is not added twice.
 */
export async function startStudy(
  study: Study,
  context: JobContext,
  { store }: JobDependencies,
): Promise<void> {
  const run = await runOf(store, study.runId);
  const chunks = await store.runs.chunks(run.id);
  const kept = new Set(await store.studies.parts(context.jobId));
  const open = chunks.filter((chunk) => !kept.has(chunk));
  if (open.length === 0) return enqueueGather(study, context, store);
  context.progress({
    step: study.step,
    done: kept.size,
    total: chunks.length,
  });
  await store.jobs.enqueueParts(
    open.map((chunk) => {
      const payload = study.chunkTask(chunk);
      const jobId = partId(context.jobId, `chunk-${chunk}`);
      return { jobId, kind: payload.kind, payload };
    }),
  );
}

/** Works out one piece. Safe to run again: it replaces itself with the same. */
export async function studyChunk(
  study: Study,
  chunk: number,
  context: JobContext,
  dependencies: JobDependencies,
): Promise<void> {
  const { store } = dependencies;
  const run = await runOf(store, study.runId);
  const chunks = await store.runs.chunks(run.id);
  const kept = await store.studies.parts(context.jobId);
  if (!kept.includes(chunk)) {
    const { document, rows } = await study.chunk(
      run,
      chunk,
      {
        signal: context.signal,
        // Pieces are much alike: those that are kept tell how far it is.
        progress: () =>
          context.progress({
            step: study.step,
            done: kept.length,
            total: chunks.length,
          }),
      },
      dependencies,
    );
    context.signal.throwIfAborted();
    await store.studies.savePart(
      keyOf(study, context.jobId),
      chunk,
      document,
      rows,
    );
  }
  // After the part is committed, so that of two ending together at least one sees both.
  const now = await store.studies.parts(context.jobId);
  context.progress({
    step: study.step,
    done: now.length,
    total: chunks.length,
  });
  if (now.length >= chunks.length) await enqueueGather(study, context, store);
}

/** Where a study of a job is kept. */
export function keyOf(
  { runId, name }: Pick<Study, "runId" | "name">,
  jobId: string,
): StudyKey {
  return { runId, study: name, jobId };
}

/** The run, which must be done: what others look at does not change any more. */
export async function runOf(store: Store, runId: string): Promise<Run> {
  const run = await store.runs.find(runId);
  if (!run) throw new FinalError(`run ${runId} is gone`);
  if (run.state !== "done")
    throw new FinalError(`run ${runId} is ${run.state}`);
  return run;
}

async function enqueueGather(
  { gatherTask }: Study,
  { jobId }: JobContext,
  store: Store,
): Promise<void> {
  await store.jobs.enqueueParts([
    {
      jobId: partId(jobId, "gather"),
      kind: gatherTask.kind,
      payload: gatherTask,
    },
  ]);
}
