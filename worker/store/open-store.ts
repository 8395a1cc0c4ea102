import type { PGlite } from "@electric-sql/pglite";
import { sql } from "kysely";
import pg from "pg";
import { surviveLoss } from "./survive-loss.ts";
import { changeSetStore } from "./change-sets.ts";
import { connectionStore } from "./connections.ts";
import { database, nested, type Database } from "./database.ts";
import { forecastStore } from "./forecasts.ts";
import { jobStore } from "./jobs.ts";
import { logStore } from "./log.ts";
import { migrate } from "./migrate.ts";
import { openPglite } from "./pglite.ts";
import { pglitePool } from "./pglite-pool.ts";
import { runStore } from "./runs.ts";
import { snapshotStore } from "./snapshots.ts";
import { studyStore } from "./studies.ts";
import type { Store } from "./store.ts";

/** Where a store lives. A PGlite that is passed in stays its owner's: `close` leaves it open. */
export type StorePlace =
  | { readonly kind: "pglite"; readonly dataFolder: string }
  | { readonly kind: "pglite"; readonly pglite: PGlite }
  | { readonly kind: "postgres"; readonly url: string };

/**
 * Opens the store and brings its tables up to date.
 *
 * @throws FolderInUseError when another process has the data folder open
 */
export async function openStore(place: StorePlace): Promise<Store> {
  const { db, close } = await connect(place);
  try {
    await migrate(db);
    return storeOver(db, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function connect(
  place: StorePlace,
): Promise<{ db: Database; close: () => Promise<void> }> {
  if (place.kind === "postgres") {
    const pool = surviveLoss(
      new pg.Pool({
        connectionString: place.url,
        keepAlive: true,
        // A server that does not answer is an error one can see, not a request that hangs.
        connectionTimeoutMillis: 30_000,
        application_name: "stockwright",
      }),
    );
    return { db: database(pool), close: () => pool.end() };
  }
  if ("pglite" in place) {
    const db = database(pglitePool(place.pglite));
    return { db, close: () => Promise.resolve() };
  }
  const pglite = await openPglite(place.dataFolder);
  return { db: database(pglitePool(pglite)), close: () => pglite.close() };
}

function storeOver(db: Database, close: () => Promise<void>): Store {
  return {
    connections: connectionStore(db),
    snapshots: snapshotStore(db),
    forecasts: forecastStore(db),
    runs: runStore(db),
    studies: studyStore(db),
    changeSets: changeSetStore(db),
    jobs: jobStore(db),
    log: logStore(db),
    transaction: (work) =>
      nested(db, (inside) =>
        work(
          storeOver(inside, () =>
            Promise.reject(new Error("a transaction cannot close its store")),
          ),
        ),
      ),
    async ping() {
      await sql`select 1`.execute(db);
    },
    close,
  };
}
