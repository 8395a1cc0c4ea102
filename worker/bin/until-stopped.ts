/** Waits for SIGINT or SIGTERM; a second signal ends the process at once. */
export function untilStopped(): {
  readonly promise: Promise<void>;
  readonly signal: AbortSignal;
} {
  const controller = new AbortController();
  const promise = new Promise<void>((resolve) => {
    const stop = () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
      resolve();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
  return { promise, signal: controller.signal };
}
