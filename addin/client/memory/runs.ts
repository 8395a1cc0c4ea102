import type {
  LinkRecord,
  Recommendation,
  Run,
  Scenario,
  SnapshotSummary,
  Totals,
} from "../../../engine/contracts/index.ts";
import { memoryRecommendation } from "./company.ts";
import { memoryLinks } from "./links.ts";
import { supposedStages } from "./supposed.ts";
import { change, memoryDigest, nextId, startJob, type World } from "./world.ts";

/** Imports the small company. */
export function importSnapshot(
  world: World,
  author: string,
): { jobId: string; subjectId: string } {
  const id = nextId(world, "snapshot");
  world.snapshots.unshift({
    ...summaryOf(world, id),
    state: "importing",
  });
  const jobId = startJob(world, {
    kind: "import",
    subjectId: id,
    author,
    step: "Reading items",
    total: world.stages.length,
    finish: () => {
      change(world.snapshots, id, { state: "ready" });
      startJob(world, {
        kind: "audit",
        subjectId: id,
        author,
        step: "Auditing the data",
        total: world.stages.length,
        finish: () =>
          change(world.snapshots, id, {
            findings: { error: 1, warning: 4, info: 2 },
          }),
      });
      startJob(world, {
        kind: "forecast",
        subjectId: id,
        author,
        step: "Forecasting",
        total: world.stages.length,
        // Long enough to be seen beside a run, as with a real catalog.
        slower: 3,
        finish: () => undefined,
      });
    },
    cancelled: () =>
      change(world.snapshots, id, { state: "failed", error: "cancelled" }),
  });
  return { jobId, subjectId: id };
}

/** Optimizes the small company under a scenario. */
export function optimize(
  world: World,
  author: string,
  snapshotId: string,
  scenario: Scenario,
): { jobId: string; subjectId: string } {
  const supposed = supposedStages(world.stages, scenario);
  const id = nextId(world, "run");
  const run: Run = {
    id,
    jobId: "",
    snapshotId,
    snapshotDigest: memoryDigest(snapshotId),
    scenario,
    scenarioDigest: memoryDigest(JSON.stringify(scenario)),
    engineVersion: "0.1.0",
    state: "running",
    author,
    createdAt: new Date().toISOString(),
    finishedAt: null,
    resultDigest: null,
    totals: null,
    leftOut: [],
    error: null,
  };
  world.runs.unshift(run);
  const jobId = startJob(world, {
    kind: "optimize",
    subjectId: id,
    author,
    step: "Optimizing networks",
    total: world.stages.length,
    finish: () => {
      const rows = supposed
        .map((stage) => memoryRecommendation(stage, scenario))
        .sort((a, b) => b.priority - a.priority);
      world.results.set(id, rows);
      change(world.runs, id, {
        state: "done",
        finishedAt: new Date().toISOString(),
        resultDigest: memoryDigest(id),
        totals: totalsOf(rows, scenario),
        leftOut: [
          {
            stageId: "P-2001@DC-NORTH",
            code: "missing-cost",
            reason: "no unit cost",
          },
        ],
      });
    },
    cancelled: () =>
      change(world.runs, id, {
        state: "cancelled",
        finishedAt: new Date().toISOString(),
      }),
  });
  change(world.runs, id, { jobId });
  return { jobId, subjectId: id };
}

/** Who supplies whom in a run. */
export function linksOf(world: World, run: Run): readonly LinkRecord[] {
  return memoryLinks(supposedStages(world.stages, run.scenario));
}

function summaryOf(world: World, id: string): SnapshotSummary {
  const { stages } = world;
  return {
    id,
    digest: memoryDigest(id),
    takenAt: new Date().toISOString(),
    connectionId: "sample",
    profile: "sample",
    currency: "EUR",
    period: "week",
    taxonomyVersion: "1",
    state: "ready",
    stages: stages.length,
    links: stages.length - 12,
    items: new Set(stages.map((stage) => stage.item)).size,
    locations: new Set(stages.map((stage) => stage.location)).size,
    onHandValue: stages.reduce((sum, s) => sum + s.onHand * s.unitCost, 0),
    findings: null,
    error: null,
  };
}

function totalsOf(rows: readonly Recommendation[], scenario: Scenario): Totals {
  const sum = (of: (row: Recommendation) => number | null) =>
    rows.reduce((total, row) => total + (of(row) ?? 0), 0);
  const weight = sum((row) => row.demandMean * (row.unitCost ?? 0));
  const mean = (of: (row: Recommendation) => number | null) =>
    sum((row) => (of(row) ?? 0) * row.demandMean * (row.unitCost ?? 0)) /
    weight;
  const before = sum((row) => row.before.inventoryValue);
  const after = sum((row) => row.after.inventoryValue);
  return {
    stages: rows.length,
    inventoryValueBefore: before,
    inventoryValueAfter: after,
    cashReleased: before - after,
    stagesWithoutPolicy: 0,
    onHandValue: sum((row) => (row.onHand ?? 0) * (row.unitCost ?? 0)),
    onItsWayValue: sum(
      (row) => row.demandMean * row.leadTimeMean * (row.unitCost ?? 0),
    ),
    fillRateBefore: mean((row) => row.before.fillRate),
    fillRateAfter: mean((row) => row.after.fillRate),
    cycleServiceBefore: mean((row) => row.before.cycleService),
    cycleServiceAfter: mean((row) => row.after.cycleService),
    holdingCostPerYearBefore: before * scenario.holdingRatePerYear,
    holdingCostPerYearAfter: after * scenario.holdingRatePerYear,
  };
}
