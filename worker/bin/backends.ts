import type { Logger } from "pino";
import type { Config } from "../config.ts";
import { openQueue } from "../queue/open-queue.ts";
import type { JobQueue } from "../queue/queue.ts";
import { startRelay } from "../queue/relay.ts";
import type { Relay } from "../queue/relay.ts";
import { openStore } from "../store/open-store.ts";
import { openPglite } from "../store/pglite.ts";
import type { Store } from "../store/store.ts";

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
    );
    closers.push(() => store.close());
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
