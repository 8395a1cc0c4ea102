import type { Connector } from "../../../connectors/connector.ts";
import { connectorContract } from "../../contracts/connector-contract.ts";
import { planFor } from "../../contracts/connector-runs.ts";
import { trytonPostgres } from "../../support/erp-tryton.ts";

connectorContract("Tryton over ODBC", trytonPostgres);

describe("Tryton", () => {
  let erp: Awaited<ReturnType<typeof trytonPostgres>>;
  let connector: Connector;
  beforeAll(async () => {
    erp = await trytonPostgres();
    connector = await erp.open();
    await erp.fill({
      "PUMP@DC1": { safetyStock: null, reorderPoint: "21", target: "50" },
      "SEAL@DC2": { safetyStock: null, reorderPoint: "5", target: "9" },
    });
  });
  afterAll(async () => {
    await connector.close();
    await erp.close();
  });

  it("is read with stock, demand, receipts and lead times out of its moves", async () => {
    const { pool } = erp;
    await pool.query(
      "insert into party_party (code, name) values ('V1', 'Vendor')",
    );
    await pool.query(
      `insert into purchase_product_supplier (template, party, lead_time) select p.template, 1, interval '14 days' from product_product p where p.code = 'PUMP'`,
    );
    await pool.query(
      "insert into product_cost_price (product, company, cost_price) select id, 1, 12.5 from product_product where code = 'PUMP'",
    );
    const move = (
      from: number,
      to: number,
      quantity: number,
      day: string,
      state = "done",
      shipment: string | null = null,
      planned: string | null = null,
    ) =>
      pool.query(
        `insert into stock_move (product, uom, quantity, internal_quantity, from_location, to_location, effective_date, state, shipment, planned_date)
         select id, 1, $1, $1, $2, $3, $4, $5, $6, $7 from product_product where code = 'PUMP'`,
        [
          quantity,
          from,
          to,
          state === "done" ? day : null,
          state,
          shipment,
          planned,
        ],
      );
    // Supplier 1 → input 12 → storage 11 → output 13 → customer 2, all of warehouse DC1.
    await move(
      1,
      12,
      100,
      "2026-01-20",
      "done",
      "stock.shipment.in,1",
      "2026-01-15",
    );
    await move(12, 11, 100, "2026-01-20");
    await move(11, 13, 30, "2026-02-03");
    await move(13, 2, 10, "2026-02-03");
    await move(13, 2, 5, "2026-02-20");
    await move(13, 2, 7, "2026-04-02");
    await move(1, 12, 40, "", "draft", null, "2026-06-01");

    const snapshot = await connector.readSnapshot({
      signal: new AbortController().signal,
      progress: () => undefined,
    });

    const pump = snapshot.stages.find(({ id }) => id === "PUMP@DC1");
    expect(pump).toMatchObject({
      description: "Product PUMP",
      unit: "u",
      unitDecimals: 0,
      unitCost: 12.5,
      vendor: "V1",
      promisedLeadTimeDays: 14,
      // 100 in, 30 out of the storage
      onHand: 70,
      onOrder: 40,
      // Below 21 is at or below 20; the order is 50 - 20.
      current: {
        safetyStock: null,
        reorderPoint: 20,
        orderUpTo: 50,
        orderQuantity: 30,
      },
      // 10 + 5 in February, nothing in March, 7 in April
      demand: { start: "2026-02-01", quantities: [15, 0, 7] },
    });
    expect(pump?.receipts).toEqual([
      {
        shipment: "stock.shipment.in,1",
        vendor: null,
        orderedOn: null,
        promisedOn: "2026-01-15",
        receivedOn: "2026-01-20",
        quantity: 100,
      },
    ]);
    expect(snapshot.stages.map(({ id }) => id)).toEqual([
      "PUMP@DC1",
      "SEAL@DC2",
    ]);
  });

  it("has no unique key, so two order points of one product are blocked", async () => {
    await erp.pool.query(
      `insert into stock_order_point (company, product, type, warehouse_location, min_quantity, target_quantity)
       select company, product, type, warehouse_location, 1, 2 from stock_order_point where product = (select id from product_product where code = 'SEAL')`,
    );

    const [row] = await planFor(
      erp,
      connector,
      ["SEAL@DC2"],
      { safetyStock: 1, reorderPoint: 6, orderUpTo: 12 },
      null,
    );

    expect([row?.kind, row?.message]).toEqual([
      "blocked",
      "the ERP has 2 rows for SEAL@DC2",
    ]);
  });

  it("is not written where its own screens would refuse: min above target", async () => {
    // A base-stock policy of 20: order at or below 20, up to 20. Below 21 is above 20.
    const [row] = await planFor(
      erp,
      connector,
      ["PUMP@DC1"],
      { safetyStock: 1, reorderPoint: 20, orderUpTo: 20 },
      null,
    );

    expect([row?.kind, row?.message]).toEqual([
      "blocked",
      "the ERP would hold reorderPoint 21 above orderUpTo 20",
    ]);
  });
});
