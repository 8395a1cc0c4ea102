import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { openQueue } from "../queue/open-queue.ts";
import type { JobQueue } from "../queue/queue.ts";
import { redisAnswers } from "../queue/redis-answers.ts";
import { startRelay } from "../queue/relay.ts";
import type { Relay } from "../queue/relay.ts";
import { openStore } from "../store/open-store.ts";
import { openPglite } from "../store/pglite.ts";
import type { Store } from "../store/store.ts";
import { CommandError } from "./failure.ts";

/** Store, queue and the way from one to the other. */
export interface Backends {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly relay: Relay;
  close(): Promise<void>;
}

/**
 * Opens what the configuration names: PostgreSQL and Redis where they are, else one PGlite in
 * the data folder for both.
 *
 * @throws FolderInUseError when another process has the data folder open
 * @throws CommandError naming the variable whose server does not let us in
 */
export async function openBackends(
  config: Config,
  logger: Logger,
): Promise<Backends> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  const onError = (error: Error) => {
    logger.error({ err: error }, "queue trouble");
  };
  try {
    const { databaseUrl, redisUrl } = config;
    const pglite = databaseUrl ? null : await openPglite(config.dataFolder);
    if (pglite) closers.push(() => pglite.close());
    const store = await openStore(
      pglite
        ? { kind: "pglite", pglite }
        : { kind: "postgres", url: databaseUrl! },
    ).catch(notOpen("DATABASE_URL", "PostgreSQL"));
    closers.push(() => store.close());
    if (redisUrl) {
      await redisAnswers(redisUrl).catch(notOpen("REDIS_URL", "Redis"));
    }
    const queue = await openQueue(
      redisUrl
        ? { kind: "redis", url: redisUrl }
        : pglite
          ? { kind: "pglite", pglite }
          : { kind: "postgres", url: databaseUrl! },
      { onError },
    );
    closers.push(() => queue.close());
    const relay = startRelay({ store, queue, onError });
    closers.push(() => relay.close());
    return { store, queue, relay, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Tells which server it was: "connect ECONNREFUSED" alone says nothing to who set two. */
function notOpen(variable: string, server: string) {
  return (error: Error & { readonly code?: unknown }): never => {
    // Without a code it is no answer of a network or a server, but a fault of ours.
    if (typeof error.code !== "string" && server !== "Redis") throw error;
    const reason = error.message || String(error.code);
    throw new CommandError(
      `${variable}: ${server} does not let us in: ${reason}`,
    );
  };
}
