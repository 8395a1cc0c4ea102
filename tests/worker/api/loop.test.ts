import type {
  CellPolicyAnswer,
  ChangeSet,
  ChangeSetDetail,
  JobEvent,
  RecommendationPage,
  Run,
  Scenario,
  Started,
} from "../../../engine/contracts/index.ts";
import { openApi, token } from "./api-harness.ts";
import type { ApiHarness } from "./api-harness.ts";

const shop = "PUMP@SHOP-A";

describe("the loop over the API", () => {
  let api: ApiHarness;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  async function imported(): Promise<string> {
    const started = await api.answer<Started>("/imports", {
      body: { connectionId: "erp" },
    });
    expect((await api.ended(started)).error).toBeNull();
    return started.subjectId;
  }

  async function optimized(snapshotId: string): Promise<Run> {
    const scenario = await api.answer<Scenario>("/scenarios/default");
    const started = await api.answer<Started>("/runs", {
      body: { snapshotId, scenario },
    });
    expect((await api.ended(started)).error).toBeNull();
    return api.answer(`/runs/${started.subjectId}`);
  }

  async function planned(runId: string): Promise<ChangeSetDetail> {
    const started = await api.answer<Started>("/change-sets", {
      body: { runId, maxChange: 100 },
    });
    expect((await api.ended(started)).error).toBeNull();
    return api.answer(`/change-sets/${started.subjectId}`);
  }

  const approve = (changeSet: ChangeSet) =>
    api.answer<ChangeSet>(`/change-sets/${changeSet.id}/approve`, {
      person: "alex",
      body: { digest: changeSet.digest },
    });

  async function events(
    jobId: string,
    lastId?: string,
  ): Promise<{ id: string; event: JobEvent }[]> {
    const response = await api.ask(`/jobs/${jobId}/events`, {
      headers: lastId ? { "last-event-id": lastId } : {},
    });
    const text = await response.text();
    return text
      .split("\n\n")
      .filter((block) => block.startsWith("id: "))
      .map((block) => ({
        id: /^id: (.*)$/m.exec(block)![1]!,
        event: JSON.parse(/^data: (.*)$/m.exec(block)![1]!) as JobEvent,
      }));
  }

  it("goes from the ERP's rows to the ERP's rows, and back", async () => {
    const snapshotId = await imported();
    const run = await optimized(snapshotId);
    expect(run).toMatchObject({ state: "done", author: "pat", leftOut: [] });
    expect(run.totals?.stages).toBe(3);

    const { changeSet, rows, totals } = await planned(run.id);
    expect(changeSet.state).toBe("awaiting-approval");
    expect(changeSet.counts.change).toBe(rows.length);
    expect(totals?.stages).toBe(rows.length);
    const before = structuredClone([...api.erp.rows]);
    await approve(changeSet);

    const writing = await api.answer<Started>(
      `/change-sets/${changeSet.id}/write-back`,
      { body: {} },
    );
    const heard = await events(writing.jobId);
    const written = heard.flatMap(({ event }) =>
      event.kind === "row" && event.state === "written" ? [event.stageId] : [],
    );
    expect(written.sort()).toEqual(rows.map(({ stageId }) => stageId).sort());
    expect(heard.at(-1)).toMatchObject({
      id: expect.stringMatching(/\.end$/),
      event: { kind: "job", job: { state: "done" } },
    });
    for (const row of rows) {
      expect(api.erp.writes.get(row.stageId)).toBe(1);
      for (const { column, newValue } of row.changes) {
        expect(api.erp.rows.get(row.stageId)?.[column]).toBe(newValue);
      }
    }

    // A listener that comes back hears the rest only, and stops after the end.
    const middle = heard.find(({ event }) => event.kind === "row")!;
    const rest = await events(writing.jobId, middle.id);
    expect(rest.map(({ id }) => id)).toEqual(
      heard
        .map(({ id }) => id)
        .filter(
          (id, index, all) =>
            Number.parseInt(id) > Number(middle.id) &&
            (id.endsWith(".end") || heard[index]?.event.kind === "row") &&
            all.indexOf(id) === index,
        ),
    );
    const after = await api.ask(`/jobs/${writing.jobId}/events`, {
      headers: { "last-event-id": heard.at(-1)!.id },
    });
    expect(after.status).toBe(204);

    const undoing = await api.answer<Started>(
      `/change-sets/${changeSet.id}/undo`,
      { body: {} },
    );
    await api.ended(undoing);
    const undo = await api.answer<ChangeSetDetail>(
      `/change-sets/${undoing.subjectId}`,
    );
    expect(undo.changeSet).toMatchObject({
      undoes: changeSet.id,
      state: "awaiting-approval",
    });
    await approve(undo.changeSet);
    await api.ended(
      await api.answer<Started>(
        `/change-sets/${undo.changeSet.id}/write-back`,
        { body: {} },
      ),
    );
    for (const [stageId, values] of before) {
      const { row_version: _version, ...restored } = api.erp.rows.get(stageId)!;
      expect(values).toMatchObject(restored);
    }
    expect(await api.store.changeSets.find(changeSet.id)).toMatchObject({
      state: "undone",
    });
    expect(await api.answer("/log/verification")).toMatchObject({
      brokenAt: null,
    });
    const log = await api.store.log.list(0, 100);
    expect(log.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      "pat snapshot.imported",
      "pat run.started",
      "pat run.done",
      "pat change-set.planned",
      "alex change-set.approved",
      "pat write-back.started",
      "pat change-set.written",
      "pat change-set.planned",
      "alex change-set.approved",
      "pat write-back.started",
      "pat change-set.written",
    ]);
  });

  it("gives the same result for the same snapshot and scenario", async () => {
    const snapshotId = await imported();
    const [first, second] = [
      await optimized(snapshotId),
      await optimized(snapshotId),
    ];
    expect(second.resultDigest).toBe(first.resultDigest);
    expect(first.resultDigest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("lets nobody approve his own change set, whatever his roles", async () => {
    const run = await optimized(await imported());
    const { changeSet } = await planned(run.id);
    await api.pglite.query(
      "update stockwright.change_set set author = 'alex' where id = $1",
      [changeSet.id],
    );
    const response = await api.ask(`/change-sets/${changeSet.id}/approve`, {
      person: "alex",
      body: { digest: changeSet.digest },
    });

    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      type: "urn:stockwright:problem:own-change",
    });
    expect(await api.store.changeSets.find(changeSet.id)).toMatchObject({
      state: "awaiting-approval",
      approval: null,
    });
  });

  it("signs no other diff than the one that was read", async () => {
    const run = await optimized(await imported());
    const { changeSet } = await planned(run.id);
    const response = await api.ask(`/change-sets/${changeSet.id}/approve`, {
      person: "alex",
      body: { digest: "0".repeat(64) },
    });

    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      errors: [{ path: "body.digest", message: `is now ${changeSet.digest}` }],
    });
  });

  it("writes nothing when a row was tampered with after the approval", async () => {
    const run = await optimized(await imported());
    const { changeSet } = await planned(run.id);
    await approve(changeSet);
    await api.pglite.query(
      `update stockwright.change_row
       set record = replace(record::text, '"newValue":"', '"newValue":"9')::json
       where change_set_id = $1`,
      [changeSet.id],
    );
    const writes = new Map(api.erp.writes);
    const job = await api.ended(
      await api.answer<Started>(`/change-sets/${changeSet.id}/write-back`, {
        body: {},
      }),
    );

    expect(job.state).toBe("failed");
    expect(job.error).toContain("are not the rows that alex approved");
    expect(api.erp.writes).toEqual(writes);
  });

  it("does not write before the approval, but may try", async () => {
    const run = await optimized(await imported());
    const { changeSet } = await planned(run.id);
    const writes = new Map(api.erp.writes);
    const where = `/change-sets/${changeSet.id}/write-back`;

    expect((await api.ask(where, { body: {} })).status).toBe(409);
    const job = await api.ended(
      await api.answer<Started>(where, { body: { dryRun: true } }),
    );
    expect(job.progress?.step).toBe(
      `Would write ${changeSet.counts.change} rows`,
    );
    expect(api.erp.writes).toEqual(writes);
    expect(await api.store.changeSets.find(changeSet.id)).toMatchObject({
      state: "awaiting-approval",
    });
  });

  it("leaves a row alone that somebody changed, and says so", async () => {
    const run = await optimized(await imported());
    const { changeSet } = await planned(run.id);
    await approve(changeSet);
    api.erp.rows.get(shop)!["reorder_point"] = "777.000000";
    await api.ended(
      await api.answer<Started>(`/change-sets/${changeSet.id}/write-back`, {
        body: {},
      }),
    );
    const detail = await api.answer<ChangeSetDetail>(
      `/change-sets/${changeSet.id}`,
    );

    expect(detail.changeSet.state).toBe("partly-written");
    expect(detail.rows.find(({ stageId }) => stageId === shop)).toMatchObject({
      state: "conflict",
      message: expect.stringContaining("777"),
    });
    expect(api.erp.rows.get(shop)!["reorder_point"]).toBe("777.000000");
  });

  it("notices with verify that somebody changed a written row since", async () => {
    const run = await optimized(await imported());
    const { changeSet, rows } = await planned(run.id);
    await approve(changeSet);
    const where = `/change-sets/${changeSet.id}`;
    await api.ended(
      await api.answer<Started>(`${where}/write-back`, { body: {} }),
    );
    const { stageId } = rows.find(({ kind }) => kind === "change")!;
    const ours = api.erp.rows.get(stageId)!["safety_stock"]!;
    const verified = async () => {
      await api.ended(
        await api.answer<Started>(`${where}/verify`, { body: {} }),
      );
      return (await api.answer<ChangeSetDetail>(where)).rows.find(
        (row) => row.stageId === stageId,
      );
    };

    expect(await verified()).toMatchObject({ state: "written" });
    api.erp.rows.get(stageId)!["safety_stock"] = "1.000000";
    expect(await verified()).toMatchObject({
      state: "conflict",
      message: expect.stringContaining("safety_stock 1"),
    });
    api.erp.rows.get(stageId)!["safety_stock"] = ours;
    expect(await verified()).toMatchObject({ state: "written" });
  });

  it("keeps an override with its reason, and writes its numbers", async () => {
    const run = await optimized(await imported());
    const where = `/runs/${run.id}/overrides/${encodeURIComponent(shop)}`;
    const values = { safetyStock: 61, reorderPoint: 333, orderUpTo: 555 };

    const silent = await api.ask(where, {
      method: "PUT",
      body: { values, reason: "  " },
    });
    expect(silent.status).toBe(400);
    const upside = await api.ask(where, {
      method: "PUT",
      body: { values: { reorderPoint: 9, orderUpTo: 3 }, reason: "because" },
    });
    expect(upside.status).toBe(400);
    await api.answer(where, {
      method: "PUT",
      body: { values, reason: "a fair in spring" },
    });

    const page = await api.answer<RecommendationPage>(
      `/runs/${run.id}/recommendations?limit=2`,
    );
    expect(page).toMatchObject({ total: 3, rows: { length: 2 } });
    expect(page.overrides).toMatchObject([
      { stageId: shop, author: "pat", reason: "a fair in spring", values },
    ]);
    const cells = await api.answer<CellPolicyAnswer>("/cells/policy", {
      body: {
        requests: [
          { stageId: shop, field: "safetyStock" },
          { stageId: "PUMP@PLANT", field: "reorderPoint" },
          { stageId: "NOTHING@NOWHERE", field: "reorderPoint" },
        ],
      },
    });
    expect(cells.runId).toBe(run.id);
    expect(cells.answers).toMatchObject([
      { kind: "value", value: 61, status: "overridden" },
      { kind: "value", status: "recommended" },
      { kind: "missing" },
    ]);

    const { rows } = await planned(run.id);
    const row = rows.find(({ stageId }) => stageId === shop)!;
    expect(row).toMatchObject({
      overridden: true,
      overrideReason: "a fair in spring",
    });
    const wanted = Object.fromEntries(
      row.changes.map(({ field, newValue }) => [field, Number(newValue)]),
    );
    expect(wanted).toMatchObject(values);
  });

  it("cancels an import that is under way", async () => {
    api.erp.gate = new Promise(() => undefined);
    const started = await api.answer<Started>("/imports", {
      body: { connectionId: "erp" },
    });
    while ((await api.store.jobs.find(started.jobId))?.state !== "running") {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await api.answer(`/jobs/${started.jobId}/cancel`, { body: {} });
    const job = await api.ended(started);
    api.erp.gate = null;

    expect(job.state).toBe("cancelled");
    expect(await api.store.snapshots.summary(started.subjectId)).toMatchObject({
      state: "failed",
      error: "cancelled",
    });
    const again = await api.ask(`/jobs/${started.jobId}/cancel`, { body: {} });
    expect(again.status).toBe(409);
  });

  it("needs the token for events too", async () => {
    const response = await fetch(
      `${api.url}/api/v1/jobs/any/events?token=${token}`,
    );
    expect(response.status).toBe(401);
  });
});
