import { z } from "zod";
import { changeRowSchema, changeSetSchema } from "./change-set.ts";
import { findingSchema } from "./finding.ts";
import { jobSchema } from "./job.ts";
import {
  digestSchema,
  instantSchema,
  policyValuesSchema,
  stageIdSchema,
} from "./primitives.ts";
import {
  leftOutSchema,
  overrideSchema,
  recommendationSchema,
  runSchema,
  totalsSchema,
} from "./recommendation.ts";
import {
  importFindingSchema,
  linkRecordSchema,
  scenarioSchema,
  snapshotSchema,
  stageRecordSchema,
} from "./snapshot.ts";

export const roleSchema = z.enum([
  "viewer",
  "planner",
  "approver",
  "integrator",
]);
export type Role = z.infer<typeof roleSchema>;

export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  roles: z.array(roleSchema),
});
export type Person = z.infer<typeof personSchema>;

/** GET /session */
export const sessionSchema = z.object({
  person: personSchema,
  /** Local trial only: who else may be chosen, by the header `x-stockwright-person`. */
  people: z.array(personSchema),
  mode: z.enum(["local", "oidc"]),
  version: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

/** GET /connections, POST /connections */
export const connectionSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string(),
  connector: z.enum(["embedded", "csv", "odbc"]),
  profile: z.string(),
  /** Folder and mapping file for `csv`; the NAME of the environment variable that holds the connection string for `odbc`. Never a secret. */
  options: z.record(z.string(), z.string()),
  /** When it last began to lead elsewhere; the service sets it, and voids earlier approvals by it. */
  changedAt: instantSchema.optional(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** POST /connections/{id}/check */
export const connectionCheckSchema = z.object({
  ok: z.boolean(),
  canWrite: z.boolean(),
  /** One line per thing looked at, worst first. */
  checks: z.array(
    z.object({ name: z.string(), ok: z.boolean(), message: z.string() }),
  ),
});
export type ConnectionCheck = z.infer<typeof connectionCheckSchema>;

/** POST /imports */
export const importRequestSchema = z.strictObject({ connectionId: z.string() });

/** Answer of every POST that starts a job. `subjectId`: the snapshot, run or change set it makes. */
export const startedSchema = z.object({
  jobId: z.string(),
  subjectId: z.string(),
});
export type Started = z.infer<typeof startedSchema>;

/** GET /snapshots, GET /snapshots/{id} */
export const snapshotSummarySchema = snapshotSchema
  .omit({ stages: true, links: true })
  .extend({
    state: z.enum(["importing", "ready", "failed"]),
    stages: z.int(),
    links: z.int(),
    items: z.int(),
    locations: z.int(),
    onHandValue: z.number(),
    /** What the audit counted; `null` until it has ended. */
    findings: z
      .object({ error: z.int(), warning: z.int(), info: z.int() })
      .nullable(),
    /** Why the import failed; of a snapshot that is ready, why its audit did. */
    error: z.string().nullable(),
  });
export type SnapshotSummary = z.infer<typeof snapshotSummarySchema>;

/** GET /snapshots/{id}/findings */
export const findingsSchema = z.object({
  findings: z.array(findingSchema),
  importFindings: z.array(importFindingSchema),
});
export type Findings = z.infer<typeof findingsSchema>;

/** GET /snapshots/{id}/stages/{stageId} */
export const stageDetailSchema = z.object({
  stage: stageRecordSchema,
  links: z.array(linkRecordSchema),
});
export type StageDetail = z.infer<typeof stageDetailSchema>;

/** POST /runs */
export const runRequestSchema = z.strictObject({
  snapshotId: z.string(),
  scenario: scenarioSchema,
});
export type RunRequest = z.infer<typeof runRequestSchema>;

/** GET /runs/{id}/recommendations?offset&limit: in order of priority, highest first. */
export const recommendationPageSchema = z.object({
  total: z.int(),
  offset: z.int(),
  rows: z.array(recommendationSchema.omit({ explanations: true })),
  overrides: z.array(overrideSchema),
});
export type RecommendationPage = z.infer<typeof recommendationPageSchema>;
export type RecommendationRow = RecommendationPage["rows"][number];

/** GET /runs/{id}/left-out?offset&limit: in stage order. */
export const leftOutPageSchema = z.object({
  total: z.int(),
  offset: z.int(),
  rows: z.array(leftOutSchema),
});

/** PUT /runs/{id}/overrides/{stageId}; DELETE takes it back. */
export const overrideRequestSchema = z.strictObject({
  values: policyValuesSchema.partial(),
  reason: overrideSchema.shape.reason,
});
export type OverrideRequest = z.infer<typeof overrideRequestSchema>;

/** POST /runs/{id}/evaluate: what other numbers for a stage would do. */
export const evaluateRequestSchema = z.strictObject({
  stageId: stageIdSchema,
  values: policyValuesSchema.partial(),
});

/** POST /change-sets */
export const changeSetRequestSchema = z.strictObject({
  runId: z.string(),
  /** Where to write, as when the data came from files; the snapshot's own connection when omitted. */
  connectionId: z.string().optional(),
  /** Every stage of the run when omitted. */
  stageIds: z.array(stageIdSchema).optional(),
  /** Largest change of one field, as a fraction of the old value. */
  maxChange: z.number().positive().default(5),
});
export type ChangeSetRequest = z.input<typeof changeSetRequestSchema>;

/** GET /change-sets/{id} */
export const changeSetDetailSchema = z.object({
  changeSet: changeSetSchema,
  rows: z.array(changeRowSchema),
  totals: totalsSchema.nullable(),
});
export type ChangeSetDetail = z.infer<typeof changeSetDetailSchema>;

/** GET /change-sets/{id}/rows?offset&limit: in the order of their plan. */
export const changeRowPageSchema = z.object({
  total: z.int(),
  offset: z.int(),
  rows: z.array(changeRowSchema),
});

/** POST /change-sets/{id}/approve, POST /change-sets/{id}/reject */
export const decisionRequestSchema = z.strictObject({
  /** The digest of the diff the approver has read. */
  digest: digestSchema,
  comment: z.string().max(2000).default(""),
});
export type DecisionRequest = z.input<typeof decisionRequestSchema>;

/** POST /change-sets/{id}/write-back */
export const writeBackRequestSchema = z.strictObject({
  /** Read and compare, but write nothing. */
  dryRun: z.boolean().default(false),
});

/** GET /log */
export const logEntrySchema = z.object({
  sequence: z.int(),
  at: instantSchema,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** RFC 9457. `errors` name the field or row. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export const listOf = <T extends z.ZodType>(schema: T) =>
  z.object({ items: z.array(schema) });

/** Lists: GET /jobs, /runs, /snapshots, /change-sets, /connections answer `{ items }`, newest first. */
export const jobListSchema = listOf(jobSchema);
export const runListSchema = listOf(runSchema);
/** GET /runs/{id}/links */
export const linkListSchema = listOf(linkRecordSchema);
export const snapshotListSchema = listOf(snapshotSummarySchema);
export const changeSetListSchema = listOf(changeSetSchema);
export const connectionListSchema = listOf(connectionSchema);
