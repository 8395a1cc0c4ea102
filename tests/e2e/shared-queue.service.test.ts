import type { Run, Started } from "../../engine/contracts/index.ts";
import { emptyDatabase } from "../contracts/store-databases.ts";
import {
  ensureBuilt,
  removeFolder,
  serve,
  temporaryFolder,
} from "../support/cli.ts";
import type { Served } from "../support/cli.ts";
import { needed } from "../support/erp-services.ts";
import {
  apiOf,
  importMan,
  runEnded,
  runMidway,
  startRun,
  startWorker,
  until,
} from "../support/service-process.ts";
import type { Api, WorkerProcess } from "../support/service-process.ts";

const long = 600_000;

/** Pieces of a run that a worker says it planned. */
function chunksOf(worker: WorkerProcess, run: Started): number {
  return worker
    .stderr()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(
      ({ msg, kind, jobId }) =>
        msg === "delivery done" &&
        kind === "optimize-chunk" &&
        String(jobId).startsWith(run.jobId),
    ).length;
}

describe.each([
  { queue: "PostgreSQL", redis: false },
  { queue: "Redis", redis: true },
])("a server and two workers, the queue on $queue", ({ redis }) => {
  const data = temporaryFolder("shared-queue");
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let served: Served;
  let workers: WorkerProcess[] = [];
  let api: Api;
  let snapshotId: string;
  let first: Run;
  const place = () => ({
    data,
    env: {
      DATABASE_URL: database.url,
      // A database of its own: the queue's name is the same everywhere.
      ...(redis && { REDIS_URL: `${needed("STOCKWRIGHT_TEST_REDIS")}/7` }),
      THREADS: "1",
      LOG_LEVEL: "info",
    },
  });
  /** False when the run had ended already. */
  const cancelled = ({ jobId }: Started) =>
    api.post(`/jobs/${jobId}/cancel`).then(
      () => true,
      (error: Error) => {
        expect(error.message).toContain("nothing to cancel");
        return false;
      },
    );
  const emptied = () =>
    until("an empty queue", async () => {
      const { waiting, active } = await api.queue();
      return waiting === 0 && active === 0;
    });

  beforeAll(async () => {
    ensureBuilt();
    database = await emptyDatabase();
    served = await serve(["--no-worker"], place());
    api = apiOf(served);
    workers = await Promise.all([startWorker(place()), startWorker(place())]);
    snapshotId = await importMan(api);
  }, long);
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.stop("SIGKILL")));
    await served.stop("SIGKILL");
    await database.drop();
    removeFolder(data);
  });

  it(
    "share the pieces of a run, and who listens hears it move",
    async () => {
      const started = await startRun(api, snapshotId);
      const events = await api.events(started.jobId);
      first = await runEnded(api, started);

      expect(first).toMatchObject({ state: "done", error: null });
      const heard = events.flatMap((event) =>
        event.kind === "job" ? [event.job] : [],
      );
      expect(heard.at(-1)).toMatchObject({ id: started.jobId, state: "done" });
      expect(heard.some(({ state }) => state === "running")).toBe(true);
      const steps = heard.map(({ progress }) => progress?.done ?? 0);
      expect(steps.filter((done) => done > 0).length).toBeGreaterThan(1);
      const shares = workers.map((worker) => chunksOf(worker, started));
      expect(Math.min(...shares)).toBeGreaterThan(0);
      // 3,451 items in pieces of 500
      expect(shares[0]! + shares[1]!).toBe(7);
      await emptied();
    },
    long,
  );

  it(
    "stop at once when somebody cancels, and leave nothing in the queue",
    async () => {
      let started = await runMidway(api, snapshotId);
      while (!(await cancelled(started))) {
        started = await runMidway(api, snapshotId);
      }

      expect(await api.ended(started.jobId)).toMatchObject({
        state: "cancelled",
      });
      const run = await runEnded(api, started);
      expect(run).toMatchObject({ state: "cancelled", resultDigest: null });
      await emptied();
      // Nothing comes after: the run stays as it was left.
      expect(await api.get(`/runs/${run.id}`)).toEqual(run);
    },
    long,
  );

  it(
    "go on when one of them is stopped by SIGTERM, to the same result",
    async () => {
      const started = await runMidway(api, snapshotId);
      const [leaving] = workers;
      expect(await leaving!.stop()).toBe(0);

      const run = await runEnded(api, started);
      expect(run).toMatchObject({ state: "done", error: null });
      expect(run.resultDigest).toBe(first.resultDigest);
      await emptied();
      expect(await workers[1]!.stop()).toBe(0);
      expect(await served.stop()).toBe(0);
    },
    long,
  );
});
