import { Redis } from "ioredis";

/** How long Redis may take to answer before we say that it does not. */
const patience = 5_000;

/**
 * Asks Redis once. BullMQ would wait for it for ever: right while a service runs, wrong when it
 * starts with an address that leads nowhere.
 *
 * @throws Error with the reason when Redis does not answer
 */
export async function redisAnswers(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patience,
    commandTimeout: patience,
    retryStrategy: () => null,
  });
  let reason: Error | null = null;
  // The reason comes as an event; what `connect` rejects with says only that it is closed.
  redis.on("error", (error: Error) => (reason ??= error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw reason ?? error;
  } finally {
    redis.disconnect();
  }
}
