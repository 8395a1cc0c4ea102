/** Milliseconds for an orderly end: less than the 10 s after which containers are killed. */
const patience = 9_000;

/**
 * Waits for SIGINT or SIGTERM; a second signal ends the process at once. So does time: a server
 * that is away must not keep us from stopping, and what was not finished comes again elsewhere.
 */
export function untilStopped(): {
  readonly promise: Promise<void>;
  readonly signal: AbortSignal;
} {
  const controller = new AbortController();
  const promise = new Promise<void>((resolve) => {
    const stop = () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
      setTimeout(() => process.exit(1), patience).unref();
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
  return { promise, signal: controller.signal };
}
