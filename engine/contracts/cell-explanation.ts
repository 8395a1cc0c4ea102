import { z } from "zod";
import { explanationSchema } from "./explanation.ts";

/** POST /cells/explain: one STOCK.EXPLAIN cell about a stage of the latest run. */
export const cellExplanationRequestSchema = z.strictObject({
  stageId: z.string().min(1).max(400),
  field: z.enum(["safetyStock", "reorderPoint", "orderUpTo", "excess"]),
});
export type CellExplanationRequest = z.infer<
  typeof cellExplanationRequestSchema
>;

export const cellExplanationSchema = z.discriminatedUnion("kind", [
  /** The number that STOCK.POLICY answers, or the excess, as parts that add up to it. */
  z.object({ kind: z.literal("value"), explanation: explanationSchema }),
  z.object({ kind: z.literal("missing"), message: z.string() }),
  /** A run is under way: ask again, and show this meanwhile. */
  z.object({ kind: z.literal("running"), progress: z.number() }),
]);
export type CellExplanation = z.infer<typeof cellExplanationSchema>;
