import { randomUUID } from "node:crypto";
import type { Connection } from "../../engine/contracts/index.ts";
import { defaultScenario } from "../../engine/index.ts";
import { trialPeople } from "../api/auth/local-auth.ts";
import { startImport, startRun } from "../api/start.ts";
import { isSettled } from "../jobs/settle.ts";
import type { Backends } from "./backends.ts";

/** The connection to the embedded ERP. */
export const sampleConnection: Connection = {
  id: "sample",
  title: "Sample company",
  connector: "embedded",
  profile: "sample",
  options: {},
};

/** Milliseconds between two looks at a job. */
const interval = 200;

/**
 * Brings the sample company as far as a planner's first look: connected, imported, audited and
 * optimized. Each step is taken once only, so a second start goes on where a first one ended.
 */
export async function ensureSample(
  { store, relay }: Backends,
  signal: AbortSignal,
): Promise<void> {
  const [planner] = trialPeople;
  const deeds = {
    store,
    newId: randomUUID,
    now: () => new Date().toISOString(),
  };
  if (!(await store.connections.find(sampleConnection.id))) {
    await store.connections.save(sampleConnection);
  }
  let snapshot = (await store.snapshots.list()).find(
    ({ connectionId, state }) =>
      connectionId === sampleConnection.id && state !== "failed",
  );
  if (!snapshot) {
    const started = await startImport(deeds, sampleConnection.id, planner.id);
    relay.nudge();
    await ended(store, started.jobId, signal);
    snapshot = (await store.snapshots.summary(started.subjectId)) ?? undefined;
  }
  if (!snapshot) return;
  while (snapshot?.state === "importing" && !signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, interval));
    snapshot = (await store.snapshots.summary(snapshot.id)) ?? undefined;
  }
  if (snapshot?.state !== "ready" || signal.aborted) return;
  if ((await store.runs.list()).length > 0) return;
  await startRun(deeds, snapshot, defaultScenario(), planner.id);
  relay.nudge();
}

async function ended(
  store: Backends["store"],
  jobId: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const job = await store.jobs.find(jobId);
    if (!job || isSettled(job)) return;
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
