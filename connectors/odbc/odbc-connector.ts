import { InputError } from "../../engine/index.ts";
import type { Connector } from "../connector.ts";
import type { ErpProfile } from "../profiles/profile.ts";
import { sqlConnector } from "../write-back/sql-connector.ts";
import type { DialectName } from "../write-back/dialect.ts";
import { dialectOfString } from "./connection-string.ts";
import { loadOdbc, type OdbcDriver } from "./driver.ts";
import { odbcSession, type OdbcOptions } from "./odbc-session.ts";

export interface OdbcConnectorOptions extends Pick<
  OdbcOptions,
  "connectionString" | "timeoutSeconds" | "attempts" | "backoffMilliseconds"
> {
  readonly profile: ErpProfile;
  /** Needed when the connection string names a data source instead of a driver. */
  readonly dialect?: DialectName;
  /** The native package when omitted. */
  readonly driver?: OdbcDriver;
}

/**
 * An ERP over ODBC. Connects on first use.
 *
 * @throws InputError when the database is not one the profile is for
 * @throws ConnectionError when the ODBC package is not installed
 */
export async function odbcConnector(
  options: OdbcConnectorOptions,
): Promise<Connector> {
  const { profile } = options;
  const dialect =
    options.dialect ??
    dialectOfString(options.connectionString) ??
    (profile.dialects.length === 1 ? profile.dialects[0] : undefined);
  if (dialect === undefined)
    throw new InputError(
      "dialect",
      `dialect must be named: one of ${profile.dialects.join(", ")}`,
    );
  if (!profile.dialects.includes(dialect))
    throw new InputError(
      "dialect",
      `${profile.title} is for ${profile.dialects.join(", ")}, the connection string names a driver for ${dialect}`,
    );
  if (profile.readAccess !== "sql")
    throw new InputError(
      "profile",
      `${profile.title} is not read by SQL but by ${profile.readAccess}`,
    );
  const driver = options.driver ?? (await loadOdbc());
  return sqlConnector(
    odbcSession(driver, { ...options, dialect, title: profile.title }),
    dialect,
    profile,
  );
}
