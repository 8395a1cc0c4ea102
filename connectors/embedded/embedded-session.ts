import { ConnectionError, RefusedError } from "../connector.ts";
import { numberedParameters } from "../write-back/sql-session.ts";
import type { SqlRow, SqlSession } from "../write-back/sql-session.ts";

/** What we need of a PGlite instance, or of anything that answers like one. */
export interface EmbeddedDatabase {
  query(
    sql: string,
    parameters?: unknown[],
  ): Promise<{ readonly rows: readonly unknown[] }>;
}

/**
 * SQLSTATE classes after which the same call may work: connection, rollback, resources,
 * operator. PostgreSQL 15 documentation, appendix A.
 */
const worthRetrying = /^(08|40|53|57)/;

/**
 * A SQL session over a database in process. The database stays open when the session closes:
 * who opened it closes it.
 */
export function embeddedSession(database: EmbeddedDatabase): SqlSession {
  return {
    async query(sql, parameters) {
      try {
        const { rows } = await database.query(numberedParameters(sql), [
          ...parameters,
        ]);
        return rows as readonly SqlRow[];
      } catch (error) {
        throw known(error);
      }
    },
    close: () => Promise.resolve(),
  };
}

function known(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const state = (error as { readonly code?: unknown }).code;
  if (typeof state !== "string") {
    return new ConnectionError(
      `the ERP in process did not answer: ${error.message}`,
    );
  }
  return worthRetrying.test(state)
    ? new ConnectionError(error.message)
    : new RefusedError(error.message);
}
