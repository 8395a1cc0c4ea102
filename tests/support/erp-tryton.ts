import { odbcConnector } from "../../connectors/odbc/odbc-connector.ts";
import { shippedProfile } from "../../connectors/profiles/shipped.ts";
import type { ContractErp, RawRow } from "../contracts/connector-erp.ts";
import { postgresErp } from "./erp-postgres.ts";

/**
 * The tables of Tryton 6.0 that the profile reads and writes, in their real shape (names,
 * types and missing constraints), without the columns it does not touch.
 */
export const trytonSchema: readonly string[] = [
  `create table party_party (id serial primary key, code varchar, name varchar)`,
  `create table product_uom (id serial primary key, name varchar not null, symbol varchar not null, digits integer not null, rate double precision not null, factor double precision not null)`,
  `create table product_template (id serial primary key, name varchar not null, default_uom integer not null references product_uom, type varchar not null default 'goods', active boolean default true)`,
  `create table product_product (id serial primary key, template integer not null references product_template, code varchar, suffix_code varchar, active boolean default true)`,
  `create table product_cost_price (id serial primary key, product integer, company integer, cost_price numeric)`,
  `create table stock_location (id serial primary key, name varchar not null, code varchar, type varchar, storage_location integer, input_location integer, output_location integer, active boolean default true)`,
  `create table stock_order_point (id serial primary key, company integer not null, product integer not null references product_product,
     type varchar not null, warehouse_location integer references stock_location, storage_location integer, provisioning_location integer, overflowing_location integer,
     min_quantity double precision, target_quantity double precision not null, max_quantity double precision,
     create_date timestamp(6), create_uid integer, write_date timestamp(6), write_uid integer)`,
  `create table stock_move (id serial primary key, product integer not null, uom integer, quantity double precision not null, internal_quantity double precision not null,
     from_location integer not null, to_location integer not null, shipment varchar, state varchar not null, planned_date date, effective_date date, company integer not null default 1)`,
  `create table purchase_product_supplier (id serial primary key, template integer not null, product integer, party integer not null, sequence integer, lead_time interval, company integer not null default 1)`,
  // Tryton keeps no history; a database trigger stands in for the ERP's own witness.
  `create table audit (id serial primary key, order_point integer, write_uid integer, old_date timestamp, new_date timestamp)`,
  `create function audit() returns trigger language plpgsql as $$
     begin insert into audit (order_point, write_uid, old_date, new_date) values (old.id, new.write_uid, old.write_date, new.write_date); return null; end $$`,
  `create trigger audited after update on stock_order_point for each row execute function audit()`,
  `create table refused (order_point integer)`,
  `create function refuse() returns trigger language plpgsql as $$
     begin if exists (select 1 from refused r where r.order_point = new.id) then raise exception 'the order point is closed'; end if; return new; end $$`,
  `create trigger refuse before update on stock_order_point for each row execute function refuse()`,
  `insert into product_uom (name, symbol, digits, rate, factor) values ('Unit', 'u', 0, 1, 1), ('Kilogram', 'kg', 3, 1, 1)`,
  `insert into stock_location (id, name, code, type) values (1, 'Supplier', 'SUP', 'supplier'), (2, 'Customer', 'CUS', 'customer')`,
  ...["DC1", "DC2"].map((code, index) => {
    const id = 10 * (index + 1);
    return `insert into stock_location (id, name, code, type, storage_location, input_location, output_location) values
      (${id}, 'Warehouse ${code}', '${code}', 'warehouse', ${id + 1}, ${id + 2}, ${id + 3}),
      (${id + 1}, 'Storage', 'STO', 'storage', null, null, null),
      (${id + 2}, 'Input', 'IN', 'storage', null, null, null),
      (${id + 3}, 'Output', 'OUT', 'storage', null, null, null)`;
  }),
];

/** A Tryton database behind ODBC, for the connector contract. */
export async function trytonPostgres(): Promise<
  ContractErp & {
    readonly pool: Awaited<ReturnType<typeof postgresErp>>["pool"];
  }
> {
  const erp = await postgresErp(trytonSchema);
  const { pool } = erp;
  const profile = shippedProfile("tryton");
  const parts = (stageId: string) => stageId.split("@");
  const point = `select o.id from stock_order_point o join product_product p on p.id = o.product
    join stock_location w on w.id = o.warehouse_location where p.code = $1 and w.code = $2 and o.type = 'purchase'`;
  return {
    name: "Tryton over ODBC",
    pool,
    profile,
    open: () =>
      odbcConnector({
        connectionString: erp.connectionString,
        profile,
        backoffMilliseconds: 10,
      }),
    async fill(rows) {
      await pool.query(
        "truncate stock_order_point, audit, refused, product_product, product_template cascade",
      );
      for (const [stageId, raw] of Object.entries(rows)) {
        const [code, location] = parts(stageId);
        await pool.query(
          `with t as (insert into product_template (name, default_uom) values ('Product ' || $1::text, 1) returning id),
             p as (insert into product_product (template, code) select id, $1 from t returning id)
           insert into stock_order_point (company, product, type, warehouse_location, min_quantity, target_quantity, create_date)
           select 1, p.id, 'purchase', (select id from stock_location where code = $2), $3, coalesce($4::double precision, 0), now() from p`,
          [code, location, raw.reorderPoint, raw.target],
        );
      }
    },
    async rawRow(stageId) {
      const { rows } = await pool.query<RawRow>(
        `select null as "safetyStock", min_quantity::text as "reorderPoint", target_quantity::text as target
         from stock_order_point where id in (${point})`,
        parts(stageId),
      );
      const [row] = rows;
      if (!row) throw new Error(`no row for ${stageId}`);
      return row;
    },
    async change(stageId, raw) {
      await pool.query(
        `update stock_order_point set write_date = clock_timestamp() at time zone 'UTC', write_uid = 7,
           min_quantity = coalesce($3, min_quantity), target_quantity = coalesce($4, target_quantity)
         where id in (${point})`,
        [...parts(stageId), raw.reorderPoint ?? null, raw.target ?? null],
      );
    },
    async remove(stageId) {
      await pool.query(
        `delete from stock_order_point where id in (${point})`,
        parts(stageId),
      );
    },
    async refuse(stageId) {
      await pool.query(`insert into refused ${point}`, parts(stageId));
    },
    async writes(stageId) {
      const { rows } = await pool.query<{ count: string }>(
        `select count(*)::text as count from audit where write_uid = 0 and new_date is distinct from old_date and order_point in (${point})`,
        parts(stageId),
      );
      return Number(rows[0]?.count);
    },
    close: erp.drop,
  };
}
