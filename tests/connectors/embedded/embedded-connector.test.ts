import { PGlite } from "@electric-sql/pglite";
import {
  ConnectionError,
  RefusedError,
} from "../../../connectors/connector.ts";
import type { SnapshotDraft } from "../../../connectors/connector.ts";
import { embeddedConnector } from "../../../connectors/embedded/embedded-connector.ts";
import { embeddedSession } from "../../../connectors/embedded/embedded-session.ts";
import { loadSampleCompany } from "../../../connectors/embedded/sample/load.ts";
import { generateSampleCompany } from "../../../connectors/embedded/sample/sample-company.ts";
import { stageRecordSchema } from "../../../engine/contracts/index.ts";
import {
  auditSnapshot,
  defaultScenario,
  drain,
  planChunk,
  planningContext,
  splitCatalog,
} from "../../../engine/index.ts";

describe("embeddedConnector over the sample company", () => {
  const rows = generateSampleCompany(1);
  let db: PGlite;
  let draft: SnapshotDraft;
  beforeAll(async () => {
    db = await PGlite.create();
    await loadSampleCompany(
      (sql, values) => db.query(sql, values && [...values]),
      rows,
    );
    draft = await embeddedConnector(db).readSnapshot({
      signal: new AbortController().signal,
      progress: () => undefined,
    });
  });
  afterAll(() => db.close());

  it("is ready to be written to", async () => {
    const check = await embeddedConnector(db).check();

    expect(check.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(check).toMatchObject({ ok: true, canWrite: true });
  });

  it("leaves out the demand of a week that is not over", async () => {
    // The last week of demand begins on Monday 2026-11-09; this is its Thursday.
    const during = await embeddedConnector(db).readSnapshot({
      signal: new AbortController().signal,
      progress: () => undefined,
      today: "2026-11-12",
    });
    const before = new Map(draft.stages.map(({ id, demand }) => [id, demand]));

    for (const { id, demand } of during.stages) {
      const whole = before.get(id);
      expect(demand?.quantities).toEqual(whole?.quantities.slice(0, -1));
      expect(demand?.start).toBe(whole?.start);
    }
    expect(during.findings).toMatchObject([{ severity: "info", field: "day" }]);
  });

  it("reads every stage, link, period and receipt, and leaves nothing out", () => {
    expect(draft).toMatchObject({
      currency: "EUR",
      period: "week",
      taxonomyVersion: "kestrel-2026.1",
      findings: [],
    });
    expect(draft.stages).toHaveLength(rows.itemLocations.length);
    expect(draft.links).toHaveLength(rows.links.length);
    expect(draft.stages.flatMap((stage) => stage.receipts)).toHaveLength(
      rows.receipts.length,
    );
    for (const stage of draft.stages) stageRecordSchema.parse(stage);

    const stages = new Map(draft.stages.map((stage) => [stage.id, stage]));
    for (const { itemNo, location, quantities, start } of rows.demand) {
      // The reader begins with the first week that is recorded.
      const first = quantities.findIndex((quantity) => quantity !== null);
      const demand = stages.get(`${itemNo}@${location}`)!.demand!;
      expect(demand.quantities).toEqual(quantities.slice(first));
      if (first === 0) expect(demand.start).toBe(start);
    }
    for (const row of rows.itemLocations) {
      expect(stages.get(`${row.itemNo}@${row.location}`)).toMatchObject({
        unitCost: row.unitCost,
        serviceTier: row.serviceTier,
        onHand: row.onHand,
        lotSize: row.lotSize,
        promisedLeadTimeDays: row.leadTimeDays,
        vendor: row.vendor,
        echelon: row.echelon,
        current: {
          safetyStock: row.safetyStock,
          reorderPoint: row.reorderPoint,
          orderUpTo: row.orderUpTo,
        },
      });
    }
  });

  it("lets the audit find the dirt, and little else", () => {
    const findings = auditSnapshot({ ...draft, asOf: "2026-11-20" });
    const counts = Object.fromEntries(
      findings.map(({ code, count }) => [code, count]),
    );

    // What `sample/dirt.ts` puts in.
    expect(counts).toMatchObject({
      "missing-cost": 4,
      "zero-cost": 2,
      "no-service-tier": 4,
      "unknown-service-tier": 2,
      "non-positive-lead-time": 3,
      "min-above-max": 3,
      "minimum-order-not-in-lots": 3,
      "unit-decimals": 1,
      "negative-demand": 3,
      "receipt-before-order": 5,
      "duplicate-receipt": 12,
      "stale-lead-time": 6,
      "same-day-receipt": 1,
    });
    // Launches and items at the end of their life add some of their own.
    expect(counts["demand-outlier"]).toBeGreaterThanOrEqual(3);
    expect(counts["demand-outlier"]).toBeLessThan(12);
    expect(counts["dead-stock"]).toBeGreaterThanOrEqual(5);
    expect(counts["all-zero-history"]).toBeGreaterThanOrEqual(2);
    expect(counts["network-cycle"]).toBeUndefined();
    expect(counts["duplicate-stage"]).toBeUndefined();
    expect(counts["unknown-stage-in-link"]).toBeUndefined();
  });

  it("has something worth finding: idle stock on smooth items, gaps on lumpy ones", () => {
    const context = planningContext({
      scenario: defaultScenario(),
      snapshot: { ...draft, takenAt: "2026-11-20T06:00:00Z" },
      stages: draft.stages,
    });
    // Every fourth part of the catalog will do.
    const parts = splitCatalog(draft.stages, draft.links, 150).filter(
      ({ index }) => index % 4 === 0,
    );
    const plans = parts.map((part) => drain(planChunk(part, context)));
    const planned = plans.flatMap(({ recommendations }) => recommendations);
    const value = (demandClass: string, when: "before" | "after") =>
      planned
        .filter((row) => row.demandClass === demandClass)
        .reduce((sum, row) => sum + (row[when].inventoryValue ?? 0), 0);

    expect(planned.length).toBeGreaterThan(400);
    // Four weeks of a smooth item cover far more than a week of lead time.
    expect(value("smooth", "after")).toBeLessThan(
      0.7 * value("smooth", "before"),
    );
    // Four weeks of a lumpy one are less than a single order.
    expect(value("lumpy", "after")).toBeGreaterThan(
      1.2 * value("lumpy", "before"),
    );
  });

  it("leaves one audit row in the ERP for each row it hits", async () => {
    const connector = embeddedConnector(db);
    const [one, two] = rows.itemLocations.map(
      (row) => `${row.itemNo}@${row.location}`,
    );
    const [target] = await connector.readTarget([one!]);
    const { column, value } = target!.values.reorderPoint!;
    const write = {
      ...target!,
      changes: [
        {
          field: "reorderPoint" as const,
          column,
          oldValue: value,
          newValue: "123",
        },
      ],
    };

    expect(await connector.compareAndSet([write], "maria")).toEqual([one]);
    // Nobody may write over a value he has not seen.
    expect(await connector.compareAndSet([write], "maria")).toEqual([]);

    const { rows: audit } = await db.query(
      `select item_no || '@' || location as stage, actor,
              old_row->>'reorder_point' as before, new_row->>'reorder_point' as after
       from erp_item_location_audit`,
    );
    expect(audit).toEqual([
      { stage: one, actor: "maria", before: value, after: "123" },
    ]);
    expect(two).not.toBe(one);
  });

  it("tells a database that did not answer from one that refused", async () => {
    const closed = embeddedConnector({
      query: () => Promise.reject(new Error("PGlite is closed")),
    });
    await expect(closed.readTarget(["A@X"])).rejects.toThrow(
      new ConnectionError(
        "the ERP in process did not answer: PGlite is closed",
      ),
    );

    const session = embeddedSession(db);
    await expect(session.query("select 1 / 0 as one", [])).rejects.toThrow(
      new RefusedError("division by zero"),
    );
  });
});
