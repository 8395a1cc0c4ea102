import type { Connector } from "../connector.ts";
import { parseProfile } from "../profiles/profile.ts";
import { sample } from "../profiles/sample.ts";
import { sqlConnector } from "../write-back/sql-connector.ts";
import { embeddedSession } from "./embedded-session.ts";
import type { EmbeddedDatabase } from "./embedded-session.ts";

/**
 * The small ERP in process, behind the same profile and statements as over ODBC: only the
 * session differs.
 *
 * @param database - holds the tables of `erpSchema`; stays open when the connector closes
 */
export function embeddedConnector(database: EmbeddedDatabase): Connector {
  return sqlConnector(
    embeddedSession(database),
    "postgresql",
    parseProfile(sample),
  );
}
