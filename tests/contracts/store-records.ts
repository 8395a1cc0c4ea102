import {
  type ChangeRow,
  type ChangeSet,
  type Finding,
  type Job,
  newChangeSet,
  type Recommendation,
  type Run,
  type Snapshot,
} from "../../engine/contracts/index.ts";
import { aStage } from "../support/a-stage.ts";

export const noon = "2026-03-01T12:00:00Z";
export const digestOfA = "a".repeat(64);
export const digestOfB = "b".repeat(64);

const noPolicy = {
  safetyStock: null,
  reorderPoint: null,
  orderUpTo: null,
  orderQuantity: null,
};
const noOutcome = {
  cycleService: null,
  fillRate: null,
  meanOnHand: null,
  inventoryValue: null,
};

export function aSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    id: "snapshot-1",
    digest: digestOfA,
    takenAt: noon,
    connectionId: "erp",
    profile: "sample",
    currency: "EUR",
    period: "week",
    taxonomyVersion: "1",
    stages: [
      aStage({ item: "B", location: "DC1", onHand: 3, unitCost: 2.5 }),
      aStage({ item: "A", location: "DC1", onHand: null }),
      aStage({ item: "A", location: "BR1", onHand: 4, unitCost: 0.5 }),
    ],
    links: [{ from: "A@DC1", to: "A@BR1", units: 1 }],
    ...changes,
  };
}

export function aFinding(changes: Partial<Finding> = {}): Finding {
  return {
    code: "missing-cost",
    severity: "error",
    title: "No unit cost",
    effect: "The stage cannot be valued",
    remedy: "Maintain the cost in the item master",
    stages: ["A@DC1"],
    examples: ["A@DC1 has no unit cost"],
    count: 1,
    ...changes,
  };
}

export function aRun(changes: Partial<Run> = {}): Run {
  return {
    id: "run-1",
    jobId: "job-1",
    snapshotId: "snapshot-1",
    snapshotDigest: digestOfA,
    scenario: {
      name: "base",
      serviceTargets: { default: 0.95 },
      serviceMeasure: "cycle",
      holdingRatePerYear: 0.2,
      defaultOrderingCost: 50,
      reviewPeriods: 0,
      leadTimeSource: "receipts",
      network: "single",
      distribution: "auto",
      maxServiceTimePeriods: 0,
      seed: 1,
    },
    scenarioDigest: digestOfB,
    engineVersion: "0.1.0",
    state: "queued",
    author: "planner",
    createdAt: noon,
    finishedAt: null,
    resultDigest: null,
    totals: null,
    leftOut: [],
    error: null,
    ...changes,
  };
}

export function aRecommendation(
  stageId: string,
  priority: number,
  changes: Partial<Recommendation> = {},
): Recommendation {
  const [item = "", location = ""] = stageId.split("@");
  return {
    stageId,
    item,
    location,
    description: "Gear pump",
    unit: "pc",
    unitDecimals: 0,
    unitCost: 40,
    serviceTier: "A",
    demandClass: "smooth",
    demandMean: 30,
    demandDeviation: 3.0000000000000004,
    leadTimeMean: 3,
    leadTimeDeviation: 0.5,
    leadTimeSource: "stage",
    serviceTimeIn: null,
    serviceTimeOut: null,
    netReplenishmentTime: 3,
    distribution: "normal",
    leadTimeDemandMean: 90,
    leadTimeDemandDeviation: 12.5,
    reviewPeriods: 0,
    serviceTarget: 0.95,
    serviceMeasure: "cycle",
    customerFacing: true,
    onHand: 200,
    current: noPolicy,
    recommended: { ...noPolicy, safetyStock: 21 },
    before: noOutcome,
    after: noOutcome,
    explanations: [
      {
        title: "Safety stock",
        total: 21,
        unit: "pc",
        parts: [{ name: "demand", amount: 21, note: "weekly swings" }],
        sentence: "21 pieces cover the weekly swings.",
      },
    ],
    flags: [],
    priority,
    ...changes,
  };
}

export function aChangeSet(changes: Partial<ChangeSet> = {}): ChangeSet {
  return {
    ...newChangeSet({
      id: "change-1",
      runId: "run-1",
      connectionId: "erp",
      author: "planner",
      createdAt: noon,
    }),
    ...changes,
  };
}

export function aChangeRow(
  stageId: string,
  changes: Partial<ChangeRow> = {},
): ChangeRow {
  return {
    stageId,
    key: { ITEM_NO: stageId },
    entity: "ITEM_PLANT",
    kind: "change",
    version: "7",
    changes: [
      {
        field: "safetyStock",
        column: "SAFETY_QTY",
        oldValue: "10.000",
        newValue: "21.000",
      },
    ],
    guardrails: [],
    valueChange: 10,
    overridden: false,
    overrideReason: null,
    state: "pending",
    message: null,
    writtenAt: null,
    ...changes,
  };
}

export function aJob(changes: Partial<Job> = {}): Job {
  return {
    id: "job-1",
    kind: "optimize",
    state: "queued",
    subjectId: "run-1",
    author: "planner",
    progress: null,
    createdAt: noon,
    startedAt: null,
    finishedAt: null,
    attempts: 0,
    error: null,
    ...changes,
  };
}
