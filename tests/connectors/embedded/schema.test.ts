import { PGlite } from "@electric-sql/pglite";
import { erpSchema, erpTables } from "../../../connectors/embedded/schema.ts";

describe("erpSchema", () => {
  let db: PGlite;
  beforeAll(async () => {
    db = await PGlite.create();
  });
  afterAll(() => db.close());

  it("creates its tables, in a schema of its own too, and may run again", async () => {
    for (const schema of [undefined, "erp", "erp", undefined]) {
      for (const statement of erpSchema(schema)) await db.query(statement);
    }

    const { rows } = await db.query<{ table_schema: string; n: number }>(
      `select table_schema, count(*)::int as n from information_schema.tables
       where table_name like 'erp%' group by table_schema order by table_schema`,
    );
    expect(rows).toEqual([
      { table_schema: "erp", n: erpTables.length },
      { table_schema: "public", n: erpTables.length },
    ]);
  });

  it("keeps one audit row for each row that an update writes, with its actor", async () => {
    await db.query(
      `insert into erp.erp_item_location (item_no, location, reorder_point)
       values ('A', 'X', 5), ('B', 'X', 6), ('C', 'X', 7)`,
    );
    await db.transaction(async (work) => {
      await work.query("select set_config('stockwright.actor', 'maria', true)");
      await work.query(
        "update erp.erp_item_location set reorder_point = 9 where item_no in ('A', 'B')",
      );
    });
    await db.query(
      "update erp.erp_item_location set reorder_point = 1 where item_no = 'C'",
    );

    const { rows } = await db.query(
      `select item_no, actor, old_row->>'reorder_point' as before,
              new_row->>'reorder_point' as after
       from erp.erp_item_location_audit order by item_no`,
    );
    expect(rows).toEqual([
      { item_no: "A", actor: "maria", before: "5", after: "9" },
      { item_no: "B", actor: "maria", before: "6", after: "9" },
      // Outside the transaction the name is gone: nothing leaks between writers.
      { item_no: "C", actor: "postgres", before: "7", after: "1" },
    ]);
  });

  it("refuses a schema name that needs quotes", () => {
    expect(() => erpSchema('x"; drop')).toThrow("plain lower-case name");
  });
});
