import pg from "pg";
import type { EmbeddedDatabase } from "./embedded-session.ts";

/**
 * The small ERP in a schema of a PostgreSQL server, for a trial of several processes: a
 * database in process has room for one.
 *
 * @param url - the server and database
 * @param schema - plain lower-case name; made by `loadSampleCompany`
 */
export function embeddedPostgres(
  url: string,
  schema: string,
): EmbeddedDatabase & {
  /** All of `work` or nothing of it, alone among all processes that ask. */
  transaction(
    work: (database: EmbeddedDatabase) => Promise<void>,
  ): Promise<void>;
  close(): Promise<void>;
} {
  const pool = new pg.Pool({
    connectionString: url,
    options: `-c search_path=${schema}`,
    application_name: "stockwright-sample-erp",
    max: 4,
  });
  // An idle connection that drops is replaced by the next query.
  pool.on("error", () => undefined);
  return {
    query: (sql, parameters) => pool.query(sql, parameters),
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query("begin");
        // Any number will do, as long as every process takes the same.
        await client.query("select pg_advisory_xact_lock(7307265)");
        await work({ query: (sql, values) => client.query(sql, values) });
        await client.query("commit");
      } catch (error) {
        await client.query("rollback").catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}
