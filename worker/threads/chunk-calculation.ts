import { frontierPart, replayChunk } from "../../engine/index.ts";
import type {
  FrontierPart,
  PlanningChunk,
  PlanningContext,
  ReplayPart,
} from "../../engine/index.ts";
import type {
  Period,
  PolicyValues,
  Progress,
  RecommendationRow,
} from "../../engine/contracts/index.ts";
import { plannedChunk, type PlannedChunk } from "./chunk-planner.ts";

/** Something to work out about one piece of a catalog: plain data, sent to threads. */
export type ChunkRequest =
  | {
      readonly kind: "plan";
      readonly chunk: PlanningChunk;
      readonly context: PlanningContext;
    }
  | {
      readonly kind: "replay";
      readonly chunk: PlanningChunk;
      readonly context: PlanningContext;
      readonly days: number;
      /** By stage id. */
      readonly numbers: Readonly<
        Record<string, Pick<PolicyValues, "reorderPoint" | "orderUpTo">>
      >;
    }
  | {
      readonly kind: "frontier";
      readonly rows: readonly RecommendationRow[];
      readonly period: Period;
    };

/** What each kind of request is answered with. */
export interface ChunkAnswers {
  readonly plan: PlannedChunk;
  readonly replay: ReplayPart;
  readonly frontier: FrontierPart;
}
export type ChunkRequestOf<K extends keyof ChunkAnswers> = Extract<
  ChunkRequest,
  { kind: K }
>;

/** The calculation behind a request. */
export function chunkCalculation(
  request: ChunkRequest,
): Generator<Progress, ChunkAnswers[keyof ChunkAnswers]> {
  switch (request.kind) {
    case "plan":
      return plannedChunk(request.chunk, request.context);
    case "replay":
      return replayChunk(request.chunk, request.context, request);
    case "frontier":
      return frontierPart(request.rows, request.period);
  }
}
