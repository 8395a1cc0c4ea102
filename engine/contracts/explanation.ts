import { z } from "zod";

/** A number as named parts that add up to it. */
export const explanationSchema = z.object({
  /** What is explained, in a planner's words: "Safety stock". */
  title: z.string(),
  total: z.number(),
  unit: z.string(),
  parts: z.array(
    z.object({ name: z.string(), amount: z.number(), note: z.string() }),
  ),
  /** One or two sentences a planner would say. */
  sentence: z.string(),
});
export type Explanation = z.infer<typeof explanationSchema>;
