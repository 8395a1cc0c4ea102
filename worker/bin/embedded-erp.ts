import path from "node:path";
import { embeddedPostgres } from "../../connectors/embedded/embedded-postgres.ts";
import type { EmbeddedDatabase } from "../../connectors/embedded/embedded-session.ts";
import { loadSampleCompany } from "../../connectors/embedded/sample/load.ts";
import type { Config } from "../config.ts";
import { openPglite } from "../store/pglite.ts";

/** The small ERP of the trial: a database of its own beside ours, as a real one would be. */
export interface EmbeddedErp {
  /** Opens it, and fills it with the sample company the first time. */
  database(): Promise<EmbeddedDatabase>;
  close(): Promise<void>;
}

interface Opened extends EmbeddedDatabase {
  transaction(
    work: (database: EmbeddedDatabase) => Promise<void>,
  ): Promise<void>;
  close(): Promise<void>;
}

const schema = "sample_erp";

/**
 * The ERP beside the store: in the data folder, or in a schema of the PostgreSQL server, where
 * every worker reaches it. Nothing happens before it is asked for.
 */
export function embeddedErp(
  config: Pick<Config, "dataFolder" | "databaseUrl">,
): EmbeddedErp {
  let opened: Promise<Opened> | null = null;
  return {
    database: () => {
      opened ??= open(config).catch((error: unknown) => {
        opened = null;
        throw error;
      });
      return opened;
    },
    close: async () => {
      const database = await opened?.catch(() => null);
      opened = null;
      await database?.close();
    },
  };
}

async function open({
  dataFolder,
  databaseUrl,
}: Pick<Config, "dataFolder" | "databaseUrl">): Promise<Opened> {
  const database = databaseUrl
    ? embeddedPostgres(databaseUrl, schema)
    : await inFolder(path.join(dataFolder, "sample-erp"));
  try {
    // Whole or not at all: a process killed while it fills the tables leaves none.
    await database.transaction(async (transaction) => {
      const { rows } = await transaction.query(
        "select to_regclass('erp_company') is not null as present",
      );
      if ((rows[0] as { present: boolean }).present) return;
      await loadSampleCompany(
        (text, values) => transaction.query(text, values && [...values]),
        undefined,
        databaseUrl ? schema : undefined,
      );
    });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function inFolder(folder: string): Promise<Opened> {
  const database = await openPglite(folder);
  return {
    query: (sql, parameters) => database.query(sql, parameters),
    transaction: (work) =>
      database.transaction((transaction) =>
        work({ query: (sql, values) => transaction.query(sql, values) }),
      ),
    close: () => database.close(),
  };
}
