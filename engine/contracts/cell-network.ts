import { z } from "zod";
import {
  networkFileSchema,
  networkPolicySchema,
  stochasticPolicySchema,
} from "./network-file.ts";

/** POST /cells/network: one STOCK.MEIO_POLICY cell that is too large for its workbook. */
export const cellNetworkRequestSchema = z.strictObject({
  network: networkFileSchema,
  /** Seconds after which the best policy so far is the answer; a replay is always ended. */
  timeLimit: z.number().positive().max(600).default(60),
});
export type CellNetworkRequest = z.input<typeof cellNetworkRequestSchema>;

/** One line of the answer, as JSON: progress, and an end. */
export const cellNetworkNewsSchema = z.discriminatedUnion("kind", [
  /** Others are calculated first. */
  z.object({ kind: z.literal("waiting") }),
  z.object({
    kind: z.literal("progress"),
    step: z.string(),
    done: z.number(),
    total: z.number(),
    /** Money per period: the best so far, and what none can be below. */
    cost: z.number().optional(),
    bound: z.number().optional(),
  }),
  z.object({
    kind: z.literal("done"),
    /** As the network's model has it; only the stochastic one names itself. */
    policy: z.union([stochasticPolicySchema, networkPolicySchema]),
  }),
  /** The network is wrong; the message says where. */
  z.object({ kind: z.literal("refused"), message: z.string() }),
]);
export type CellNetworkNews = z.infer<typeof cellNetworkNewsSchema>;
