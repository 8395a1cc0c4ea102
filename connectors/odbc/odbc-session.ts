import { ConnectionError } from "../connector.ts";
import type { DialectName } from "../write-back/dialect.ts";
import type { SqlRow, SqlSession } from "../write-back/sql-session.ts";
import { driverString } from "./connection-string.ts";
import type { OdbcConnection, OdbcDriver } from "./driver.ts";
import { odbcError } from "./odbc-error.ts";

export interface OdbcOptions {
  readonly connectionString: string;
  readonly dialect: DialectName;
  /** Named in messages. */
  readonly title: string;
  /** Longest wait for one statement, in seconds. */
  readonly timeoutSeconds?: number;
  /** Tries of one call, the first included. */
  readonly attempts?: number;
  /** Wait before the second try, in milliseconds; it doubles. */
  readonly backoffMilliseconds?: number;
}

/**
 * What each session is told first. Time limits on the server's side: a driver may ignore
 * the ones on ours. Strict mode: MariaDB would else bend a value that does not fit.
 */
const preludes: Readonly<
  Record<DialectName, (seconds: number) => readonly string[]>
> = {
  postgresql: (seconds) => [
    `set statement_timeout = ${seconds * 1000}`,
    "set datestyle = 'ISO'",
    "set intervalstyle = 'postgres'",
    "set extra_float_digits = 3",
    "set default_transaction_isolation = 'read committed'",
  ],
  mariadb: (seconds) => [
    `set session max_statement_time = ${seconds}`,
    `set session innodb_lock_wait_timeout = ${Math.max(1, Math.min(50, seconds))}`,
    "set session sql_mode = concat(@@sql_mode, ',STRICT_ALL_TABLES')",
    "set session autocommit = 1",
  ],
};

/**
 * A session over one ODBC connection: opened on first use, opened again after it broke.
 *
 * Every call may be tried again: reads change nothing, and a compare-and-set that did
 * arrive finds its old values gone.
 */
export function odbcSession(
  driver: OdbcDriver,
  options: OdbcOptions,
): SqlSession {
  const { title, dialect } = options;
  const seconds = Math.trunc(options.timeoutSeconds ?? 120);
  const attempts = options.attempts ?? 3;
  const text = driverString(options.connectionString, dialect);
  let connection: OdbcConnection | null = null;
  let closed = false;

  const opened = async (): Promise<OdbcConnection> => {
    if (connection) return connection;
    const opening = driver.connect({
      connectionString: text,
      connectionTimeout: seconds,
      loginTimeout: Math.min(seconds, 15),
    });
    let fresh: OdbcConnection;
    try {
      fresh = await within(opening, 20, `${title} did not let us in`);
    } catch (error) {
      // It may still open behind our back: close it then.
      void opening.then(
        (late) => late.close(),
        () => undefined,
      );
      throw asError(error, `connecting to ${title}`);
    }
    try {
      for (const statement of preludes[dialect](seconds))
        await fresh.query(statement);
    } catch (error) {
      void fresh.close().catch(() => undefined);
      throw asError(error, `connecting to ${title}`);
    }
    connection = fresh;
    return fresh;
  };

  const asError = (error: unknown, during: string) =>
    error instanceof ConnectionError
      ? error
      : odbcError(error, during, options.connectionString);

  const drop = () => {
    const broken = connection;
    connection = null;
    void broken?.close().catch(() => undefined);
  };

  const once = async (
    sql: string,
    parameters: readonly string[],
  ): Promise<readonly SqlRow[]> => {
    const current = await opened();
    try {
      // An empty list of parameters is not the same as none to every driver.
      const asked =
        parameters.length > 0
          ? current.query(sql, [...parameters])
          : current.query(sql);
      const rows = await within(
        asked,
        seconds + 10,
        `${title} did not answer within ${seconds + 10} s`,
      );
      return Array.isArray(rows) ? (rows as readonly SqlRow[]) : [];
    } catch (error) {
      const known = asError(error, title);
      if (known instanceof ConnectionError) drop();
      throw known;
    }
  };

  return {
    async query(sql, parameters) {
      for (let attempt = 1; ; attempt++) {
        if (closed)
          throw new ConnectionError(`${title}: the session is closed`);
        try {
          return await once(sql, parameters);
        } catch (error) {
          if (!(error instanceof ConnectionError) || attempt >= attempts)
            throw error;
          await pause(
            (options.backoffMilliseconds ?? 250) * 2 ** (attempt - 1),
          );
        }
      }
    },
    async close() {
      closed = true;
      const last = connection;
      connection = null;
      await last?.close().catch(() => undefined);
    },
  };
}

/** The answer, or a `ConnectionError` when it takes longer. The call itself cannot be stopped. */
async function within<T>(
  work: Promise<T>,
  seconds: number,
  message: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ConnectionError(message)),
      seconds * 1000,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
