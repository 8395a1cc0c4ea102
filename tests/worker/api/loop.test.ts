import type {
  CellPolicyAnswer,
  ChangeSetDetail,
  RecommendationPage,
  Started,
} from "../../../engine/contracts/index.ts";
import { openApi, token } from "./api-harness.ts";
import type { ApiHarness } from "./api-harness.ts";
import { stepsOver } from "./loop-steps.ts";

const shop = "PUMP@SHOP-A";

describe("the loop over the API", () => {
  let api: ApiHarness;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());
  const { imported, optimized, planned, approve, events } = stepsOver(
    () => api,
  );

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

  it("completes an override, so that min, max and order quantity agree", async () => {
    const run = await optimized(await imported());
    const where = `/runs/${run.id}/overrides/${encodeURIComponent(shop)}`;
    const overridden = async (values: object) => {
      const response = await api.ask(where, {
        method: "PUT",
        body: { values, reason: "a fair" },
      });
      return (await response.json()) as { values?: object; detail?: string };
    };
    const both = { reorderPoint: 300, orderUpTo: 500 };

    expect((await overridden(both)).values).toEqual({
      ...both,
      orderQuantity: 200,
    });
    expect(
      (await overridden({ reorderPoint: 300, orderQuantity: 150 })).values,
    ).toEqual({ reorderPoint: 300, orderUpTo: 450, orderQuantity: 150 });
    expect((await overridden({ ...both, orderQuantity: 120 })).detail).toBe(
      "body.values.orderQuantity: must be max less min, 200, got 120",
    );
    expect((await overridden({ safetyStock: 70 })).values).toEqual({
      safetyStock: 70,
    });
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
