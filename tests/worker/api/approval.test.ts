import type {
  ChangeSetDetail,
  Connection,
  Started,
} from "../../../engine/contracts/index.ts";
import { openApi } from "./api-harness.ts";
import type { ApiHarness } from "./api-harness.ts";
import { stepsOver } from "./loop-steps.ts";

const shop = "PUMP@SHOP-A";

describe("approval and write-back over the API", () => {
  let api: ApiHarness;
  beforeAll(async () => {
    api = await openApi();
  });
  beforeEach(() => api.erp.reset());
  afterAll(() => api.close());
  const { imported, optimized, planned, approve } = stepsOver(() => api);

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

  it("lets nobody approve a number that he chose himself, whoever planned it", async () => {
    const run = await optimized(await imported());
    await api.store.runs.saveOverride(run.id, {
      stageId: shop,
      values: { reorderPoint: 333, orderUpTo: 555 },
      reason: "a fair",
      author: "alex",
      at: new Date().toISOString(),
    });
    const { changeSet } = await planned(run.id);
    const response = await api.ask(`/change-sets/${changeSet.id}/approve`, {
      person: "alex",
      body: { digest: changeSet.digest },
    });

    expect(changeSet.author).toBe("pat");
    expect(response.status).toBe(403);
    expect(await api.store.changeSets.find(changeSet.id)).toMatchObject({
      state: "awaiting-approval",
      approval: null,
    });
  });

  it("writes nothing through a connection that leads elsewhere since the approval", async () => {
    const run = await optimized(await imported());
    const { changeSet } = await planned(run.id);
    await approve(changeSet);
    const connection = (await api.store.connections.find("erp"))!;
    const save = (title: string, profile: string) =>
      api.answer<Connection>("/connections", {
        person: "iris",
        body: { ...connection, title, profile },
      });
    // A new title leads nowhere else.
    expect((await save("Our ERP", "sample")).changedAt).toBeUndefined();
    expect((await save("Our ERP", "tryton")).changedAt).toBeDefined();
    const started = await api.answer<Started>(
      `/change-sets/${changeSet.id}/write-back`,
      { body: {} },
    );
    const job = await api.ended(started);
    await api.store.connections.save(connection);

    expect(job).toMatchObject({ state: "failed" });
    expect(job.error).toContain("leads elsewhere since change set");
    expect(api.erp.writes.size).toBe(0);
  });

  it("starts one write-back when two people press at once", async () => {
    const run = await optimized(await imported());
    const { changeSet } = await planned(run.id);
    await approve(changeSet);
    const press = () =>
      api.ask(`/change-sets/${changeSet.id}/write-back`, { body: {} });
    const answers = await Promise.all([press(), press(), press()]);

    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      202, 409, 409,
    ]);
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
});
