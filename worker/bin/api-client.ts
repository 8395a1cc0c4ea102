import { EventSourceParserStream } from "eventsource-parser/stream";
import {
  apiPrefix,
  jobEventSchema,
  problemSchema,
} from "../../engine/contracts/index.ts";
import type { Job, JobEvent, Started } from "../../engine/contracts/index.ts";
import { CommandError } from "./failure.ts";

/** The API as the commands use it: one person, one server. */
export interface ApiClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  /** Waits for a job's end, telling what happens meanwhile. Throws when it failed. */
  settled(started: Started, listen: (event: JobEvent) => void): Promise<Job>;
}

/** A client of the server at `url`, acting as `person`. */
export function apiClient(
  url: string,
  token: string | null,
  person: string,
): ApiClient {
  const send = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Response> => {
    const response = await fetch(new URL(apiPrefix + path, url), {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        "x-stockwright-person": person,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new CommandError(
        `the server at ${url} does not answer: ${(error as Error).message}`,
      );
    });
    if (response.ok) return response;
    const problem = problemSchema.safeParse(
      await response.json().catch(() => null),
    );
    throw new CommandError(
      problem.success
        ? problem.data.detail
        : `the server answered ${response.status}`,
    );
  };
  return {
    get: async <T>(path: string) => (await send("GET", path)).json() as T,
    post: async <T>(path: string, body: unknown = {}) =>
      (await send("POST", path, body)).json() as T,
    settled: async ({ jobId }, listen) => {
      const response = await send("GET", `/jobs/${jobId}/events`);
      let last: Job | null = null;
      const messages = response
        .body!.pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream());
      for await (const { data } of messages) {
        const event = jobEventSchema.parse(JSON.parse(data));
        if (event.kind === "job") last = event.job;
        listen(event);
      }
      if (last?.state === "done") return last;
      throw new CommandError(
        last?.state === "failed"
          ? (last.error ?? "the job failed")
          : last?.state === "cancelled"
            ? "the job was cancelled"
            : "the server went away before the job ended: it goes on when the server is back",
      );
    },
  };
}
