import { z } from "zod";
import { instantSchema } from "./primitives.ts";

export const jobKindSchema = z.enum([
  "import",
  "audit",
  "forecast",
  "optimize",
  "simulate",
  "frontier",
  "plan-write",
  "write-back",
  "verify",
  "undo",
]);
export type JobKind = z.infer<typeof jobKindSchema>;

export const jobStateSchema = z.enum([
  "queued",
  "running",
  "done",
  "failed",
  "cancelled",
]);
export type JobState = z.infer<typeof jobStateSchema>;

export const progressSchema = z.object({
  /** What is being done, for people: "Optimizing networks". */
  step: z.string(),
  done: z.number().min(0),
  total: z.number().min(0),
});
export type Progress = z.infer<typeof progressSchema>;

export const jobSchema = z.object({
  id: z.string(),
  kind: jobKindSchema,
  state: jobStateSchema,
  /** What the job works on: snapshot, run or change set. */
  subjectId: z.string(),
  author: z.string(),
  progress: progressSchema.nullable(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  attempts: z.int(),
  error: z.string().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** One server-sent event on `/api/v1/jobs/{id}/events`; the event name is `kind`. */
export const jobEventSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("job"), job: jobSchema }),
  /** A row of a write-back that changed state. */
  z.object({
    kind: z.literal("row"),
    stageId: z.string(),
    state: z.string(),
    message: z.string().nullable(),
  }),
]);
export type JobEvent = z.infer<typeof jobEventSchema>;
