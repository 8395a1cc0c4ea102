import fs from "node:fs";
import type { Connection } from "../engine/contracts/index.ts";
import { InputError } from "../engine/index.ts";
import type { Connector } from "./connector.ts";
import type { DialectName } from "./write-back/dialect.ts";
import { odbcConnector } from "./odbc/odbc-connector.ts";
import { type ErpProfile, parseProfile } from "./profiles/profile.ts";
import { shippedProfile } from "./profiles/shipped.ts";

/** What opening a connection needs of the world. */
export interface ConnectorEnvironment {
  /** Environment variables: the only place where connection strings live. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Kinds of connector whose data the caller holds, as a database in process or a folder. */
  readonly openers: Partial<
    Record<
      Exclude<Connection["connector"], "odbc">,
      (connection: Connection) => Promise<Connector>
    >
  >;
}

/**
 * How the ERP behind a connection names and rules things: a shipped profile, or the
 * customer's own JSON file (option `profileFile`).
 *
 * @throws InputError when there is no such profile, its file is wrong, or the connection
 * reads files, which nothing can be written back to
 */
export function profileOf(connection: Connection): ErpProfile {
  if (connection.connector === "csv")
    throw new InputError(
      "connector",
      `${connection.title} reads files: nothing can be written back to it`,
    );
  const file = connection.options["profileFile"];
  if (file === undefined) return shippedProfile(connection.profile);
  const profile = parseProfile(parsedFile(file));
  if (profile.id !== connection.profile)
    throw new InputError(
      "profile",
      `${file} is the profile "${profile.id}", the connection names "${connection.profile}"`,
    );
  return profile;
}

/**
 * Opens the ERP behind a connection; who opened it closes it.
 *
 * @param profile - the connection's own when omitted
 * @throws InputError for what only a person can mend: a variable that is not set, a
 * profile that is wrong
 * @throws ConnectionError when the ODBC package is not installed
 */
export async function openConnector({
  connection,
  profile,
  environment,
}: {
  readonly connection: Connection;
  readonly profile?: ErpProfile;
  readonly environment: ConnectorEnvironment;
}): Promise<Connector> {
  if (connection.connector !== "odbc") {
    const open = environment.openers[connection.connector];
    if (!open)
      throw new InputError(
        "connector",
        `connector ${connection.connector} is not available here`,
      );
    return open(connection);
  }
  const dialect = dialectOption(connection);
  return odbcConnector({
    connectionString: connectionString(connection, environment.variables),
    profile: profile ?? profileOf(connection),
    ...(dialect && { dialect }),
    ...timeoutOption(connection),
  });
}

/** The option holds a variable's name, never the string itself; neither stands in a message. */
function connectionString(
  { options }: Connection,
  variables: ConnectorEnvironment["variables"],
): string {
  const name = options["connectionString"] ?? "";
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new InputError(
      "options.connectionString",
      "options.connectionString must be the name of an environment variable that holds the connection string, as ERP_ODBC",
    );
  const text = variables[name];
  if (text === undefined || text === "")
    throw new InputError(
      "options.connectionString",
      `the environment variable ${name} must hold the ODBC connection string, got nothing`,
    );
  return text;
}

function dialectOption({ options }: Connection): DialectName | undefined {
  const { dialect } = options;
  if (dialect === undefined) return undefined;
  if (dialect === "postgresql" || dialect === "mariadb") return dialect;
  throw new InputError(
    "options.dialect",
    `options.dialect must be postgresql or mariadb, got "${dialect}"`,
  );
}

function timeoutOption({ options }: Connection): {
  readonly timeoutSeconds?: number;
} {
  const text = options["timeoutSeconds"];
  if (text === undefined) return {};
  const seconds = Number(text);
  if (text.trim() !== "" && Number.isInteger(seconds) && seconds > 0)
    return { timeoutSeconds: seconds };
  throw new InputError(
    "options.timeoutSeconds",
    `options.timeoutSeconds must be a whole number above 0, got "${text}"`,
  );
}

function parsedFile(file: string): unknown {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch {
    throw new InputError(
      "options.profileFile",
      `the profile file ${file} cannot be read`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw new InputError(
      "options.profileFile",
      `the profile file ${file} is no JSON: ${why}`,
    );
  }
}
