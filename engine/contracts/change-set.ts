import { z } from "zod";
import {
  digestSchema,
  instantSchema,
  nonNegativeSchema,
  policyFieldSchema,
  policyValuesSchema,
  stageIdSchema,
} from "./primitives.ts";

/** One ERP field of one row: what it holds, and what it shall hold. */
export const fieldChangeSchema = z.object({
  field: policyFieldSchema,
  /** The ERP's own column or property. */
  column: z.string(),
  /** Exact decimal texts, as the ERP stores them; `null` is SQL NULL. */
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
});
export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const guardrailSchema = z.object({
  code: z.enum([
    "max-change",
    "min-above-max",
    "below-zero",
    "lot-multiple",
    "unit-decimals",
    "stale-snapshot",
    "gate-closed",
    "duplicate-key",
    /** The simulation misses the target: whoever approves it says why. */
    "not-confirmed",
  ]),
  severity: z.enum(["block", "warn"]),
  message: z.string(),
});
export type Guardrail = z.infer<typeof guardrailSchema>;

/** What the plan found when it read the row. */
export const plannedKindSchema = z.enum([
  "change",
  "unchanged",
  "missing",
  "conflict",
  "blocked",
]);

/** What became of the row. `pending` until the write-back reaches it. */
export const rowStateSchema = z.enum([
  "pending",
  "intended",
  "written",
  "already-written",
  "conflict",
  "missing",
  "failed",
  "skipped",
]);
export type RowState = z.infer<typeof rowStateSchema>;

export const changeRowSchema = z.object({
  stageId: stageIdSchema,
  /** The ERP's key, column by column. */
  key: z.record(z.string(), z.string()),
  /** Table or entity. */
  entity: z.string(),
  kind: plannedKindSchema,
  /** Exact text of the ERP's version column when the plan read it. */
  version: z.string().nullable(),
  changes: z.array(fieldChangeSchema),
  /** The whole policy that the row brings, in our words; absent on an undo. */
  policy: policyValuesSchema.partial().optional(),
  guardrails: z.array(guardrailSchema),
  /** Money: change of inventory value that the row brings. */
  valueChange: z.number().nullable(),
  overridden: z.boolean(),
  overrideReason: z.string().nullable(),
  /** Who departed from the recommendation: no more than the author may he approve the row. */
  overrideAuthor: z.string().optional(),
  state: rowStateSchema,
  /** Why the row is in that state, for people. */
  message: z.string().nullable(),
  writtenAt: instantSchema.nullable(),
});
export type ChangeRow = z.infer<typeof changeRowSchema>;

export const changeSetStateSchema = z.enum([
  "planning",
  "awaiting-approval",
  "rejected",
  "approved",
  "writing",
  "written",
  "partly-written",
  "undone",
  "failed",
]);
export type ChangeSetState = z.infer<typeof changeSetStateSchema>;

export const approvalSchema = z.object({
  by: z.string(),
  at: instantSchema,
  decision: z.enum(["approved", "rejected"]),
  /** The diff that was decided on. */
  digest: digestSchema,
  comment: z.string(),
});
export type Approval = z.infer<typeof approvalSchema>;

export const changeSetSchema = z.object({
  id: z.string(),
  runId: z.string().nullable(),
  /** Set on an undo: the change set whose values it takes back. */
  undoes: z.string().nullable(),
  connectionId: z.string(),
  author: z.string(),
  createdAt: instantSchema,
  state: changeSetStateSchema,
  /** SHA-256 over the rows to change; an approval signs exactly this. */
  digest: digestSchema.nullable(),
  approval: approvalSchema.nullable(),
  jobId: z.string().nullable(),
  counts: z.object({
    change: z.int(),
    unchanged: z.int(),
    missing: z.int(),
    conflict: z.int(),
    blocked: z.int(),
    written: z.int(),
    failed: z.int(),
  }),
  /** Money over all rows to change. */
  valueChange: nonNegativeSchema.or(z.number()),
  error: z.string().nullable(),
});
export type ChangeSet = z.infer<typeof changeSetSchema>;

/** A change set that was asked for and has no rows yet. */
export function newChangeSet(
  given: Pick<
    ChangeSet,
    "id" | "runId" | "connectionId" | "author" | "createdAt"
  > & { readonly undoes?: string | null },
): ChangeSet {
  return {
    undoes: null,
    ...given,
    state: "planning",
    digest: null,
    approval: null,
    jobId: null,
    counts: {
      change: 0,
      unchanged: 0,
      missing: 0,
      conflict: 0,
      blocked: 0,
      written: 0,
      failed: 0,
    },
    valueChange: 0,
    error: null,
  };
}
