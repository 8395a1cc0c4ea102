import { z } from "zod";
import { simulatedPolicySchema } from "../../engine/contracts/index.ts";

const subject = z.string().min(1);

/** Whose numbers of a run are replayed, and how long. */
const replayed = {
  runId: subject,
  policy: simulatedPolicySchema,
  days: z.int().min(1),
};

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
  /** Looks at a run that is done; their parts speak through the job, as those of a run do. */
  z.object({ kind: z.literal("frontier"), runId: subject }),
  z.object({
    kind: z.literal("frontier-chunk"),
    runId: subject,
    chunk: z.int().min(0),
  }),
  z.object({ kind: z.literal("frontier-gather"), runId: subject }),
  z.object({ kind: z.literal("simulate"), ...replayed }),
  z.object({
    kind: z.literal("simulate-chunk"),
    ...replayed,
    chunk: z.int().min(0),
  }),
  z.object({ kind: z.literal("simulate-gather"), ...replayed }),
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
