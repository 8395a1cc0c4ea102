import type {
  ChangeSet,
  ChangeSetDetail,
  Job,
  JobEvent,
  Started,
} from "../../engine/contracts/index.ts";
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
 * Waits for a job that works on a change set already, as one that was cut off by a crash and
 * goes on by itself. Answers the change set's state then, `null` when there was no such job.
 */
export async function stateAfterJob(
  client: ApiClient,
  changeSetId: string,
  listen: (event: JobEvent) => void,
): Promise<ChangeSet["state"] | null> {
  const look = async () =>
    (
      await client.get<ChangeSetDetail>(
        `/change-sets/${changeSetId}?rows=counted`,
      )
    ).changeSet;
  const { jobId } = await look();
  const job = jobId ? await client.get<Job>(`/jobs/${jobId}`) : null;
  if (job?.state !== "queued" && job?.state !== "running") return null;
  await client.settled({ jobId: job.id, subjectId: changeSetId }, listen);
  return (await look()).state;
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
