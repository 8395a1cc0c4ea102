import type {
  CatalogSimulation,
  RecommendationRow,
  Run,
  SimulatedPolicy,
} from "../../engine/contracts/index.ts";
import { replayTotals, withOverride } from "../../engine/index.ts";
import type { ReplayPart } from "../../engine/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import { studiesInProcess } from "../threads/chunk-studies.ts";
import { keyOf } from "./study.ts";
import type { Study } from "./study.ts";

/** What a simulation keeps beside its rows. */
export type SimulationSummary = Omit<
  CatalogSimulation,
  "total" | "offset" | "rows"
>;

/** Under which name a run keeps a replay. */
export function replayName(policy: SimulatedPolicy): string {
  return `simulation ${policy}`;
}

/** A replay of a run's catalog with the numbers of one kind. */
export function replayStudy(task: {
  readonly runId: string;
  readonly policy: SimulatedPolicy;
  readonly days: number;
}): Study {
  const { runId, policy, days } = task;
  const name = replayName(policy);
  return {
    runId,
    name,
    step: "Simulating",
    chunkTask: (chunk) => ({
      kind: "simulate-chunk",
      runId,
      policy,
      days,
      chunk,
    }),
    gatherTask: { kind: "simulate-gather", runId, policy, days },
    chunk: async (run, index, context, dependencies) => {
      const { store, plans, studies = studiesInProcess } = dependencies;
      const plan = await plans(run);
      if (plan.sizes[index] === undefined) {
        throw new FinalError(`run ${runId} has no chunk ${index}`);
      }
      const chunk = await plan.chunk(index);
      const numbers = await numbersOf(store, run, index, policy);
      const { rows, sums } = await studies.replay(
        { chunk, context: plan.context, days, numbers },
        context,
      );
      return {
        document: sums,
        rows: rows.map(({ shortfall, stage }) => ({
          stageId: stage.stageId,
          rank: shortfall,
          record: stage,
        })),
      };
    },
    gather: async (context, { store }) => {
      const parts = await store.studies.documents(context.jobId);
      const summary: SimulationSummary = {
        runId,
        policy,
        days,
        totals: replayTotals(parts as readonly ReplayPart["sums"][]),
      };
      await store.studies.finish(
        keyOf({ runId, name }, context.jobId),
        summary,
      );
      const total = parts.length;
      context.progress({ step: "Simulated", done: total, total });
    },
  };
}

/** The numbers to replay, by stage; a stage without its own is replayed as recommended. */
async function numbersOf(
  store: Store,
  run: Run,
  chunk: number,
  policy: SimulatedPolicy,
): Promise<Record<string, RecommendationRow["recommended"]>> {
  const rows = await store.runs.chunkRows(run.id, chunk);
  const overrides =
    policy === "overridden"
      ? new Map(
          (await store.runs.overrides(run.id)).map((one) => [one.stageId, one]),
        )
      : null;
  return Object.fromEntries(
    rows.map((row) => {
      const { stageId, current, recommended } = row;
      const override = overrides?.get(stageId);
      if (override) {
        const decided = withOverride({ ...row, explanations: [] }, override);
        return [stageId, decided.recommended];
      }
      const held =
        policy === "current" &&
        current.reorderPoint !== null &&
        (current.orderUpTo !== null || current.orderQuantity !== null);
      return [
        stageId,
        held
          ? {
              ...current,
              orderUpTo:
                current.orderUpTo ??
                current.reorderPoint! + (current.orderQuantity ?? 0),
            }
          : recommended,
      ];
    }),
  );
}
