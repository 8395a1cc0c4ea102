import { planChunk } from "../../engine/index.ts";
import type {
  ChunkPlan,
  PlanningChunk,
  PlanningContext,
} from "../../engine/index.ts";
import type { Progress } from "../../engine/contracts/index.ts";
import { chunkSummary } from "../jobs/chunk-summary.ts";
import { drive } from "../jobs/job-context.ts";
import { packed, type PackedRows } from "../store/packed-rows.ts";
import type { ChunkSummary } from "../store/store.ts";

/** What planning one chunk of a catalog answers. */
export interface PlannedChunk extends Pick<ChunkPlan, "leftOut"> {
  /** Its recommendations, as they are kept: objects would be taken apart for the way, and made again. */
  readonly rows: readonly PackedRows[];
  readonly summary: ChunkSummary;
}

/** How a calculation on a piece is stopped, and tells its progress. */
export interface ChunkRun {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

/** Plans chunks; where it does so is its own business. */
export interface ChunkPlanner {
  /**
   * @throws the signal's reason when it aborts before the answer
   */
  plan(
    chunk: PlanningChunk,
    context: PlanningContext,
    run: ChunkRun,
  ): Promise<PlannedChunk>;
  close(): Promise<void>;
}

/** Plans in this thread, letting others in between steps: for tests and small catalogs. */
export function plannerInProcess(): ChunkPlanner {
  return {
    plan: (chunk, context, run) => drive(plannedChunk(chunk, context), run),
    close: async () => undefined,
  };
}

/** The calculation behind `plan`: rows are added up and packed where they are made. */
export function* plannedChunk(
  chunk: PlanningChunk,
  context: PlanningContext,
): Generator<Progress, PlannedChunk> {
  const { recommendations, leftOut } = yield* planChunk(chunk, context);
  return {
    rows: packed(recommendations),
    leftOut,
    summary: chunkSummary(recommendations),
  };
}
