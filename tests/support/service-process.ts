import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createParser } from "eventsource-parser";
import type {
  ChangeSet,
  ChangeSetDetail,
  Connection,
  Job,
  JobEvent,
  Run,
  Scenario,
  Started,
} from "../../engine/contracts/index.ts";
import { sharedPath } from "./reference.ts";
import { spawnStockwright } from "./cli.ts";
import type { CommandPlace, Served } from "./cli.ts";
import type { ManErp } from "./erp-man.ts";

/** A running `stockwright worker`. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  readonly stderr: () => string;
  /** Sends the signal and answers the exit code; `null` when the signal ended it. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** Starts a worker of its own and waits until it works. */
export async function startWorker(place: CommandPlace): Promise<WorkerProcess> {
  const child = spawnStockwright(["worker"], place);
  let stderr = "";
  child.stdout!.resume();
  const ended = once(child, "close").then(([code]) => code as number | null);
  await new Promise<void>((resolve, reject) => {
    child.stderr!.on("data", (chunk) => {
      stderr += String(chunk);
      if (stderr.includes("working;")) resolve();
    });
    void ended.then((code) =>
      reject(new Error(`worker ended with ${code}: ${stderr}`)),
    );
  });
  return {
    child,
    stderr: () => stderr,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

/** The API of a running server, as one of the trial's people uses it. */
export interface Api {
  readonly get: <T>(where: string) => Promise<T>;
  readonly post: <T>(where: string, body?: unknown, as?: string) => Promise<T>;
  /** Every event of a job's stream, until the server ends it. */
  readonly events: (jobId: string) => Promise<readonly JobEvent[]>;
  /** The job once it has ended, however. */
  readonly ended: (jobId: string) => Promise<Job>;
  /** What the metrics say of the queue: deliveries by state. */
  readonly queue: () => Promise<Readonly<Record<string, number>>>;
}

export function apiOf(served: Served): Api {
  const send = async (where: string, init: RequestInit = {}, as = "pat") => {
    const response = await fetch(new URL(where, served.address), {
      ...init,
      headers: {
        authorization: `Bearer ${served.token}`,
        "x-stockwright-person": as,
        "content-type": "application/json",
      },
    });
    if (response.ok) return response;
    throw new Error(`${where}: ${await response.text()}`);
  };
  const get = async <T>(where: string) =>
    (await (await send(`/api/v1${where}`)).json()) as T;
  return {
    get,
    post: async <T>(where: string, body: unknown = {}, as?: string) => {
      const init = { method: "POST", body: JSON.stringify(body) };
      return (await (await send(`/api/v1${where}`, init, as)).json()) as T;
    },
    events: async (jobId) => {
      const response = await send(`/api/v1/jobs/${jobId}/events`);
      const events: JobEvent[] = [];
      const parser = createParser({
        onEvent: ({ data }) => events.push(JSON.parse(data) as JobEvent),
      });
      parser.feed(await response.text());
      return events;
    },
    ended: (jobId) =>
      until(`the end of job ${jobId}`, async () => {
        const job = await get<Job>(`/jobs/${jobId}`);
        return ["queued", "running"].includes(job.state) ? null : job;
      }),
    queue: async () => {
      const text = await (await send("/metrics")).text();
      const lines = text.matchAll(
        /^stockwright_queue_jobs\{state="(\w+)"\} (\d+)$/gm,
      );
      return Object.fromEntries(
        [...lines].map(([, state, count]) => [state!, Number(count)]),
      );
    },
  };
}

/** Looks again and again, for two minutes at most. */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | false>,
): Promise<T> {
  const end = Date.now() + 120_000;
  for (;;) {
    const seen = await look();
    if (seen !== null && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`${what} did not come in 2 minutes`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The folder of the distributor's files, as a connection. */
export const manFiles = (): Connection => ({
  id: "man",
  title: "Distributor's files",
  connector: "csv",
  profile: "csv",
  options: { folder: sharedPath("data"), mapping: manMapping },
});

/** The mapping that ships. */
export const manMapping = new URL(
  "../../connectors/csv/mappings/man.json",
  import.meta.url,
).pathname;

/** Where the ERP's connection string stands for the processes that a test starts. */
export const erpVariable = "MAN_ERP_ODBC";

/** The distributor's ERP over ODBC, as a connection. */
export const manErpConnection = (
  options: Readonly<Record<string, string>> = {},
): Connection => ({
  id: "erp",
  title: "Distributor's ERP",
  connector: "odbc",
  profile: "sample",
  options: { connectionString: erpVariable, ...options },
});

/** Both connections, and the files as a snapshot; answers its id. */
export async function importMan(
  api: Api,
  erp: Connection = manErpConnection(),
): Promise<string> {
  for (const connection of [manFiles(), erp]) {
    await api.post("/connections", connection, "iris");
  }
  const started = await api.post<Started>("/imports", { connectionId: "man" });
  const { state, error } = await api.ended(started.jobId);
  if (state !== "done") throw new Error(`the import is ${state}: ${error}`);
  await api.ended(`${started.jobId}-audit`);
  return started.subjectId;
}

/**
 * Starts a run of a snapshot, with fill rates under periodic review: the slowest sums there
 * are, so that a quick machine is in the middle of it long enough to be caught there.
 */
export async function startRun(api: Api, snapshotId: string): Promise<Started> {
  const scenario = await api.get<Scenario>("/scenarios/default");
  return api.post<Started>("/runs", {
    snapshotId,
    scenario: { ...scenario, serviceMeasure: "fill", reviewPeriods: 1 },
  });
}

/** Starts runs until one is seen in its middle: a quick machine ends one between two looks. */
export async function runMidway(
  api: Api,
  snapshotId: string,
): Promise<Started> {
  for (let tries = 0; tries < 20; tries++) {
    const started = await startRun(api, snapshotId);
    for (;;) {
      const job = await api.get<Job>(`/jobs/${started.jobId}`);
      if (job.state === "running") return started;
      if (!["queued", "running"].includes(job.state)) break;
    }
  }
  throw new Error("20 runs ended before they were seen in their middle");
}

/** Waits for a run to end. */
export async function runEnded(api: Api, { jobId, subjectId }: Started) {
  await api.ended(jobId);
  return api.get<Run>(`/runs/${subjectId}`);
}

/** Plans a run's numbers for the ERP and has the plan approved by another person. */
export async function approvedChanges(
  api: Api,
  runId: string,
  stageIds?: readonly string[],
): Promise<ChangeSet> {
  const started = await api.post<Started>("/change-sets", {
    runId,
    connectionId: "erp",
    maxChange: 1e9,
    ...(stageIds && { stageIds }),
  });
  const { state, error } = await api.ended(started.jobId);
  if (state !== "done") throw new Error(`the plan is ${state}: ${error}`);
  const where = `/change-sets/${started.subjectId}`;
  const { changeSet } = await api.get<ChangeSetDetail>(where);
  return api.post(
    `${where}/approve`,
    { digest: changeSet.digest, comment: "read row by row" },
    "alex",
  );
}

const columnOf = {
  safetyStock: "safety",
  reorderPoint: "min",
  orderUpTo: "max",
  orderQuantity: "max",
} as const;

/**
 * Holds the ERP's own record against a change set that was written: each row once, by `actor`,
 * with the values of the plan. Rows that were not written have no entry by `actor`.
 */
export async function expectOnce(
  erp: ManErp,
  { rows }: ChangeSetDetail,
  actor = "pat",
): Promise<void> {
  const written = rows.filter(({ state }) =>
    ["written", "already-written"].includes(state),
  );
  const ours = [...(await erp.audit())].flatMap(([stageId, entries]) =>
    entries
      .filter((entry) => entry.actor === actor)
      .map((entry) => [stageId, entry] as const),
  );
  const ids = ours.map(([stageId]) => stageId);
  expect(ids.sort()).toEqual(written.map(({ stageId }) => stageId).sort());
  const now = await erp.rows();
  for (const { stageId, changes } of written) {
    const row = now.get(stageId)!;
    for (const { field, newValue } of changes) {
      expect([stageId, field, row[columnOf[field]]]).toEqual([
        stageId,
        field,
        newValue,
      ]);
    }
  }
}
