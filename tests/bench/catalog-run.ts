import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import pg from "pg";
import { defaultScenario } from "../../engine/index.ts";
import { startRun } from "../../worker/api/start.ts";
import { snapshotDigest } from "../../worker/jobs/digest.ts";
import { openQueue } from "../../worker/queue/open-queue.ts";
import { startRelay } from "../../worker/queue/relay.ts";
import type { Relay } from "../../worker/queue/relay.ts";
import { openStore } from "../../worker/store/open-store.ts";
import type { Store } from "../../worker/store/store.ts";
import { emptyDatabase } from "../contracts/store-databases.ts";
import { aCatalog } from "../support/a-catalog.ts";
import { ensureBuilt, removeFolder, temporaryFolder } from "../support/cli.ts";
import {
  childrenOf,
  cpuSeconds,
  keepOnCores,
  mostMemory,
  parentOf,
} from "../support/process-usage.ts";
import { startWorker } from "../support/service-process.ts";
import type { WorkerProcess } from "../support/service-process.ts";

/** Networks of twenty stages; fewer to try the bench itself: `CATALOG_NETWORKS=500`. */
const networks = Number(process.env["CATALOG_NETWORKS"] ?? 5_000);
/** A fifth of them shows what a second process brings. */
const fewer = Math.ceil(networks / 5);
/** Seconds for 100,000 stages on two cores, and megabytes of both workers together. */
const bar = { seconds: 120, megabytes: 1536 };

/** Who works where; a worker has one planning thread beside the one that stores. */
interface Places {
  /** The core of each worker. */
  readonly workers: readonly string[];
  readonly postgres: string;
}

/** A worker and the database have one core, or two workers and the database have two. */
const oneCore: Places = { workers: ["0"], postgres: "0" };
const twoCores: Places = { workers: ["0", "1"], postgres: "0,1" };
/** One worker again, and the database has the second core for itself. */
const databaseApart: Places = { workers: ["0"], postgres: "1" };
const anyCore = `0-${os.availableParallelism() - 1}`;
const anywhere: Places = { workers: [anyCore, anyCore], postgres: anyCore };

/**
 * A catalog in the store, optimized, simulated and stored by worker processes.
 *
 * What a second worker brings is told by equal means: one core for one worker and PostgreSQL,
 * two cores for two workers and PostgreSQL. Beside it stands one worker that has a core to
 * itself, for PostgreSQL is given the other: whoever adds a worker there takes from PostgreSQL
 * what it adds. Each is run twice over one snapshot: the first run learns from the catalog,
 * which one process does while others wait; later ones, and the first after an import has been
 * forecast, find the lesson.
 */
export async function run(): Promise<object[]> {
  ensureBuilt();
  const one = await runsOf(fewer, oneCore);
  const apart = await runsOf(fewer, databaseApart);
  const two = await runsOf(fewer, twoCores);
  const [all] = await runsOf(networks, anywhere, 1);
  const size = (count: number) => `${(20 * count).toLocaleString("en-US")}`;
  const byTwo = (turn: number, what: string) =>
    [
      { than: one, name: "by one and PostgreSQL on one core" },
      { than: apart, name: "by one on one core, PostgreSQL on the other" },
    ].map(({ than, name }) => ({
      name: `${size(fewer)} stages, ${what}: by two workers and PostgreSQL on two cores`,
      ours: two[turn]!.seconds,
      unit: "s",
      baseline: than[turn]!.seconds,
      baselineName: name,
      ratio: than[turn]!.seconds / two[turn]!.seconds,
    }));
  const cpu = (of: "workers" | "postgres", name: string) => ({
    // Other work on the machine does not count here.
    name: `CPU time of ${name} for ${size(fewer)} stages, learning and all: two workers`,
    ours: two[0]!.cpu[of],
    unit: "CPU s",
    baseline: one[0]!.cpu[of],
    baselineName: "one worker",
    ratio: one[0]!.cpu[of] / two[0]!.cpu[of],
  });
  return [
    {
      name: `${size(networks)} stages in ${networks.toLocaleString("en-US")} networks: learnt from, optimized, simulated, stored by two workers`,
      ours: all!.seconds,
      unit: "s",
      baseline: (bar.seconds * networks) / 5_000,
      baselineName: "what a planner waits for, two cores",
      ratio: (bar.seconds * networks) / 5_000 / all!.seconds,
    },
    {
      name: "most memory of two workers together",
      ours: all!.megabytes,
      unit: "MB",
      baseline: bar.megabytes,
      baselineName: "the bar",
      ratio: bar.megabytes / all!.megabytes,
    },
    {
      name: "CPU time of both workers and PostgreSQL for it",
      ours: all!.cpu.workers + all!.cpu.postgres,
      unit: "CPU s",
      baseline: (2 * bar.seconds * networks) / 5_000,
      baselineName: "two cores all that time",
      ratio:
        (2 * bar.seconds * networks) /
        5_000 /
        (all!.cpu.workers + all!.cpu.postgres),
    },
    ...byTwo(0, "first run of a snapshot"),
    ...byTwo(1, "run again"),
    cpu("workers", "workers"),
    cpu("postgres", "PostgreSQL"),
  ];
}

interface Used {
  readonly seconds: number;
  /** CPU seconds of all workers together, and of the database. */
  readonly cpu: { readonly workers: number; readonly postgres: number };
  /** Of all workers, until then. */
  readonly megabytes: number;
}

/** What runs of one snapshot by the same processes take, one after the other. */
async function runsOf(
  count: number,
  places: Places,
  turns = 2,
): Promise<readonly Used[]> {
  const database = await emptyDatabase();
  const data = temporaryFolder("catalog-run");
  const place = { kind: "postgres", url: database.url } as const;
  const store = await openStore(place);
  // As the API does, so that a run does not wait for a worker's next look.
  const queue = await openQueue(place);
  const relay = startRelay({ store, queue });
  const workers: WorkerProcess[] = [];
  const server = await serverOf(database.url);
  try {
    await keep(store, count);
    server.keepOn(places.postgres);
    const env = { DATABASE_URL: database.url, THREADS: "1" };
    for (const core of places.workers) {
      const worker = await startWorker({ data, env });
      workers.push(worker);
      keepOnCores(worker.child.pid!, core);
    }
    const sum = (of: (pid: number) => number): number =>
      workers.reduce((total, { child }) => total + of(child.pid!), 0);
    const used: Used[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const idle = { workers: sum(cpuSeconds), postgres: server.cpuSeconds() };
      const seconds = await ended(store, relay);
      used.push({
        seconds,
        cpu: {
          workers: sum(cpuSeconds) - idle.workers,
          postgres: server.cpuSeconds() - idle.postgres,
        },
        megabytes: sum(mostMemory),
      });
    }
    return used;
  } finally {
    server.keepOn(anyCore);
    for (const worker of workers) await worker.stop();
    await relay.close();
    await queue.close();
    await store.close();
    await database.drop();
    removeFolder(data);
  }
}

/** Starts a run of the snapshot and waits for its end; answers its seconds. */
async function ended(store: Store, relay: Relay): Promise<number> {
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
    if (found?.state === "done") return (performance.now() - from) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The database's own processes; they must be on this machine. */
async function serverOf(url: string): Promise<{
  /** All of them, and those to come. */
  readonly keepOn: (cores: string) => void;
  /** Of those that ran when it was asked before, and those that run now. */
  readonly cpuSeconds: () => number;
}> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    "select pg_backend_pid() as pid",
  );
  const main = parentOf(rows[0]!.pid);
  await client.end();
  const known = new Map<number, number>();
  return {
    keepOn: (cores) => {
      keepOnCores(main, cores);
      for (const pid of childrenOf(main))
        unlessGone(pid, () => keepOnCores(pid, cores));
    },
    cpuSeconds: () => {
      for (const pid of [main, ...childrenOf(main)]) {
        unlessGone(pid, () => known.set(pid, cpuSeconds(pid)));
      }
      return [...known.values()].reduce((total, seconds) => total + seconds, 0);
    },
  };
}

/** A connection may end between the look at who there is and the look at it. */
function unlessGone(pid: number, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (fs.existsSync(`/proc/${pid}`)) throw error;
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
