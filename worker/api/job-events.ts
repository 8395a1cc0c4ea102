import type { RequestHandler, Response } from "express";
import type { JobEvent } from "../../engine/contracts/index.ts";
import { isSettled } from "../jobs/settle.ts";
import type { ApiDependencies } from "./endpoint.ts";
import { notFound } from "./problem.ts";

/** Milliseconds between two looks at the store: it is the one thing all processes share. */
const interval = 250;
/** Milliseconds of silence after which proxies are told that we are still here. */
const keepAlive = 15_000;

/**
 * GET /jobs/{id}/events: a job's progress and a write-back's rows, as server-sent events.
 *
 * The id of an event is the journal's last sequence in it, so that `Last-Event-ID` resumes
 * without losing or repeating a row. The stream ends with the job; who comes back after that
 * gets 204, which tells an `EventSource` to stop.
 */
export function jobEvents(api: ApiDependencies): RequestHandler {
  return async (request, response) => {
    const id = String(request.params["id"]);
    const job = await api.store.jobs.find(id);
    if (!job) throw notFound("job", id);
    const lastId = request.get("last-event-id") ?? "";
    if (lastId.endsWith(".end")) {
      response.status(204).end();
      return;
    }
    response.status(200).set({
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store",
      "X-Accel-Buffering": "no",
    });
    response.flushHeaders();
    await follow(api, id, await firstSequence(api, id, lastId), response);
    response.end();
  };
}

/** A new listener hears the rows of this job, not those of earlier jobs on the change set. */
async function firstSequence(
  api: ApiDependencies,
  jobId: string,
  lastId: string,
): Promise<number> {
  if (/^\d{1,15}$/.test(lastId)) return Number(lastId);
  const job = await api.store.jobs.find(jobId);
  if (job?.kind !== "write-back" && job?.kind !== "verify") return 0;
  const entries = await api.store.changeSets.journal(job.subjectId, 0);
  const earlier = entries.filter(({ at }) => at < job.createdAt);
  return earlier.at(-1)?.sequence ?? 0;
}

async function follow(
  api: ApiDependencies,
  jobId: string,
  from: number,
  response: Response,
): Promise<void> {
  let sequence = from;
  let shown = "";
  let quietSince = Date.now();
  const send = (id: string, event: JobEvent) => {
    response.write(
      `id: ${id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`,
    );
    quietSince = Date.now();
  };

  while (!response.writableEnded && !response.destroyed) {
    // The job first, its rows after: rows journaled before its end are then never missed.
    const job = await api.store.jobs.find(jobId);
    if (!job) return;
    if (job.kind === "write-back" || job.kind === "verify") {
      const entries = await api.store.changeSets.journal(
        job.subjectId,
        sequence,
      );
      for (const { stageId, state, message, ...entry } of entries) {
        sequence = entry.sequence;
        send(String(sequence), { kind: "row", stageId, state, message });
      }
    }
    const text = JSON.stringify(job);
    if (text !== shown) {
      shown = text;
      const end = isSettled(job) ? ".end" : "";
      send(`${sequence}${end}`, { kind: "job", job });
    }
    if (isSettled(job)) return;
    if (Date.now() - quietSince > keepAlive) {
      response.write(": still here\n\n");
      quietSince = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
