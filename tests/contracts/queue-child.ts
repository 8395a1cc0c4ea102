/**
 * A worker process to be killed: opens the place it is told, takes one job and never ends it.
 * It says `attempt N` once it has the job.
 */
import type { QueueTuning } from "../../worker/queue/queue-options.ts";
import { openToldPlace, type ToldPlace } from "./queue-places.ts";

const [placeText = "", tuningText = ""] = process.argv.slice(2);
const place = JSON.parse(placeText) as ToldPlace;
const queue = await openToldPlace(place, JSON.parse(tuningText) as QueueTuning);
await queue.work(
  async ({ attempt }) => {
    process.stdout.write(`attempt ${attempt}\n`);
    await new Promise(() => undefined);
  },
  { concurrency: 1, onFailed: () => Promise.resolve() },
);
await queue.add({ jobId: "crash", kind: "endless", payload: { kept: true } });
