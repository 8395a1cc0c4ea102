import type { Job, Started } from "../../engine/contracts/index.ts";
import type { ApiClient } from "./api-client.ts";
import { CommandError } from "./failure.ts";

/** Waits for the audit that follows an import; its job is named after the import's. */
export async function auditEnded(
  client: ApiClient,
  imported: Started,
): Promise<void> {
  const jobId = `${imported.jobId}-audit`;
  await client.settled(
    { jobId, subjectId: imported.subjectId },
    () => undefined,
  );
}

/**
 * The id given, or the newest of a list.
 *
 * @throws CommandError when there is none
 */
export async function newest<T extends { readonly id: string }>(
  client: ApiClient,
  list: string,
  what: string,
  wanted: (entry: T) => boolean,
): Promise<string> {
  const { items } = await client.get<{ items: readonly T[] }>(list);
  const found = items.find(wanted);
  if (found) return found.id;
  throw new CommandError(`there is no ${what} yet`);
}

/** How long a job took in seconds; `null` while it has not ended. */
export function secondsOf(job: Job): number | null {
  if (!job.startedAt || !job.finishedAt) return null;
  return (Date.parse(job.finishedAt) - Date.parse(job.startedAt)) / 1000;
}
