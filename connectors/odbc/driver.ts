import { ConnectionError } from "../connector.ts";

/** The part of npm `odbc` that we use: no pool, no prepared statements, no cursors. */
export interface OdbcConnection {
  query(sql: string, parameters?: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
}

export interface OdbcDriver {
  connect(options: {
    readonly connectionString: string;
    readonly connectionTimeout: number;
    readonly loginTimeout: number;
  }): Promise<OdbcConnection>;
}

/** Threads that wait for databases block libuv's pool of 4; this is our share of it. */
const threads = "16";

/**
 * Loads the native ODBC package, an optional dependency, on first use.
 *
 * @throws ConnectionError telling how to install it when it is not there
 */
export async function loadOdbc(): Promise<OdbcDriver> {
  // Counts only before the pool's first use; `stockwright` sets it when it starts.
  process.env["UV_THREADPOOL_SIZE"] ??= threads;
  try {
    const loaded: { readonly default: OdbcDriver } = await import("odbc");
    return loaded.default;
  } catch (error) {
    const reason =
      error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    throw new ConnectionError(
      `the ODBC package is not ready (${reason}): install unixodbc and unixodbc-dev, then run npm install odbc and npm run build:odbc`,
    );
  }
}
