import { createParser, type EventSourceMessage } from "eventsource-parser";
import {
  apiPrefix,
  jobEventSchema,
  type JobEvent,
} from "../../engine/contracts/index.ts";
import { isFinished } from "./client.ts";
import { ClientError } from "./client-error.ts";
import { abortError, send, type HttpOptions } from "./http.ts";

/** Milliseconds before the first reconnect; doubles up to the longest. */
const firstWait = 500;
const longestWait = 10_000;

/**
 * A job's events, as they happen, until the job is finished.
 *
 * A lost connection is taken up again after the last event seen (`Last-Event-ID`);
 * only a refusal by the worker ends the stream with an error.
 */
export async function* jobEvents(
  http: HttpOptions,
  jobId: string,
  signal?: AbortSignal,
): AsyncGenerator<JobEvent, void, undefined> {
  let lastId = "";
  let wait = firstWait;
  for (;;) {
    try {
      const response = await send(http, {
        method: "GET",
        path: `${apiPrefix}/jobs/${encodeURIComponent(jobId)}/events`,
        headers: {
          accept: "text/event-stream",
          ...(lastId ? { "last-event-id": lastId } : {}),
        },
        signal,
      });
      // 204: the job has ended, and we have heard it.
      if (response.status === 204) return;
      for await (const message of messages(response)) {
        if (message.id) lastId = message.id;
        const event = readEvent(message.data);
        if (!event) continue;
        wait = firstWait;
        yield event;
        if (event.kind === "job" && isFinished(event.job)) return;
      }
    } catch (error) {
      if (signal?.aborted) throw abortError();
      if (error instanceof ClientError && error.kind === "problem") throw error;
    }
    if (signal?.aborted) throw abortError();
    await pause(wait, signal);
    wait = Math.min(wait * 2, longestWait);
  }
}

/** An event of a kind this version does not know is passed over. */
function readEvent(data: string): JobEvent | null {
  try {
    const parsed = jobEventSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function* messages(
  response: Response,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  if (!response.body) return;
  const waiting: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => waiting.push(message) });
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* waiting.splice(0);
    }
  } finally {
    // Releases the connection when the caller stops early.
    await reader.cancel().catch(() => undefined);
  }
}

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    const stop = () => {
      clearTimeout(timer);
      reject(abortError());
    };
    signal?.addEventListener("abort", stop, { once: true });
  });
}
