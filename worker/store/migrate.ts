import { Migrator, type Migration } from "kysely";
import type { Database } from "./database.ts";
import * as first from "./migrations/0001-first.ts";
import * as forecasts from "./migrations/0002-forecasts.ts";
import * as studies from "./migrations/0003-studies.ts";
import * as summaries from "./migrations/0004-chunk-summaries.ts";
import * as compression from "./migrations/0005-quick-compression.ts";
import * as leftOut from "./migrations/0006-left-out-apart.ts";

/** In order, and only forward: a released migration is never edited. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-first": first,
  "0002-forecasts": forecasts,
  "0003-studies": studies,
  "0004-chunk-summaries": summaries,
  "0005-quick-compression": compression,
  "0006-left-out-apart": leftOut,
};

/**
 * Brings the schema `stockwright` up to date. Several processes may start at once:
 * Kysely's migrator works under an advisory lock, so one migrates and the others wait.
 */
export async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    migrationTableSchema: "stockwright",
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
