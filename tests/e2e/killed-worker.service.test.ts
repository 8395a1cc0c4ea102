import pg from "pg";
import { seededRandom } from "../../engine/index.ts";
import type {
  ChangeSet,
  ChangeSetDetail,
  Job,
  Run,
  Started,
} from "../../engine/contracts/index.ts";
import { emptyDatabase } from "../contracts/store-databases.ts";
import {
  ensureBuilt,
  removeFolder,
  serve,
  temporaryFolder,
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
  startWorker,
  until,
} from "../support/service-process.ts";
import type { Api, WorkerProcess } from "../support/service-process.ts";

const long = 600_000;

describe("kill -9 of a worker on PostgreSQL", () => {
  const data = temporaryFolder("killed");
  let database: Awaited<ReturnType<typeof emptyDatabase>>;
  let erp: ManErp;
  let served: Served;
  let worker: WorkerProcess;
  let api: Api;
  let run: Run;
  const place = () => ({
    data,
    env: {
      DATABASE_URL: database.url,
      [erpVariable]: erp.connectionString,
      THREADS: "1",
    },
  });

  beforeAll(async () => {
    ensureBuilt();
    [database, erp] = await Promise.all([emptyDatabase(), manErp()]);
    served = await serve(["--no-worker"], place());
    worker = await startWorker(place());
    api = apiOf(served);
  }, long);
  afterAll(async () => {
    await Promise.all([worker.stop(), served.stop()]);
    await Promise.all([erp.drop(), database.drop()]);
    removeFolder(data);
  });

  it(
    "in the middle of an optimization: another worker ends it with the same result",
    async () => {
      const snapshotId = await importMan(api);
      run = await runEnded(api, await startRun(api, snapshotId));
      expect(run).toMatchObject({ state: "done", error: null });

      let started: Started;
      for (;;) {
        started = await runMidway(api, snapshotId);
        expect(await worker.stop("SIGKILL")).toBeNull();
        const left = await api.get<Run>(`/runs/${started.subjectId}`);
        if (left.state === "running") break;
        worker = await startWorker(place());
      }
      expect((await api.get<Job>(`/jobs/${started.jobId}`)).state).toBe(
        "running",
      );

      worker = await startWorker(place());
      const second = await runEnded(api, started);
      expect(second).toMatchObject({ state: "done", error: null });
      expect(second.resultDigest).toBe(run.resultDigest);
      expect(second.leftOut).toEqual(run.leftOut);
    },
    long,
  );

  it(
    "at every step of a write-back: each row is written once, and what somebody changed is left alone",
    async () => {
      const changeSet = await approvedChanges(api, run.id);
      const where = `/change-sets/${changeSet.id}`;
      const rowsNow = async () => (await api.get<ChangeSetDetail>(where)).rows;
      const planned = (await rowsNow()).filter(({ kind }) => kind === "change");
      expect(planned.length).toBeGreaterThan(1500);

      // Between intent and write: somebody has a row of the first chunk open, so the write waits.
      const release = await erp.hold(planned[7]!.stageId);
      const started = await api.post<Started>(`${where}/write-back`);
      await until(
        "the write that waits",
        async () => (await erp.waiting()) > 0,
      );
      expect(await worker.stop("SIGKILL")).toBeNull();
      const intended = (await rowsNow()).filter(
        ({ state }) => state === "intended",
      );
      expect(intended.length).toBeGreaterThan(50);
      expect(await erp.audit()).toEqual(new Map());

      // Meanwhile somebody changes a row that is still to come.
      const touched = planned.at(-3)!.stageId;
      await erp.pool.query(
        `update erp_item_location set reorder_point = 7, row_version = row_version + 1
         where item_no || '@' || location = $1`,
        [touched],
      );

      // The dead worker's statement waits in the ERP still: the next one's comes beside it.
      worker = await startWorker(place());
      await until("both writes", async () => (await erp.waiting()) > 1);
      // Between write and settling: our store takes no row of the journal.
      const store = new pg.Client({ connectionString: database.url });
      await store.connect();
      await store.query("begin; lock table stockwright.journal in share mode");
      await release();
      await until("the write", async () => (await erp.audit()).size > 50);
      expect(await worker.stop("SIGKILL")).toBeNull();
      await store.end();
      expect((await rowsNow()).some(({ state }) => state === "written")).toBe(
        false,
      );

      // Anywhere between: as the seed has it.
      const random = seededRandom(20_261_120);
      for (let kill = 0; kill < 2; kill++) {
        const before = (await erp.audit()).size;
        worker = await startWorker(place());
        await until(
          "further rows",
          async () =>
            (await erp.audit()).size > before ||
            (await api.get<Job>(`/jobs/${started.jobId}`)).state === "done",
        );
        await new Promise((resolve) =>
          setTimeout(resolve, random.uniform() * 150),
        );
        await worker.stop("SIGKILL");
      }
      worker = await startWorker(place());
      expect(await api.ended(started.jobId)).toMatchObject({ state: "done" });

      const ended = await api.get<ChangeSetDetail>(where);
      expect(ended.changeSet).toMatchObject({
        state: "partly-written",
        counts: { written: planned.length - 1, failed: 1 },
      });
      await expectOnce(erp, ended);
      expect(
        ended.rows.find(({ stageId }) => stageId === touched),
      ).toMatchObject({ state: "conflict", writtenAt: null });
      expect((await erp.rows()).get(touched)!.min).toBe("7");
    },
    long,
  );

  it(
    "a worker that slept through its lock wakes beside its successor: each row is written once",
    async () => {
      // What the test before wrote is taken back first: an undo is a write-back too.
      const { items } = await api.get<{ items: ChangeSet[] }>("/change-sets");
      const undo = await api.post<Started>(`/change-sets/${items[0]!.id}/undo`);
      expect(await api.ended(undo.jobId)).toMatchObject({ state: "done" });
      await erp.pool.query("truncate erp_item_location_audit");
      const where = `/change-sets/${undo.subjectId}`;
      const { changeSet, rows } = await api.get<ChangeSetDetail>(where);
      await api.post(`${where}/approve`, { digest: changeSet.digest }, "alex");
      const changed = rows.filter(({ kind }) => kind === "change");
      const release = await erp.hold(changed.at(-900)!.stageId);
      const { jobId } = await api.post<Started>(`${where}/write-back`);
      await until(
        "the middle of the write-back",
        async () => (await erp.waiting()) > 0,
      );
      const asleep = worker;
      asleep.child.kill("SIGSTOP");
      worker = await startWorker(place());
      await until("both writes", async () => (await erp.waiting()) > 1);
      await release();
      await until("further rows", async () => (await erp.audit()).size > 1100);
      asleep.child.kill("SIGCONT");

      expect(await api.ended(jobId)).toMatchObject({
        state: "done",
        error: null,
      });
      expect(await asleep.stop()).toBe(0);
      const ended = await api.get<ChangeSetDetail>(where);
      expect(ended.changeSet).toMatchObject({
        state: "written",
        counts: { written: changed.length, failed: 0 },
      });
      await expectOnce(erp, ended);
    },
    long,
  );
});
