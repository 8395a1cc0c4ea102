/** What BullMQ keeps of a job. The id is here too, for BullMQ's own ids may not be numbers or hold colons. */
export interface JobData {
  readonly jobId: string;
  readonly payload: unknown;
}

/** BullMQ's id for our id: one for one, whatever characters ours has. */
export function bullId(jobId: string): string {
  return `job-${encodeURIComponent(jobId)}`;
}
