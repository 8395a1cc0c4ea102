import {
  applyScenario,
  planningContext,
  splitCatalog,
} from "../../engine/index.ts";
import type { PlanningChunk, PlanningContext } from "../../engine/index.ts";
import type { Run } from "../../engine/contracts/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import type { Forecaster } from "../threads/forecaster.ts";
import { forecasterInProcess } from "../threads/forecaster.ts";
import { catalogLesson } from "./catalog-lesson.ts";

/** The pieces of one run, the same in every process: they follow from the snapshot alone. */
export interface PlanOfRun {
  readonly chunks: readonly PlanningChunk[];
  readonly context: PlanningContext;
  /** Stages done by this process, by chunk: its chunks tell their progress together. */
  readonly done: Map<number, number>;
}

/** Finds the pieces of a run. */
export type PlanSource = (run: Run) => Promise<PlanOfRun>;

/** A compromise: small enough to share among processes, large enough to be worth a job. */
const stagesPerChunk = 500;

/**
 * Pieces of runs, the last run's kept in memory: its chunks follow each other, and snapshots
 * never change.
 */
export function planSource(
  store: Store,
  forecaster: Forecaster = forecasterInProcess,
): PlanSource {
  let last: { runId: string; plan: Promise<PlanOfRun> } | null = null;
  return (run) => {
    if (last?.runId !== run.id) {
      const entry = { runId: run.id, plan: load(store, forecaster, run) };
      last = entry;
      // What failed to load must not be remembered.
      entry.plan.catch(() => {
        if (last === entry) last = null;
      });
    }
    return last.plan;
  };
}

/** Several deliveries wait for one plan: none of them alone may stop it. */
const untold = {
  signal: new AbortController().signal,
  progress: () => undefined,
};

async function load(
  store: Store,
  forecaster: Forecaster,
  run: Run,
): Promise<PlanOfRun> {
  const snapshot = await store.snapshots.summary(run.snapshotId);
  if (snapshot?.state !== "ready") {
    throw new FinalError(`snapshot ${run.snapshotId} is not ready`);
  }
  // By UTF-16 code units, whatever the database's collation: sums follow the order.
  const stages = [...(await store.snapshots.stages(run.snapshotId))].sort(
    (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
  const links = await store.snapshots.links(run.snapshotId);
  const { pool } = await catalogLesson(store, snapshot, forecaster, untold);
  const supposed = applyScenario(
    { period: snapshot.period, stages, links },
    run.scenario,
  );
  return {
    done: new Map(),
    chunks: splitCatalog(supposed.stages, supposed.links, stagesPerChunk),
    // What happened is learnt from the record, whatever the scenario changes.
    context: planningContext({
      scenario: run.scenario,
      snapshot: {
        period: snapshot.period,
        currency: snapshot.currency,
        takenAt: snapshot.takenAt,
        digest: snapshot.digest,
      },
      stages,
      pool,
    }),
  };
}
