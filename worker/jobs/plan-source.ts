import {
  applyScenario,
  planningContext,
  splitCatalog,
} from "../../engine/index.ts";
import type { PlanningChunk, PlanningContext } from "../../engine/index.ts";
import type {
  LinkRecord,
  Run,
  Scenario,
  SnapshotSummary,
  StageRecord,
} from "../../engine/contracts/index.ts";
import { FinalError } from "../queue/queue.ts";
import type { Store } from "../store/store.ts";
import type { Forecaster } from "../threads/forecaster.ts";
import { forecasterInProcess } from "../threads/forecaster.ts";
import { catalogLesson } from "./catalog-lesson.ts";

/** The pieces of one run, the same in every process: they follow from the snapshot alone. */
export interface PlanOfRun {
  /** Stages in each piece, by its index. */
  readonly sizes: readonly number[];
  /** One piece with its stages: they are read when it is worked on, and not kept. */
  readonly chunk: (index: number) => Promise<PlanningChunk>;
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
  const { snapshotId, scenario } = run;
  const snapshot = await store.snapshots.summary(snapshotId);
  if (snapshot?.state !== "ready") {
    throw new FinalError(`snapshot ${snapshotId} is not ready`);
  }
  // What happened is learnt from the record, whatever the scenario changes.
  const lesson = await catalogLesson(store, snapshot, forecaster, untold);
  const { stages, links, changed } = await supposed(store, snapshot, scenario);
  const chunks = splitCatalog(stages, links, stagesPerChunk);
  return {
    done: new Map(),
    sizes: chunks.map((chunk) => chunk.stages.length),
    chunk: async (at) => {
      const { index, stages: named, links: inside } = chunks[at]!;
      const ids = named.map(({ id }) => id);
      const read = await store.snapshots.stagesOf(
        snapshotId,
        ids.filter((id) => !changed.has(id)),
      );
      const records = new Map(read.map((record) => [record.id, record]));
      return {
        index,
        stages: ids.map((id) => changed.get(id) ?? records.get(id)!),
        links: inside,
      };
    },
    context: planningContext({
      scenario,
      snapshot: {
        period: snapshot.period,
        currency: snapshot.currency,
        takenAt: snapshot.takenAt,
        digest: snapshot.digest,
      },
      vendors: lesson.vendors,
      pool: lesson.pool,
    }),
  };
}

/**
 * Who belongs to the catalog that a scenario supposes, and the records it changed. Those it left
 * as they were are not held: a catalog may be larger than the memory for it.
 */
async function supposed(
  { snapshots }: Store,
  { id, period }: SnapshotSummary,
  scenario: Scenario,
): Promise<{
  readonly stages: readonly Pick<StageRecord, "id">[];
  readonly links: readonly LinkRecord[];
  readonly changed: ReadonlyMap<string, StageRecord>;
}> {
  const links = await snapshots.links(id);
  if ((scenario.changes ?? []).length === 0) {
    const ids = await snapshots.stageIds(id);
    return {
      stages: ids.map((stageId) => ({ id: stageId })),
      links,
      changed: new Map(),
    };
  }
  const recorded: StageRecord[] = [];
  for await (const page of snapshots.stagePages(id)) recorded.push(...page);
  // By UTF-16 code units, whatever the database's collation: sums follow the order.
  recorded.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const after = applyScenario({ period, stages: recorded, links }, scenario);
  const before = new Map(recorded.map((record) => [record.id, record]));
  return {
    stages: after.stages.map((stage) => ({ id: stage.id })),
    links: after.links,
    changed: new Map(
      after.stages
        .filter((stage) => before.get(stage.id) !== stage)
        .map((stage) => [stage.id, stage]),
    ),
  };
}
