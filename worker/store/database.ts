import {
  Kysely,
  PostgresDialect,
  sql,
  type PostgresPool,
  type RawBuilder,
} from "kysely";
import type { PglitePool } from "./pglite-pool.ts";
import type { Tables } from "./tables.ts";

export type Database = Kysely<Tables>;

/** Kysely over anything shaped like a pool, in our schema. */
export function database(pool: PostgresPool | PglitePool): Database {
  return new Kysely<Tables>({
    // PGlite has no cursors, which Kysely asks for only to stream; we never stream.
    dialect: new PostgresDialect({ pool: pool as PostgresPool }),
  }).withSchema("stockwright");
}

/** Several statements as one: in the open transaction, or in one of their own. */
export function together<T>(
  db: Database,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

let savepoints = 0;

/** All of `work` or nothing of it, also inside another transaction, which then goes on. */
export async function nested<T>(
  db: Database,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  if (!db.isTransaction) return db.transaction().execute(work);

  const name = sql.id(`nested_${++savepoints}`);
  await sql`savepoint ${name}`.execute(db);
  try {
    const result = await work(db);
    await sql`release savepoint ${name}`.execute(db);
    return result;
  } catch (error) {
    await sql`rollback to savepoint ${name}`.execute(db);
    throw error;
  }
}

/** Rows of one bulk statement: large enough to be fast, small enough for the memory of WASM. */
const bulkRows = 1_000;

/** Hands `rows` over in a few JSON parameters: one statement for each thousand. */
export async function inBulk<T>(
  rows: readonly T[],
  insert: (json: string) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += bulkRows) {
    await insert(JSON.stringify(rows.slice(start, start + bulkRows)));
  }
}

/** One page of kept records, and how many there are on all pages. */
export async function recordPage<T>(
  db: Database,
  asked: {
    /** A table that has a column `record`, and its condition. */
    readonly from: RawBuilder<unknown>;
    readonly order: RawBuilder<unknown>;
    readonly offset: number;
    readonly limit: number;
  },
): Promise<{ readonly total: number; readonly rows: T[] }> {
  const { from, order, offset, limit } = asked;
  const counted = await sql<{ total: number }>`
    select count(*)::integer as total from ${from}`.execute(db);
  const { rows } = await sql<{ record: T }>`
    select record from ${from} order by ${order}
    offset ${offset}::integer limit ${limit}::integer`.execute(db);
  return {
    total: counted.rows[0]?.total ?? 0,
    rows: rows.map(({ record }) => record),
  };
}
