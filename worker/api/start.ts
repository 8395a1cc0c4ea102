import type {
  Run,
  Scenario,
  SnapshotSummary,
  Started,
} from "../../engine/contracts/index.ts";
import { engineVersion } from "../../engine/index.ts";
import { scenarioDigest } from "../jobs/digest.ts";
import { startJob } from "../jobs/start-job.ts";
import type { ApiDependencies } from "./endpoint.ts";

type Needs = Pick<ApiDependencies, "store" | "newId" | "now">;

/** Announces a snapshot and starts the import that fills it. */
export async function startImport(
  { store, newId, now }: Needs,
  connectionId: string,
  author: string,
): Promise<Started> {
  const snapshotId = newId();
  const at = now();
  const job = await store.transaction(async (kept) => {
    await kept.snapshots.begin({ id: snapshotId, connectionId, at });
    return startJob(kept, {
      task: { kind: "import", snapshotId, connectionId },
      subjectId: snapshotId,
      author,
      now: at,
    });
  });
  return { jobId: job.id, subjectId: snapshotId };
}

/** Starts the forecast of a snapshot's whole catalog. */
export async function startForecast(
  { store, now }: Needs,
  snapshotId: string,
  author: string,
): Promise<Started> {
  const job = await store.transaction((kept) =>
    startJob(kept, {
      task: { kind: "forecast", snapshotId },
      subjectId: snapshotId,
      author,
      now: now(),
    }),
  );
  return { jobId: job.id, subjectId: snapshotId };
}

/** Keeps a run and starts its optimization. */
export async function startRun(
  { store, newId, now }: Needs,
  snapshot: SnapshotSummary,
  scenario: Scenario,
  author: string,
): Promise<Started> {
  const createdAt = now();
  const run: Run = {
    id: newId(),
    jobId: newId(),
    snapshotId: snapshot.id,
    snapshotDigest: snapshot.digest,
    scenario,
    scenarioDigest: scenarioDigest(scenario),
    engineVersion,
    state: "queued",
    author,
    createdAt,
    finishedAt: null,
    resultDigest: null,
    totals: null,
    leftOut: [],
    error: null,
  };
  await store.transaction(async (kept) => {
    await kept.runs.create(run);
    await startJob(kept, {
      jobId: run.jobId,
      task: { kind: "optimize", runId: run.id },
      subjectId: run.id,
      author,
      now: createdAt,
    });
    await kept.log.append({
      at: createdAt,
      actor: author,
      action: "run.started",
      subject: run.id,
      detail: {
        snapshotDigest: run.snapshotDigest,
        scenarioDigest: run.scenarioDigest,
        engineVersion,
      },
    });
  });
  return { jobId: run.jobId, subjectId: run.id };
}
