import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { defaultScenario } from "../../engine/index.ts";
import { startRun } from "../../worker/api/start.ts";
import { snapshotDigest } from "../../worker/jobs/digest.ts";
import { openQueue } from "../../worker/queue/open-queue.ts";
import { startRelay } from "../../worker/queue/relay.ts";
import { openStore } from "../../worker/store/open-store.ts";
import type { Store } from "../../worker/store/store.ts";
import { emptyDatabase } from "../contracts/store-databases.ts";
import { aCatalog } from "../support/a-catalog.ts";
import { ensureBuilt, removeFolder, temporaryFolder } from "../support/cli.ts";
import { startWorker } from "../support/service-process.ts";
import type { WorkerProcess } from "../support/service-process.ts";

/** Networks of twenty stages; fewer to try the bench itself: `CATALOG_NETWORKS=500`. */
const networks = Number(process.env["CATALOG_NETWORKS"] ?? 5_000);
/** A fifth of them shows what a second process brings. */
const fewer = Math.ceil(networks / 5);
/** Seconds for 100,000 stages on two cores, and megabytes of both workers together. */
const bar = { seconds: 120, megabytes: 1536 };

/**
 * A catalog in the store, optimized and simulated by worker processes of one thread each. Where one
 * is compared with two, each has a core to itself: a process without that takes more than one, for
 * its thread works while it stores, and the second would find half a core left.
 */
export async function run(): Promise<object[]> {
  ensureBuilt();
  const one = await runBy(1, fewer, { ownCore: true });
  const two = await runBy(2, fewer, { ownCore: true });
  const all = await runBy(2, networks);
  const size = (count: number) => `${(20 * count).toLocaleString("en-US")}`;
  return [
    {
      name: `${size(networks)} stages in ${networks.toLocaleString("en-US")} networks: optimized, simulated, stored`,
      ours: all.seconds,
      unit: "s",
      baseline: (bar.seconds * networks) / 5_000,
      baselineName: "what a planner waits for, two cores",
      ratio: (bar.seconds * networks) / 5_000 / all.seconds,
    },
    {
      name: "most memory of two workers together",
      ours: all.megabytes,
      unit: "MB",
      baseline: bar.megabytes,
      baselineName: "the bar",
      ratio: bar.megabytes / all.megabytes,
    },
    {
      // Other work on the machine does not count here, nor what the database does.
      name: "CPU time of both workers for it",
      ours: all.cpu,
      unit: "CPU s",
      baseline: (2 * bar.seconds * networks) / 5_000,
      baselineName: "two cores all that time",
      ratio: (2 * bar.seconds * networks) / 5_000 / all.cpu,
    },
    {
      name: `${size(fewer)} stages by two processes, a core each`,
      ours: two.seconds,
      unit: "s",
      baseline: one.seconds,
      baselineName: "by one, on one core",
      ratio: one.seconds / two.seconds,
    },
    {
      // What both do alike, as reading the snapshot, is what keeps two from being twice as fast.
      name: `CPU time for ${size(fewer)} stages by two processes`,
      ours: two.cpu,
      unit: "CPU s",
      baseline: one.cpu,
      baselineName: "by one",
      ratio: one.cpu / two.cpu,
    },
  ];
}

interface Used {
  readonly seconds: number;
  /** CPU seconds and megabytes of all workers. */
  readonly cpu: number;
  readonly megabytes: number;
}

async function runBy(
  processes: number,
  count: number,
  { ownCore = false } = {},
): Promise<Used> {
  const database = await emptyDatabase();
  const data = temporaryFolder("catalog-run");
  const place = { kind: "postgres", url: database.url } as const;
  const store = await openStore(place);
  // As the API does, so that a run does not wait for a worker's next look.
  const queue = await openQueue(place);
  const relay = startRelay({ store, queue });
  const workers: WorkerProcess[] = [];
  try {
    await keep(store, count);
    const env = { DATABASE_URL: database.url, THREADS: "1" };
    for (let at = 0; at < processes; at++) {
      const worker = await startWorker({ data, env });
      workers.push(worker);
      if (ownCore) keepOnCore(worker.child.pid!, at);
    }
    const sum = (of: (pid: number) => number): number =>
      workers.reduce((total, { child }) => total + of(child.pid!), 0);
    const idle = sum(cpuSeconds);
    const from = performance.now();
    const snapshot = (await store.snapshots.list())[0]!;
    const { subjectId } = await startRun(
      { store, newId: randomUUID, now: () => new Date().toISOString() },
      snapshot,
      defaultScenario(),
      "pat",
    );
    relay.nudge();
    for (;;) {
      const found = await store.runs.find(subjectId);
      if (found?.state === "failed") throw new Error(found.error ?? "failed");
      if (found?.state === "done") break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const seconds = (performance.now() - from) / 1000;
    const cpu = sum(cpuSeconds) - idle;
    return { seconds, cpu, megabytes: sum(mostMemory) };
  } finally {
    for (const worker of workers) await worker.stop();
    await relay.close();
    await queue.close();
    await store.close();
    await database.drop();
    removeFolder(data);
  }
}

async function keep(store: Store, count: number): Promise<void> {
  const at = "2026-01-05T00:00:00.000Z";
  const content = {
    ...aCatalog(count),
    takenAt: at,
    profile: "bench",
    currency: "EUR",
    period: "week",
    taxonomyVersion: "1",
  } as const;
  const id = "bench";
  await store.snapshots.begin({ id, connectionId: "bench", at });
  const digest = snapshotDigest(content);
  await store.snapshots.save(
    { ...content, id, connectionId: "bench", digest },
    [],
  );
}

/** All threads of a process, and those to come, on one core. Throws where that can't be had. */
function keepOnCore(pid: number, core: number): void {
  execFileSync("taskset", ["--all-tasks", "-p", "-c", `${core}`, `${pid}`]);
}

/** Megabytes that a process held at its most: the kernel's own count. */
function mostMemory(pid: number): number {
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** CPU seconds of a process with all its threads; the kernel counts in hundredths. */
function cpuSeconds(pid: number): number {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  // After the name in parentheses: field 3 and on; 14 and 15 are user and system time.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
