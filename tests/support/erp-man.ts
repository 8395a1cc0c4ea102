import { randomBytes } from "node:crypto";
import pg from "pg";
import { erpSchema } from "../../connectors/embedded/schema.ts";
import { inDatabase } from "./erp-postgres.ts";
import { needed } from "./erp-services.ts";
import { sharedText } from "./reference.ts";

/** A PostgreSQL server, as `pg` and as ODBC reach it. */
export interface PostgresServer {
  readonly url: string;
  readonly odbc: string;
}

/** The planning fields of one row, as the exact texts that the ERP holds. */
export interface ManRow {
  readonly safety: string | null;
  readonly min: string | null;
  readonly max: string | null;
}

/** A PostgreSQL ERP that plans the distributor's items (`data/man_items.csv`) at one location. */
export interface ManErp {
  readonly pool: pg.Pool;
  /** For ODBC. */
  readonly connectionString: string;
  /** Every planning row by its stage. */
  readonly rows: () => Promise<ReadonlyMap<string, ManRow>>;
  /** What the ERP's own trigger saw: the row after each update and who made it, oldest first. */
  readonly audit: () => Promise<
    ReadonlyMap<string, readonly (ManRow & { readonly actor: string })[]>
  >;
  /** Holds a row's lock, as a person with the row open in a screen; answers how to let go. */
  readonly hold: (stageId: string) => Promise<() => Promise<void>>;
  /** Sessions that wait for a lock. */
  readonly waiting: () => Promise<number>;
  drop(): Promise<void>;
}

/** The flat rule of every second item, in units; the others have none. */
export const flatRule: ManRow = { safety: null, min: "20", max: "50" };

/** Makes a database of its own on a server and fills it with the items. */
export async function manErp(
  on: PostgresServer = {
    url: needed("STOCKWRIGHT_TEST_POSTGRES"),
    odbc: needed("STOCKWRIGHT_TEST_POSTGRES_ODBC"),
  },
): Promise<ManErp> {
  const name = `man_${randomBytes(6).toString("hex")}`;
  await once(on.url, `create database ${name}`);
  const url = new URL(on.url);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href, max: 4 });
  // A server that is stopped ends what is open in the pool; that is no failure.
  pool.on("error", () => undefined);
  for (const statement of erpSchema()) await pool.query(statement);
  await fill(pool);
  return {
    pool,
    connectionString: inDatabase(on.odbc, name),
    rows: async () => {
      const { rows } = await pool.query<ManRow & { stage: string }>(
        `select item_no || '@' || location as stage, safety_stock::text as safety,
           reorder_point::text as min, order_up_to::text as max
         from erp_item_location`,
      );
      return new Map(rows.map(({ stage, ...row }) => [stage, row]));
    },
    audit: async () => {
      const { rows } = await pool.query<
        ManRow & { stage: string; actor: string }
      >(
        `select item_no || '@' || location as stage, actor, new_row->>'safety_stock' as safety,
           new_row->>'reorder_point' as min, new_row->>'order_up_to' as max
         from erp_item_location_audit order by audit_no`,
      );
      const found = new Map<string, (ManRow & { actor: string })[]>();
      for (const { stage, ...row } of rows) {
        found.set(stage, [...(found.get(stage) ?? []), row]);
      }
      return found;
    },
    hold: (stageId) => hold(url.href, stageId),
    waiting: async () => {
      const { rows } = await pool.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows[0]?.count ?? 0;
    },
    drop: async () => {
      await pool.end();
      await once(on.url, `drop database ${name} with (force)`);
    },
  };
}

async function fill(pool: pg.Pool): Promise<void> {
  const [, ...lines] = sharedText("data/man_items.csv").trim().split(/\r?\n/);
  const items = lines.map((line) => {
    const [sku, , cost, ordering, , weeks, moq] = line.split(",");
    return { sku, cost, ordering, moq, days: Number(weeks) * 7 };
  });
  await pool.query(
    "insert into erp_company values ('Man', 'EUR', 'week', '1')",
  );
  await pool.query(
    `insert into erp_item
     select sku, 'SKU ' || sku, 'pcs', 2, null from json_to_recordset($1) as t (sku text)`,
    [JSON.stringify(items)],
  );
  await pool.query(
    `insert into erp_item_location
       (item_no, location, unit_cost, echelon, ordering_cost, min_order_qty, lead_time_days,
        reorder_point, order_up_to)
     select sku, 'DC1', cost, 0, ordering, moq, days,
       case when number % 2 = 0 then $2::numeric end, case when number % 2 = 0 then $3::numeric end
     from rows from (json_to_recordset($1)
       as (sku text, cost numeric, ordering numeric, moq numeric, days numeric))
       with ordinality as t (sku, cost, ordering, moq, days, number)`,
    [JSON.stringify(items), flatRule.min, flatRule.max],
  );
}

async function hold(url: string, stageId: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  await client.query("begin");
  const [item, location] = stageId.split("@");
  await client.query(
    "select 1 from erp_item_location where item_no = $1 and location = $2 for update",
    [item, location],
  );
  return () => client.end();
}

async function once(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
