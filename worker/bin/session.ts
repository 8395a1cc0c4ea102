import { readConfig } from "../config.ts";
import type { ApiClient } from "./api-client.ts";
import { apiClient } from "./api-client.ts";
import { CommandError } from "./failure.ts";
import { createLogger } from "./logger.ts";
import { runningServer } from "./server-file.ts";
import { openService } from "./service.ts";

/** The API as one command uses it: of the server that runs, or of one just for the command. */
export interface Session {
  readonly as: (person: string) => ApiClient;
  close(): Promise<void>;
}

/**
 * Finds the server that has the data folder open, else opens the service in this process on a
 * port of its own for as long as the command runs. Either way the command takes the same road.
 */
export async function openSession(
  environment: NodeJS.ProcessEnv,
): Promise<Session> {
  const config = readConfig(environment);
  const server = runningServer(config.dataFolder);
  const accessToken = environment["STOCKWRIGHT_ACCESS_TOKEN"];
  if (server) {
    if (server.token === null && !accessToken) {
      throw new CommandError(
        "people sign in to this service: put an access token into STOCKWRIGHT_ACCESS_TOKEN",
      );
    }
    const token = server.token ?? accessToken ?? null;
    return {
      as: (person) => apiClient(server.url, token, person),
      close: async () => undefined,
    };
  }
  if (config.oidc) {
    throw new CommandError(
      "people sign in to this service, and it does not run: start it with `stockwright serve`",
    );
  }
  const service = await openService(
    { ...config, host: "127.0.0.1", port: 0 },
    createLogger(config.logLevel),
  );
  return {
    as: (person) => apiClient(service.url, service.token, person),
    close: () => service.close(),
  };
}

/** Runs a command within a session and closes it whatever happens. */
export async function inSession<T>(
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(process.env);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
