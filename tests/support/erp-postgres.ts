import { randomBytes } from "node:crypto";
import pg from "pg";
import { erpSchema } from "../../connectors/embedded/schema.ts";
import { odbcConnector } from "../../connectors/odbc/odbc-connector.ts";
import {
  parseConnectionString,
  writeConnectionString,
} from "../../connectors/odbc/connection-string.ts";
import { shippedProfile } from "../../connectors/profiles/shipped.ts";
import type { ContractErp, RawRow } from "../contracts/connector-erp.ts";
import { needed } from "./erp-services.ts";

/** A database of its own on the test server, dropped at the end. */
export interface PostgresErp {
  readonly pool: pg.Pool;
  /** For ODBC. */
  readonly connectionString: string;
  drop(): Promise<void>;
}

export async function postgresErp(
  statements: readonly string[] = erpSchema(),
): Promise<PostgresErp> {
  const url = new URL(needed("STOCKWRIGHT_TEST_POSTGRES"));
  const name = `erp_${randomBytes(6).toString("hex")}`;
  const server = new pg.Client({ connectionString: url.href });
  await server.connect();
  await server.query(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: own.href, max: 4 });
  // Dropping the database ends what is still open in the pool; that is no failure.
  pool.on("error", () => undefined);
  for (const statement of statements) await pool.query(statement);
  return {
    pool,
    connectionString: inDatabase(
      needed("STOCKWRIGHT_TEST_POSTGRES_ODBC"),
      name,
    ),
    async drop() {
      await pool.end();
      await server.query(`drop database ${name} with (force)`);
      await server.end();
    },
  };
}

/** The same connection string for another database. */
export function inDatabase(text: string, database: string): string {
  return writeConnectionString(
    parseConnectionString(text).map(([name, value]) =>
      name.toLowerCase() === "database" ? [name, database] : [name, value],
    ),
  );
}

/** The sample ERP on PostgreSQL behind ODBC, for the connector contract. */
export async function samplePostgres(): Promise<ContractErp> {
  const erp = await postgresErp();
  const { pool } = erp;
  await pool.query("create table refused (item_no text, location text)");
  await pool.query(`create function refuse() returns trigger language plpgsql as $$
    begin
      if exists (select 1 from refused r where r.item_no = new.item_no and r.location = new.location)
      then raise exception 'the planning period is closed for %', new.item_no; end if;
      return new;
    end $$`);
  await pool.query(
    "create trigger refuse before update on erp_item_location for each row execute function refuse()",
  );
  const place = (stageId: string) => stageId.split("@");
  const profile = shippedProfile("sample");
  return {
    name: "PostgreSQL over ODBC",
    profile,
    open: () =>
      odbcConnector({
        connectionString: erp.connectionString,
        profile,
        backoffMilliseconds: 10,
      }),
    async fill(rows) {
      await pool.query(
        "truncate erp_item_location, erp_item_location_audit, refused",
      );
      for (const [stageId, raw] of Object.entries(rows))
        await pool.query(
          "insert into erp_item_location (item_no, location, safety_stock, reorder_point, order_up_to) values ($1, $2, $3, $4, $5)",
          [...place(stageId), raw.safetyStock, raw.reorderPoint, raw.target],
        );
    },
    async rawRow(stageId) {
      const { rows } = await pool.query<RawRow>(
        `select safety_stock::text as "safetyStock", reorder_point::text as "reorderPoint", order_up_to::text as target
         from erp_item_location where item_no = $1 and location = $2`,
        place(stageId),
      );
      const [row] = rows;
      if (!row) throw new Error(`no row for ${stageId}`);
      return row;
    },
    async change(stageId, raw) {
      await pool.query(
        `update erp_item_location set row_version = row_version + 1,
           safety_stock = coalesce($3, safety_stock), reorder_point = coalesce($4, reorder_point),
           order_up_to = coalesce($5, order_up_to)
         where item_no = $1 and location = $2`,
        [
          ...place(stageId),
          raw.safetyStock ?? null,
          raw.reorderPoint ?? null,
          raw.target ?? null,
        ],
      );
    },
    async remove(stageId) {
      await pool.query(
        "delete from erp_item_location where item_no = $1 and location = $2",
        place(stageId),
      );
    },
    async refuse(stageId) {
      await pool.query("insert into refused values ($1, $2)", place(stageId));
    },
    async writes(stageId) {
      const { rows } = await pool.query<{ count: string }>(
        "select count(*)::text as count from erp_item_location_audit where item_no = $1 and location = $2 and actor = 'ann'",
        place(stageId),
      );
      return Number(rows[0]?.count);
    },
    close: erp.drop,
  };
}
