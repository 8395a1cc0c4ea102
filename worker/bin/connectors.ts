import type { Connector } from "../../connectors/connector.ts";
import { openCsvConnector } from "../../connectors/csv/csv-connector.ts";
import { embeddedConnector } from "../../connectors/embedded/embedded-connector.ts";
import type { ErpProfile } from "../../connectors/profiles/profile.ts";
import { openConnector, profileOf } from "../../connectors/registry.ts";
import type { Connection } from "../../engine/contracts/index.ts";
import { InputError } from "../../engine/index.ts";
import type { Config } from "../config.ts";
import { refuseOtherFiles } from "./allowed-files.ts";
import type { EmbeddedErp } from "./embedded-erp.ts";

/** The ERPs behind connections, and how they name things. */
export interface Connectors {
  readonly connect: (connection: Connection) => Promise<Connector>;
  readonly profileOf: (connection: Connection) => ErpProfile;
}

/** Opens ERPs; secrets come from this process's environment. */
export function connectorsFor(
  erp: EmbeddedErp,
  config: Pick<Config, "filesFolder" | "oidc">,
): Connectors {
  return {
    connect: async (connection) => {
      refuseOtherFiles(connection, config);
      return openConnector({
        connection,
        environment: {
          variables: process.env,
          openers: {
            embedded: async () => embeddedConnector(await erp.database()),
            csv: ({ options }) =>
              openCsvConnector({
                folder: option(options, "folder"),
                mapping: option(options, "mapping"),
              }),
          },
        },
      });
    },
    profileOf: (connection) => {
      refuseOtherFiles(connection, config);
      return profileOf(connection);
    },
  };
}

function option(options: Connection["options"], name: string): string {
  const value = options[name];
  if (value) return value;
  throw new InputError(
    `options.${name}`,
    `options.${name} must be given for a folder of files, got nothing`,
  );
}
