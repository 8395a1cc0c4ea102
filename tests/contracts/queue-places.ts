import { openQueue } from "../../worker/queue/open-queue.ts";
import type { QueueTuning } from "../../worker/queue/queue-options.ts";
import type { JobQueue } from "../../worker/queue/queue.ts";
import { openPglite } from "../../worker/store/pglite.ts";

/** A place that can be told to another process in a text. */
export type ToldPlace =
  | { readonly kind: "pglite"; readonly dataFolder: string }
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "redis"; readonly url: string };

/** Opens the queue of a place; closing it closes everything below. */
export async function openToldPlace(
  place: ToldPlace,
  tuning: QueueTuning,
): Promise<JobQueue> {
  if (place.kind !== "pglite") return openQueue(place, tuning);
  const pglite = await openPglite(place.dataFolder);
  const queue = await openQueue({ kind: "pglite", pglite }, tuning);
  return {
    ...queue,
    async close() {
      await queue.close();
      await pglite.close();
    },
  };
}
