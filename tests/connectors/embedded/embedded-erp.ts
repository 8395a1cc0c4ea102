import { PGlite } from "@electric-sql/pglite";
import { embeddedConnector } from "../../../connectors/embedded/embedded-connector.ts";
import { erpSchema } from "../../../connectors/embedded/schema.ts";
import { shippedProfile } from "../../../connectors/profiles/shipped.ts";
import type { ContractErp, RawRow } from "../../contracts/connector-erp.ts";

/** The tables, and one more that names rows whose updates the ERP refuses. */
const statements = [
  ...erpSchema(),
  "create table refused (item_no text, location text)",
  `create function refuse() returns trigger language plpgsql as $$
     begin
       if exists (select 1 from refused r
                  where r.item_no = new.item_no and r.location = new.location)
       then raise exception 'the planning period is closed for %', new.item_no; end if;
       return new;
     end $$`,
  `create trigger refuse before update on erp_item_location
     for each row execute function refuse()`,
];

/** The small ERP in process, for the connector contract. */
export async function embeddedErp(): Promise<ContractErp> {
  const db = await PGlite.create();
  for (const statement of statements) await db.query(statement);
  const at = "where item_no = $1 and location = $2";
  const place = (stageId: string) => stageId.split("@");
  return {
    name: "PGlite",
    profile: shippedProfile("sample"),
    open: async () => embeddedConnector(db),
    async fill(rows) {
      await db.query(
        "truncate erp_item_location, erp_item_location_audit, refused",
      );
      for (const [stageId, raw] of Object.entries(rows)) {
        await db.query(
          `insert into erp_item_location
             (item_no, location, safety_stock, reorder_point, order_up_to)
           values ($1, $2, $3, $4, $5)`,
          [...place(stageId), raw.safetyStock, raw.reorderPoint, raw.target],
        );
      }
    },
    async rawRow(stageId) {
      const { rows } = await db.query<RawRow>(
        `select safety_stock::text as "safetyStock", reorder_point::text as "reorderPoint",
                order_up_to::text as target
         from erp_item_location ${at}`,
        place(stageId),
      );
      expect(rows).toHaveLength(1);
      return rows[0]!;
    },
    async change(stageId, raw) {
      await db.query(
        `update erp_item_location set row_version = row_version + 1,
           safety_stock = coalesce($3, safety_stock),
           reorder_point = coalesce($4, reorder_point),
           order_up_to = coalesce($5, order_up_to) ${at}`,
        [...place(stageId), raw.safetyStock, raw.reorderPoint, raw.target],
      );
    },
    async remove(stageId) {
      await db.query(`delete from erp_item_location ${at}`, place(stageId));
    },
    async refuse(stageId) {
      await db.query("insert into refused values ($1, $2)", place(stageId));
    },
    async writes(stageId) {
      const { rows } = await db.query<{ count: number }>(
        `select count(*)::int as count from erp_item_location_audit ${at} and actor = 'ann'`,
        place(stageId),
      );
      return rows[0]!.count;
    },
    close: () => db.close(),
  };
}
