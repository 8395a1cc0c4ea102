import { planChunk } from "../../engine/index.ts";
import type { PlanningChunk, PlanningContext } from "../../engine/index.ts";
import type {
  Progress,
  Recommendation,
  Run,
} from "../../engine/contracts/index.ts";
import { drive } from "../jobs/job-context.ts";

/** What planning one chunk of a catalog answers. */
export interface PlannedChunk {
  readonly recommendations: readonly Recommendation[];
  readonly leftOut: Run["leftOut"];
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
    plan: (chunk, context, run) => drive(planChunk(chunk, context), run),
    close: async () => undefined,
  };
}
