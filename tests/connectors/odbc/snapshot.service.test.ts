import type {
  Connector,
  SnapshotDraft,
} from "../../../connectors/connector.ts";
import { odbcConnector } from "../../../connectors/odbc/odbc-connector.ts";
import { shippedProfile } from "../../../connectors/profiles/shipped.ts";
import { stageRecordSchema } from "../../../engine/contracts/index.ts";
import { planFor } from "../../contracts/connector-runs.ts";
import { mariadbErp } from "../../support/erp-mariadb.ts";
import { postgresErp } from "../../support/erp-postgres.ts";

const read = (connector: Connector): Promise<SnapshotDraft> =>
  connector.readSnapshot({
    signal: new AbortController().signal,
    progress: () => undefined,
  });

describe("a snapshot of the sample ERP over ODBC", () => {
  let erp: Awaited<ReturnType<typeof postgresErp>>;
  let connector: Connector;
  beforeAll(async () => {
    erp = await postgresErp();
    connector = await odbcConnector({
      connectionString: erp.connectionString,
      profile: shippedProfile("sample"),
    });
  });
  afterAll(async () => {
    await connector.close();
    await erp.drop();
  });

  it("takes what can be read and names what cannot", async () => {
    const { pool } = erp;
    await pool.query(
      "insert into erp_company values ('Our company', 'CHF', 'week', '3')",
    );
    await pool.query(
      "insert into erp_item values ('4711', 'Dichtung Ø 8 „groß“', 'kg', 3, 'seals')",
    );
    await pool.query(
      `insert into erp_item_location (item_no, location, unit_cost, echelon, lead_time_days, vendor, on_hand, safety_stock, reorder_point, order_up_to)
       values ('4711', 'DC1', 2.25, 1, 21, 'V1', 100, 1.5, 10.125, 20), ('4711', 'BR1', null, null, null, null, null, null, null, null),
              ('4711', 'BR2', 1, 4711, -1, null, -3, 5, 9, 4), ('47@11', 'DC1', 1, 1, 1, null, 1, 1, 1, 1)`,
    );
    await pool.query(
      "insert into erp_bom_link values ('4711', 'DC1', '4711', 'BR1', 1), ('4711', 'DC1', 'GONE', 'BR1', 1), ('4711', 'DC1', '4711', 'BR2', 0)",
    );
    await pool.query(
      "insert into erp_demand values ('4711', 'BR1', '2026-01-05', 4), ('4711', 'BR1', '2026-01-19', 6), ('4711', 'DC1', '2026-01-26', -2), ('GONE', 'BR1', '2026-01-05', 4)",
    );
    await pool.query(
      `insert into erp_receipt (shipment_no, item_no, location, vendor, ordered_on, promised_on, received_on, quantity)
       values ('S1', '4711', 'DC1', 'V1', '2025-12-01', '2025-12-22', '2026-01-07', 50), ('S2', '4711', 'NO', null, null, null, '2026-01-07', null)`,
    );

    const snapshot = await read(connector);

    expect([
      snapshot.currency,
      snapshot.period,
      snapshot.taxonomyVersion,
    ]).toEqual(["CHF", "week", "3"]);
    expect(snapshot.stages.map(({ id }) => id)).toEqual([
      "4711@BR1",
      "4711@BR2",
      "4711@DC1",
    ]);
    const [branch, dirty, centre] = snapshot.stages;
    expect(centre).toMatchObject({
      description: "Dichtung Ø 8 „groß“",
      unit: "kg",
      unitDecimals: 3,
      unitCost: 2.25,
      promisedLeadTimeDays: 21,
      onHand: 100,
      current: {
        safetyStock: 1.5,
        reorderPoint: 10.125,
        orderUpTo: 20,
        orderQuantity: 9.875,
      },
      demand: { start: "2026-01-26", quantities: [-2] },
      receipts: [
        {
          shipment: "S1",
          vendor: "V1",
          orderedOn: "2025-12-01",
          promisedOn: "2025-12-22",
          receivedOn: "2026-01-07",
          quantity: 50,
        },
      ],
    });
    expect(branch).toMatchObject({
      unitCost: null,
      current: {
        safetyStock: null,
        reorderPoint: null,
        orderUpTo: null,
        orderQuantity: null,
      },
      // The weeks of 12 and 26 January have no row: nothing was asked for.
      demand: { start: "2026-01-05", quantities: [4, 0, 6, 0] },
    });
    expect(dirty).toMatchObject({
      echelon: null,
      onHand: -3,
      promisedLeadTimeDays: -1,
    });
    expect(snapshot.links).toEqual([
      { from: "4711@DC1", to: "4711@BR1", units: 1 },
    ]);
    const messages = snapshot.findings.map(
      ({ source, message }) => `${source}: ${message}`,
    );
    expect(messages).toEqual(
      expect.arrayContaining([
        expect.stringContaining('item must not hold an @, got "47@11"'),
        expect.stringContaining(
          "echelon must be a whole number from 0 to 99, got 4711",
        ),
        expect.stringContaining("names GONE@BR1"),
        expect.stringContaining(
          "units of the link from 4711@DC1 to 4711@BR2 must be above 0, got 0",
        ),
        expect.stringContaining("erp_demand: the demand is for GONE@BR1"),
        expect.stringContaining("erp_receipt: the receipt is for 4711@NO"),
      ]),
    );
    for (const stage of snapshot.stages)
      expect(() => stageRecordSchema.parse(stage)).not.toThrow();
  });

  it("loses no row over many pages", async () => {
    await erp.pool.query(
      "truncate erp_item_location, erp_demand, erp_bom_link, erp_receipt",
    );
    // Three times the page size and a bit; keys of different length and case sort by collation.
    await erp.pool.query(
      "insert into erp_item_location (item_no, location) select case n % 3 when 0 then 'a-' when 1 then 'A ' else 'ä_' end || n, 'DC' || n % 7 from generate_series(1, 15100) n",
    );
    const snapshot = await read(connector);

    expect(new Set(snapshot.stages.map(({ id }) => id)).size).toBe(15_100);
  });
});

describe("the MariaDB sample ERP over ODBC", () => {
  let erp: Awaited<ReturnType<typeof mariadbErp>>;
  let connector: Connector;
  const profile = shippedProfile("mariadb-sample");
  beforeAll(async () => {
    erp = await mariadbErp();
    connector = await odbcConnector({
      connectionString: erp.connectionString,
      profile,
    });
    const { run } = erp;
    await run(
      "insert into SKU_MASTER values ('000000004711', 'Dichtung Ø 8 日本', 'PCE', 0, 12.5000, 'A'), ('VALVE', 'Valve', 'KGM', 3, 3, 'B')",
    );
    await run(
      `insert into SKU_PLANNING (SITE, SKU, SAFETY_QTY, ORDER_POINT, ORDER_QTY, PLAN_TYPE, AUTO_CALC, TIER, LEAD_DAYS)
       values ('DC1', '000000004711', 5, 16, 30, 'VB', 'N', 1, 21), ('DC1', 'VALVE', null, 2.501, 10, 'VB', 'Y', 1, 7), ('BR1', '000000004711', 5, 16, 30, 'PD', 'N', 0, 2)`,
    );
    await run(
      "insert into STOCK_BALANCE values ('DC1', '000000004711', 77.5, 12)",
    );
    await run(
      "insert into SUPPLY_NET values ('000000004711', 'DC1', '000000004711', 'BR1', 1)",
    );
    await run(
      `insert into ISSUE_LINE values (1, 'BR1', '000000004711', '2026-01-06', 5, 'ISSUE'), (2, 'BR1', '000000004711', '2026-01-08', 4, 'ISSUE'),
        (3, 'BR1', '000000004711', '2026-01-09', 2, 'RETURN'), (4, 'BR1', '000000004711', '2026-01-20', 1, 'ISSUE')`,
    );
    await run(
      "insert into GOODS_IN values (1, 'D1', 'DC1', '000000004711', 'V1', '2025-12-01', '2025-12-22', '2026-01-07', 50)",
    );
  });
  afterAll(async () => {
    await connector.close();
    await erp.drop();
  });

  it("passes its check, and says what a write leaves undone", async () => {
    const { ok, canWrite, checks } = await connector.check();

    expect([ok, canWrite]).toEqual([true, true]);
    expect(checks.map(({ message }) => message)).toContain(
      "open purchase proposals keep their old quantities: they are made anew by the planning run of the night",
    );
  });

  it("is read in our words: codes, trigger, safety stock and target", async () => {
    const { stages, links, findings } = await read(connector);

    expect(stages.map(({ id }) => id)).toEqual([
      "4711@BR1",
      "4711@DC1",
      "VALVE@DC1",
    ]);
    expect(stages[1]).toMatchObject({
      description: "Dichtung Ø 8 日本",
      unitCost: 12.5,
      onHand: 77.5,
      onOrder: 12,
      // It orders below 16 + 5 = 21, so at or below 20; the order is 30, so up to 50.
      current: {
        safetyStock: 5,
        reorderPoint: 20,
        orderUpTo: 50,
        orderQuantity: 30,
      },
    });
    // NULL safety stock counts as 0; below 2.501 is at or below 2.5.
    expect(stages[2]?.current).toMatchObject({
      safetyStock: 0,
      reorderPoint: 2.5,
    });
    // Weeks of 5 January (5 + 4 - 2), 12 and 19 January.
    expect(stages[0]?.demand).toEqual({
      start: "2026-01-05",
      quantities: [7, 0, 1],
    });
    expect(stages[1]?.receipts).toHaveLength(1);
    expect(links).toEqual([{ from: "4711@DC1", to: "4711@BR1", units: 1 }]);
    expect(findings).toEqual([]);
  });

  it("blocks rows whose values the ERP would ignore or overwrite", async () => {
    const rows = await planFor(
      { profile },
      connector,
      ["4711@DC1", "VALVE@DC1", "4711@BR1"],
      { safetyStock: 8, reorderPoint: 25, orderUpTo: 65 },
      null,
    );

    expect(rows.map(({ kind }) => kind)).toEqual([
      "change",
      "blocked",
      "blocked",
    ]);
    expect(rows[1]?.message).toContain("set AUTO_CALC to N first");
    expect(rows[2]?.message).toContain("set it to V1 or VB first");
  });

  it("never takes a code for another that begins or reads alike", async () => {
    // SKU is char(20) and compares without regard to case; ours must match as they are.
    const long = `VALVE${"X".repeat(60)}`;
    await erp.run(
      "insert into SKU_PLANNING (SITE, SKU, ORDER_POINT) values ('DC1', 'VALVEXXXXXXXXXXXXXXX', 1)",
    );

    const rows = await connector.readTarget([
      `${long}@DC1`,
      "valve@DC1",
      "VALVE@DC1",
      "日本@DC1",
    ]);

    expect(rows.map(({ stageId }) => stageId)).toEqual(["VALVE@DC1"]);
  });

  it("refuses a value that does not fit instead of bending it", async () => {
    const [row] = await planFor(
      { profile },
      connector,
      ["4711@DC1"],
      { safetyStock: 5, reorderPoint: 20, orderUpTo: 1e12 },
      null,
    );
    if (!row) throw new Error("no row");

    await expect(connector.compareAndSet([row], "ann")).rejects.toThrow(
      /out of range/i,
    );
  });
});
