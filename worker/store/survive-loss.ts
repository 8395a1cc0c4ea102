import type pg from "pg";

/**
 * Lets a pool outlive a server that goes away. The pool itself hears only of idle clients: one
 * that is lent out, between two statements of a transaction, tells its loss to nobody, and an
 * error that nobody hears ends the process. Whoever holds the client learns of it from the
 * next statement, which fails.
 */
export function surviveLoss(pool: pg.Pool): pg.Pool {
  pool.on("error", () => undefined);
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
  });
  return pool;
}
