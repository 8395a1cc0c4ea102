import { catalogFrontier } from "../../engine/index.ts";
import type { FrontierPart } from "../../engine/index.ts";
import { FinalError } from "../queue/queue.ts";
import { studiesInProcess } from "../threads/chunk-studies.ts";
import { keyOf, runOf } from "./study.ts";
import type { Study } from "./study.ts";

/** Under which name a run keeps its frontier. */
export const frontierName = "frontier";

/** Service against working capital over the catalog of a run, from sums of its pieces. */
export function frontierStudy({ runId }: { readonly runId: string }): Study {
  return {
    runId,
    name: frontierName,
    step: "Weighing service against stock",
    chunkTask: (chunk) => ({ kind: "frontier-chunk", runId, chunk }),
    gatherTask: { kind: "frontier-gather", runId },
    chunk: async (
      { id, snapshotId },
      chunk,
      context,
      { store, studies = studiesInProcess },
    ) => {
      const snapshot = await store.snapshots.summary(snapshotId);
      if (!snapshot) throw new FinalError(`snapshot ${snapshotId} is gone`);
      const rows = await store.runs.chunkRows(id, chunk);
      const { period } = snapshot;
      const document = await studies.frontier({ rows, period }, context);
      return { document, rows: [] };
    },
    gather: async (context, { store }) => {
      const run = await runOf(store, runId);
      const snapshot = await store.snapshots.summary(run.snapshotId);
      if (!snapshot) throw new FinalError(`snapshot ${run.snapshotId} is gone`);
      const parts = await store.studies.documents(context.jobId);
      const frontier = catalogFrontier(parts as readonly FrontierPart[], {
        id: runId,
        currency: snapshot.currency,
        holdingRatePerYear: run.scenario.holdingRatePerYear,
      });
      await store.studies.finish(
        keyOf({ runId, name: frontierName }, context.jobId),
        frontier,
      );
      const total = parts.length;
      context.progress({ step: "Weighed", done: total, total });
    },
  };
}
