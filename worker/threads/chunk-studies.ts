import type { FrontierPart, ReplayPart } from "../../engine/index.ts";
import { drive } from "../jobs/job-context.ts";
import { chunkCalculation, type ChunkRequestOf } from "./chunk-calculation.ts";
import type { ChunkRun } from "./chunk-planner.ts";

/** Looks at pieces of a run that is done; where it does so is its own business. */
export interface ChunkStudies {
  /** @throws the signal's reason when it aborts before the answer */
  replay(
    request: Omit<ChunkRequestOf<"replay">, "kind">,
    run: ChunkRun,
  ): Promise<ReplayPart>;
  /** @throws the signal's reason when it aborts before the answer */
  frontier(
    request: Omit<ChunkRequestOf<"frontier">, "kind">,
    run: ChunkRun,
  ): Promise<FrontierPart>;
}

/** In this thread, letting others in between steps: for tests and small catalogs. */
export const studiesInProcess: ChunkStudies = {
  replay: async (request, run) =>
    (await drive(
      chunkCalculation({ kind: "replay", ...request }),
      run,
    )) as ReplayPart,
  frontier: async (request, run) =>
    (await drive(
      chunkCalculation({ kind: "frontier", ...request }),
      run,
    )) as FrontierPart,
};
