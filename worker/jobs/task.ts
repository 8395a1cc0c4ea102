import { z } from "zod";

const subject = z.string().min(1);

/** What the queue carries: never data, never a secret, only what names them. */
export const taskSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("import"),
    snapshotId: subject,
    connectionId: subject,
  }),
  z.object({ kind: z.literal("audit"), snapshotId: subject }),
  z.object({ kind: z.literal("forecast"), snapshotId: subject }),
  z.object({ kind: z.literal("optimize"), runId: subject }),
  /** Parts of an optimization: they speak through the job of their run. */
  z.object({
    kind: z.literal("optimize-chunk"),
    runId: subject,
    chunk: z.int().min(0),
  }),
  z.object({ kind: z.literal("optimize-gather"), runId: subject }),
  z.object({
    kind: z.literal("plan-write"),
    changeSetId: subject,
    stageIds: z.array(z.string()).optional(),
    maxChange: z.number().positive(),
  }),
  z.object({
    kind: z.literal("write-back"),
    changeSetId: subject,
    dryRun: z.boolean(),
  }),
  z.object({ kind: z.literal("verify"), changeSetId: subject }),
  /** `changeSetId` is the new change set, `undoes` the one whose values it takes back. */
  z.object({
    kind: z.literal("undo"),
    changeSetId: subject,
    undoes: subject,
  }),
]);
export type Task = z.infer<typeof taskSchema>;
export type TaskOf<K extends Task["kind"]> = Extract<Task, { kind: K }>;

/** The id of a part's delivery; the job it belongs to stands before the dot. */
export function partId(jobId: string, part: string): string {
  return `${jobId}.${part}`;
}

/** The job that a delivery belongs to. */
export function jobOfDelivery(deliveryId: string): string {
  return deliveryId.split(".", 1)[0]!;
}
