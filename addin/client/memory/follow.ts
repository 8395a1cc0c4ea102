import type { JobEvent } from "../../../engine/contracts/index.ts";
import { isFinished } from "../client.ts";
import { abortError } from "../http.ts";
import { found, type World } from "./world.ts";

/** A job's events as they happen, until it is finished. */
export async function* follow(
  world: World,
  id: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<JobEvent, void, undefined> {
  const waiting: JobEvent[] = [];
  let wake = () => {};
  const listener = (jobId: string, event: JobEvent) => {
    if (jobId !== id) return;
    waiting.push(structuredClone(event));
    wake();
  };
  const job = found(world.jobs, id, "job");
  world.listeners.add(listener);
  signal?.addEventListener("abort", () => wake());
  try {
    yield { kind: "job", job };
    if (isFinished(job)) return;
    for (;;) {
      if (signal?.aborted) throw abortError();
      const event = waiting.shift();
      if (!event) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      yield event;
      if (event.kind === "job" && isFinished(event.job)) return;
    }
  } finally {
    world.listeners.delete(listener);
  }
}
