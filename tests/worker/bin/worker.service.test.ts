import type { Job, Run, Started } from "../../../engine/contracts/index.ts";
import { emptyDatabase } from "../../contracts/store-databases.ts";
import {
  ensureBuilt,
  removeFolder,
  serve,
  spawnStockwright,
  temporaryFolder,
} from "../../support/cli.ts";

const long = 600_000;

describe("workers of their own on one PostgreSQL", () => {
  const data = temporaryFolder("shared");
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  beforeAll(async () => {
    ensureBuilt();
    database = await emptyDatabase();
  }, long);
  afterAll(async () => {
    await database.drop();
    removeFolder(data);
  });

  it(
    "share a run with the server, survive each other's end, and find the same result",
    async () => {
      const env = { DATABASE_URL: database.url, THREADS: "1" };
      const served = await serve(["--sample"], { data, env });
      const api = async <T>(where: string, body?: unknown): Promise<T> => {
        const response = await fetch(
          new URL(`/api/v1${where}`, served.address),
          {
            method: body === undefined ? "GET" : "POST",
            headers: {
              authorization: `Bearer ${served.token}`,
              "content-type": "application/json",
            },
            ...(body !== undefined && { body: JSON.stringify(body) }),
          },
        );
        if (!response.ok) throw new Error(await response.text());
        return (await response.json()) as T;
      };
      const done = async (runId: string): Promise<Run> => {
        for (;;) {
          const run = await api<Run>(`/runs/${runId}`);
          if (run.state !== "queued" && run.state !== "running") return run;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      };
      const first = await (async () => {
        for (;;) {
          const { items } = await api<{ items: Run[] }>("/runs");
          if (items[0]) return done(items[0].id);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      })();
      expect(first).toMatchObject({ state: "done", error: null });

      // Two more workers; one is killed in the middle, its chunks come again elsewhere.
      const workers = [1, 2].map(() =>
        spawnStockwright(["worker"], { data, env }),
      );
      const said = workers.map(
        (worker) =>
          new Promise<void>((resolve) =>
            worker.stderr!.on(
              "data",
              (chunk) => String(chunk).includes("working") && resolve(),
            ),
          ),
      );
      await Promise.all(said);
      const started = await api<Started>("/runs", {
        snapshotId: first.snapshotId,
        scenario: first.scenario,
      });
      for (;;) {
        const job = await api<Job>(`/jobs/${started.jobId}`);
        if (job.state === "done" || (job.progress?.done ?? 0) > 0) break;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      workers[0]!.kill("SIGKILL");
      const second = await done(started.subjectId);

      expect(second).toMatchObject({ state: "done", error: null });
      expect(second.resultDigest).toBe(first.resultDigest);
      const stopped = new Promise((resolve) => workers[1]!.on("exit", resolve));
      workers[1]!.kill("SIGTERM");
      expect(await stopped).toBe(0);
      expect(await served.stop()).toBe(0);
    },
    long,
  );
});
