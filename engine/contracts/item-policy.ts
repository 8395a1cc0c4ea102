import { z } from "zod";
import { explanationSchema } from "./explanation.ts";
import { demandClassSchema } from "./recommendation.ts";

/** The policy of one type at its best. Quantities in the item's unit. */
const typedPolicySchema = z.object({
  type: z.enum([
    "no-stock",
    "base-stock",
    "periodic",
    "reorder-quantity",
    "min-max",
  ]),
  /** Periods between two looks at the stock. */
  reviewPeriods: z.number(),
  /** Order at or below it. */
  min: z.number(),
  /** Order up to it. */
  max: z.number(),
  /** Units of one order; `null` where orders fill up to max. */
  orderQuantity: z.number().nullable(),
  /** Money: orders, looks, holding and waiting. */
  costPerYear: z.number(),
  /** How much more than the cheapest: 0.03 for 3 %. */
  extra: z.number(),
});

/** One line that `stockwright policy` prints: an item planned alone. Quantities in its unit. */
export const itemPolicySchema = z.object({
  id: z.string(),
  /** Units per period. */
  demand: z.object({
    mean: z.number(),
    deviation: z.number(),
    /** Where the two came from, for people. */
    source: z.string(),
    /** `null` without a history. */
    class: demandClassSchema.nullable(),
    /** Periods of the history below 0, counted as 0. */
    negativePeriods: z.int(),
  }),
  /** Periods. */
  leadTime: z.object({
    mean: z.number(),
    deviation: z.number(),
    source: z.string(),
    /** Shipments that count. */
    receipts: z.int(),
    /** Lines of receipts that do not count, and why. */
    excluded: z.array(z.object({ reason: z.string(), lines: z.int() })),
  }),
  reviewPeriods: z.number(),
  /** `cycle`: no stockout in a cycle; `fill`: share of demand met from stock. */
  target: z.object({ measure: z.enum(["cycle", "fill"]), value: z.number() }),
  /** Demand over lead time and review period. */
  leadTimeDemand: z.object({
    distribution: z.string(),
    mean: z.number(),
    deviation: z.number(),
  }),
  /** Units held against uncertainty; never below 0. */
  safetyStock: z.number(),
  /** Order when stock on hand and on order is at or below it. */
  reorderPoint: z.number(),
  /** The reorder point, as an ERP calls it. */
  min: z.number(),
  /** Order up to it: min + order quantity. */
  max: z.number(),
  /** A multiple of the lot, at least the least order. */
  orderQuantity: z.number(),
  /** Expected probability of no stockout in a cycle. */
  cycleService: z.number(),
  /** Expected share of demand met from stock at once. */
  fillRate: z.number(),
  /** Units on hand on average. */
  meanOnHand: z.number(),
  /** Money: stock on hand and on its way, at unit cost; `null` without one. */
  workingCapital: z.number().nullable(),
  /** Each number as parts that add up to it. */
  explanations: z.array(explanationSchema),
  /** The type of least expected cost, when it was asked for; `null` without demand. */
  policyType: typedPolicySchema
    .extend({
      reason: z.string(),
      /** The cheapest first. */
      ranking: z.array(typedPolicySchema),
      /** Types that the item cannot be ordered by, and why. */
      impossible: z.array(
        z.object({ type: typedPolicySchema.shape.type, why: z.string() }),
      ),
    })
    .nullable()
    .optional(),
});
export type ItemPolicy = z.infer<typeof itemPolicySchema>;
