import { z } from "zod";
import { policyFieldSchema } from "./primitives.ts";

/** POST /cells/policy: one request for many `STOCK.POLICY` cells. */
export const cellPolicyRequestSchema = z.strictObject({
  requests: z
    .array(z.strictObject({ stageId: z.string(), field: policyFieldSchema }))
    .min(1)
    .max(5000),
});
export const cellPolicyAnswerSchema = z.object({
  /** In the order of the requests. */
  answers: z.array(
    z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("value"),
        value: z.number(),
        /** Whether the number is the approved one or only recommended. */
        status: z.enum(["approved", "overridden", "recommended"]),
      }),
      z.object({ kind: z.literal("missing"), message: z.string() }),
      /** A run is under way: ask again, and show this meanwhile. */
      z.object({ kind: z.literal("running"), progress: z.number() }),
    ]),
  ),
  runId: z.string().nullable(),
});
export type CellPolicyAnswer = z.infer<typeof cellPolicyAnswerSchema>;
