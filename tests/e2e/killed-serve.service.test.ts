import http from "node:http";
import type { AddressInfo } from "node:net";
import { seededRandom } from "../../engine/index.ts";
import type {
  ChangeSetDetail,
  Job,
  Run,
  Started,
} from "../../engine/contracts/index.ts";
import {
  answered,
  ensureBuilt,
  serve,
  spawnStockwright,
  stockwright,
} from "../support/cli.ts";
import type { Served } from "../support/cli.ts";
import { manErp } from "../support/erp-man.ts";
import type { ManErp } from "../support/erp-man.ts";
import {
  apiOf,
  approvedChanges,
  erpVariable,
  expectOnce,
  importMan,
  runEnded,
  runMidway,
  startRun,
  until,
} from "../support/service-process.ts";
import type { Api } from "../support/service-process.ts";
import { cliFolder } from "../worker/bin/cli-folder.ts";

const long = 600_000;

describe("kill -9 of serve on the embedded database", () => {
  let folder: Awaited<ReturnType<typeof cliFolder>>;
  let erp: ManErp;
  let served: Served;
  let api: Api;
  let snapshotId: string;
  let run: Run;

  const start = async () => {
    served = await serve([], {
      data: folder.root,
      env: { [erpVariable]: erp.connectionString, THREADS: "1" },
    });
    api = apiOf(served);
  };
  beforeAll(async () => {
    ensureBuilt();
    [folder, erp] = await Promise.all([cliFolder(), manErp()]);
    await start();
    snapshotId = await importMan(api);
  }, long);
  afterAll(async () => {
    await served.stop();
    await erp.drop();
    folder.remove();
  });

  it(
    "in the middle of an optimization: it goes on at the next start, and nothing is lost",
    async () => {
      run = await runEnded(api, await startRun(api, snapshotId));
      let started: Started;
      let left: Job;
      do {
        started = await runMidway(api, snapshotId);
        expect(await served.stop("SIGKILL")).toBeNull();
        await start();
        left = await api.get<Job>(`/jobs/${started.jobId}`);
      } while (left.state !== "running");

      const second = await runEnded(api, started);
      expect(second).toMatchObject({ state: "done", error: null });
      expect(second.resultDigest).toBe(run.resultDigest);
      const runs = await api.get<{ items: Run[] }>("/runs");
      expect(runs.items.every(({ state }) => state === "done")).toBe(true);
      expect(runs.items.map(({ id }) => id)).toContain(run.id);
    },
    long,
  );

  it(
    "again and again in a write-back over ODBC: each row is written once",
    async () => {
      const changeSet = await approvedChanges(api, run.id);
      const where = `/change-sets/${changeSet.id}`;
      const { jobId } = await api.post<Started>(`${where}/write-back`);
      const random = seededRandom(1_936);
      let kills = 0;
      for (; kills < 5; kills++) {
        const before = (await erp.audit()).size;
        const ended = await until("further rows", async () => {
          if ((await erp.audit()).size > before) return "no" as const;
          const { state } = await api.get<Job>(`/jobs/${jobId}`);
          return state === "done" ? ("yes" as const) : null;
        });
        if (ended === "yes") break;
        await new Promise((resolve) =>
          setTimeout(resolve, random.uniform() * 40),
        );
        expect(await served.stop("SIGKILL")).toBeNull();
        await start();
      }
      // One kill at least has to have met a write-back that was not at its end.
      expect(kills).toBeGreaterThan(0);

      expect(await api.ended(jobId)).toMatchObject({ state: "done" });
      const detail = await api.get<ChangeSetDetail>(where);
      expect(detail.changeSet).toMatchObject({
        state: "written",
        counts: { written: detail.changeSet.counts.change, failed: 0 },
      });
      await expectOnce(erp, detail);
      const log = await api.get<{ brokenAt: number | null }>(
        "/log/verification",
      );
      expect(log.brokenAt).toBeNull();
    },
    long,
  );

  it(
    "a second start is refused with the process that has the folder, and a port in use with its option",
    async () => {
      const second = await stockwright(["serve", "--port", "0"], {
        data: folder.root,
      });
      expect(second).toEqual({
        code: 2,
        stdout: "",
        stderr: `stockwright: the data folder ${folder.root} is in use by process ${served.child.pid}: stop that process, or name another folder in STOCKWRIGHT_DATA\n`,
      });

      const taken = http.createServer();
      await new Promise<void>((resolve) =>
        taken.listen(0, "127.0.0.1", resolve),
      );
      const { port } = taken.address() as AddressInfo;
      expect(await served.stop()).toBe(0);
      const refused = await stockwright(["serve"], {
        data: folder.root,
        env: { PORT: String(port) },
      });
      taken.close();
      expect(refused).toEqual({
        code: 2,
        stdout: "",
        stderr: `stockwright: port ${port} is in use: choose another with --port or the environment variable PORT\n`,
      });
      // Neither refusal left a lock: it starts as before, with everything in it.
      await start();
      expect(await api.get(`/runs/${run.id}`)).toEqual(run);
    },
    long,
  );
});

describe("kill -9 of the command that writes back, with no server", () => {
  let folder: Awaited<ReturnType<typeof cliFolder>>;
  let erp: ManErp;
  beforeAll(async () => {
    [folder, erp] = await Promise.all([cliFolder(), manErp()]);
  }, long);
  afterAll(async () => {
    await erp.drop();
    folder.remove();
  });

  it(
    "the same command goes on where it was cut off",
    async () => {
      const place = {
        data: folder.root,
        env: { [erpVariable]: erp.connectionString },
      };
      const served = await serve([], place);
      const api = apiOf(served);
      const run = await runEnded(
        api,
        await startRun(api, await importMan(api)),
      );
      const { id } = await approvedChanges(api, run.id);
      const { rows } = await api.get<ChangeSetDetail>(`/change-sets/${id}`);
      const changed = rows.filter(({ kind }) => kind === "change");
      expect(await served.stop()).toBe(0);

      const release = await erp.hold(changed.at(-500)!.stageId);
      const command = spawnStockwright(["write-back", id], place);
      command.stdout!.resume();
      command.stderr!.resume();
      await until(
        "the middle of the write-back",
        async () => (await erp.waiting()) > 0,
      );
      const gone = new Promise((resolve) => command.once("close", resolve));
      command.kill("SIGKILL");
      await gone;
      await release();
      const half = (await erp.audit()).size;
      expect(half).toBeGreaterThan(0);

      const detail = await answered<ChangeSetDetail>(
        ["write-back", id, "--rows"],
        place,
      );
      expect(detail.changeSet.state).toBe("written");
      expect(detail.changeSet.counts.written).toBeGreaterThan(half);
      await expectOnce(erp, detail);
    },
    long,
  );
});
