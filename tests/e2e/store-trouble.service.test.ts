import type { Run } from "../../engine/contracts/index.ts";
import {
  ensureBuilt,
  removeFolder,
  serve,
  temporaryFolder,
} from "../support/cli.ts";
import type { Served } from "../support/cli.ts";
import { ownPostgres } from "../support/service-process-postgres.ts";
import type { OwnPostgres } from "../support/service-process-postgres.ts";
import {
  apiOf,
  importMan,
  runEnded,
  runMidway,
  startRun,
  startWorker,
} from "../support/service-process.ts";
import type { Api, WorkerProcess } from "../support/service-process.ts";

const long = 600_000;

describe("a PostgreSQL of our own that goes away and comes back", () => {
  const data = temporaryFolder("store-trouble");
  let server: OwnPostgres;
  let served: Served;
  let worker: WorkerProcess;
  let api: Api;
  beforeAll(async () => {
    ensureBuilt();
    server = await ownPostgres();
    const place = {
      data,
      env: { DATABASE_URL: server.url, THREADS: "1" },
    };
    served = await serve(["--no-worker"], place);
    worker = await startWorker(place);
    api = apiOf(served);
  }, long);
  afterAll(async () => {
    await Promise.all([served.stop("SIGKILL"), worker.stop("SIGKILL")]);
    await server.remove();
    removeFolder(data);
  });

  it(
    "in the middle of a run: server and worker go on by themselves, to the same result",
    async () => {
      const snapshotId = await importMan(api);
      const first = await runEnded(api, await startRun(api, snapshotId));
      const started = await runMidway(api, snapshotId);
      await server.crash();
      await expect(api.get("/runs")).rejects.toThrow(
        "the database does not answer: try again in a moment",
      );
      await server.start();

      const run = await runEnded(api, started);
      expect(run).toMatchObject({ state: "done", error: null });
      expect(run.resultDigest).toBe(first.resultDigest);
      const { items } = await api.get<{ items: Run[] }>("/runs");
      expect(items.map(({ id }) => id)).toContain(first.id);
      expect(await worker.stop()).toBe(0);
      expect(await served.stop()).toBe(0);
    },
    long,
  );
});
