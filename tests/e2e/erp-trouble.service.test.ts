import type {
  ChangeSetDetail,
  Run,
  Started,
} from "../../engine/contracts/index.ts";
import { ensureBuilt, serve, stockwright } from "../support/cli.ts";
import type { Served } from "../support/cli.ts";
import { manErp } from "../support/erp-man.ts";
import type { ManErp } from "../support/erp-man.ts";
import { ownPostgres } from "../support/service-process-postgres.ts";
import type { OwnPostgres } from "../support/service-process-postgres.ts";
import {
  apiOf,
  approvedChanges,
  erpVariable,
  expectOnce,
  importMan,
  manErpConnection,
  runEnded,
  startRun,
  until,
} from "../support/service-process.ts";
import type { Api } from "../support/service-process.ts";
import { cliFolder } from "../worker/bin/cli-folder.ts";

const long = 600_000;

describe("an ERP that is down, slow, or comes back", () => {
  let folder: Awaited<ReturnType<typeof cliFolder>>;
  let server: OwnPostgres;
  let erp: ManErp;
  let served: Served;
  let api: Api;
  let run: Run;
  /** Stages of the run in the order of the plan, for change sets that share no row. */
  let stages: readonly string[];

  beforeAll(async () => {
    ensureBuilt();
    [folder, server] = await Promise.all([cliFolder(), ownPostgres()]);
    erp = await manErp(server);
    served = await serve([], {
      data: folder.root,
      env: { [erpVariable]: erp.connectionString },
    });
    api = apiOf(served);
    // Two seconds for a statement, so that a slow ERP shows soon.
    const erpConnection = manErpConnection({ timeoutSeconds: "2" });
    const snapshotId = await importMan(api, erpConnection);
    run = await runEnded(api, await startRun(api, snapshotId));
    const { rows } = await api.get<{ rows: { stageId: string }[] }>(
      `/runs/${run.id}/recommendations?offset=0&limit=5000`,
    );
    stages = rows.map(({ stageId }) => stageId);
  }, long);
  afterAll(async () => {
    await served.stop();
    await erp.drop();
    await server.remove();
    folder.remove();
  });

  const detailOf = (id: string) =>
    api.get<ChangeSetDetail>(`/change-sets/${id}`);
  const write = (id: string) =>
    api.post<Started>(`/change-sets/${id}/write-back`);
  /** Waits until a write-back has written some of its chunks and stands before a row that is held. */
  const midway = (id: string) =>
    until("the middle of a write-back", async () => {
      const { changeSet } = await detailOf(id);
      return changeSet.counts.written > 0 && (await erp.waiting()) > 0;
    });

  it(
    "down while somebody plans: says so, and plans nothing",
    async () => {
      await server.crash();
      const refused = await stockwright(
        ["plan-write", "--run", run.id, "--connection", "erp"],
        { data: folder.root },
      );
      await server.start();

      expect(refused).toMatchObject({ code: 2, stdout: "" });
      const said = refused.stderr.trim().split("\n").at(-1);
      expect(said).toMatch(
        /^stockwright: connecting to Sample ERP, .* refused/,
      );
      expect(said).toMatch(/see whether it runs .*, then try again$/);
      expect(refused.stderr).not.toContain("Pwd");
      const { items } = await api.get<{
        items: ChangeSetDetail["changeSet"][];
      }>("/change-sets");
      expect(items[0]).toMatchObject({ state: "failed", digest: null });
      expect((await detailOf(items[0]!.id)).rows).toEqual([]);
    },
    long,
  );

  it(
    "down for a moment in the middle of a write-back: the write-back goes on by itself",
    async () => {
      const changeSet = await approvedChanges(
        api,
        run.id,
        stages.slice(0, 700),
      );
      const { rows } = await detailOf(changeSet.id);
      const changed = rows.filter(({ kind }) => kind === "change");
      await erp.hold(changed.at(-150)!.stageId);
      const { jobId } = await write(changeSet.id);
      await midway(changeSet.id);
      await server.crash();
      await server.start();

      expect(await api.ended(jobId)).toMatchObject({ state: "done" });
      const ended = await detailOf(changeSet.id);
      expect(ended.changeSet).toMatchObject({
        state: "written",
        counts: { written: changed.length, failed: 0 },
      });
      await expectOnce(erp, await allRows(ended));
    },
    long,
  );

  it(
    "down for long in the middle of a write-back: it fails with the reason, and ends when told again",
    async () => {
      const changeSet = await approvedChanges(
        api,
        run.id,
        stages.slice(700, 1400),
      );
      const { rows } = await detailOf(changeSet.id);
      const changed = rows.filter(({ kind }) => kind === "change");
      await erp.hold(changed.at(-150)!.stageId);
      const { jobId } = await write(changeSet.id);
      await midway(changeSet.id);
      await server.crash();

      const job = await api.ended(jobId);
      expect(job).toMatchObject({ state: "failed" });
      expect(job.error).toMatch(/Sample ERP/);
      const { changeSet: stopped } = await detailOf(changeSet.id);
      expect(stopped).toMatchObject({
        state: "partly-written",
        error: job.error,
      });
      expect(stopped.counts.written).toBeGreaterThan(0);
      expect(stopped.counts.written).toBeLessThan(changed.length);

      await server.start();
      const again = await write(changeSet.id);
      expect(await api.ended(again.jobId)).toMatchObject({ state: "done" });
      const ended = await detailOf(changeSet.id);
      expect(ended.changeSet).toMatchObject({
        state: "written",
        error: null,
        counts: { written: changed.length, failed: 0 },
      });
      await expectOnce(erp, await allRows(ended));
    },
    long,
  );

  it(
    "slow: waits for a row that somebody holds, and names the time limit when it is held too long",
    async () => {
      const changeSet = await approvedChanges(api, run.id, stages.slice(1400));
      const { rows } = await detailOf(changeSet.id);
      const changed = rows.filter(({ kind }) => kind === "change");
      const release = await erp.hold(changed[3]!.stageId);
      const { jobId } = await write(changeSet.id);

      const job = await api.ended(jobId);
      expect(job.state).toBe("failed");
      expect(job.error).toMatch(
        /timeout .*: it is slow, or somebody has a row open; try again/,
      );
      // The chunk of the held row was refused as a whole.
      const stopped = await detailOf(changeSet.id);
      expect(stopped.changeSet).toMatchObject({
        state: "partly-written",
        counts: { written: 0 },
      });
      await expectOnce(erp, await allRows(stopped));

      // Held for less than the limit, the write waits its turn.
      const again = await write(changeSet.id);
      await until(
        "the write that waits",
        async () => (await erp.waiting()) > 0,
      );
      await release();
      expect(await api.ended(again.jobId)).toMatchObject({ state: "done" });
      const ended = await detailOf(changeSet.id);
      expect(ended.changeSet).toMatchObject({
        state: "written",
        counts: { written: changed.length, failed: 0 },
      });
      await expectOnce(erp, await allRows(ended));
    },
    long,
  );

  /** One change set with the rows of all: the ERP's record holds those of earlier tests too. */
  async function allRows(last: ChangeSetDetail): Promise<ChangeSetDetail> {
    const { items } = await api.get<{ items: { id: string }[] }>(
      "/change-sets",
    );
    const details = await Promise.all(items.map(({ id }) => detailOf(id)));
    return { ...last, rows: details.flatMap(({ rows }) => rows) };
  }
});
