import { z } from "zod";

/** Something wrong in the data: its rows, what it does to the plan, what mends it. */
export const findingSchema = z.object({
  /** Stable code of the rule: `negative-demand`, `missing-cost`, … */
  code: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  title: z.string(),
  /** What it does to the plan. */
  effect: z.string(),
  /** What mends it. */
  remedy: z.string(),
  stages: z.array(z.string()),
  /** One line per example: "4711@DC1: demand of 2025-03 is -12". */
  examples: z.array(z.string()),
  count: z.int(),
});
export type Finding = z.infer<typeof findingSchema>;
