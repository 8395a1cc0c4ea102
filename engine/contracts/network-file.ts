import { z } from "zod";

/** The file `stockwright meio` reads, and the rows `STOCK.MEIO_POLICY` builds: a stable contract. */
export const networkFileSchema = z.strictObject({
  /** Money per unit of money and period. */
  holdingRate: z.number().min(0).default(1),
  stages: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        addedCost: z.number().min(0).default(0),
        /** Periods, rounded up to whole ones. */
        time: z.number().min(0),
        timeDeviation: z.number().min(0).optional(),
        /** `[periods, probability]` pairs. */
        timeDistribution: z.array(z.tuple([z.number(), z.number()])).optional(),
        demand: z
          .strictObject({
            mean: z.number().min(0).default(0),
            deviation: z.number().min(0).default(0),
          })
          .optional(),
        serviceLevel: z.number().gt(0).lt(1).optional(),
        /** Longest service time quoted to customers; none when omitted. */
        maxServiceTime: z.number().min(0).optional(),
        /** Service time quoted by a supplier outside the network. */
        inboundServiceTime: z.number().min(0).optional(),
        /** Per unit and period; `holdingRate` × cumulative added cost when omitted. */
        holdingCost: z.number().min(0).optional(),
      }),
    )
    .min(1),
  links: z
    .array(
      z.strictObject({
        from: z.string(),
        to: z.string(),
        units: z.number().positive().default(1),
      }),
    )
    .default([]),
  options: z
    .strictObject({
      model: z.enum(["guaranteed"]).default("guaranteed"),
      stageTimes: z.enum(["mean", "stochastic"]).default("mean"),
    })
    .default({ model: "guaranteed", stageTimes: "mean" }),
});
export type NetworkFile = z.infer<typeof networkFileSchema>;

/** What `stockwright meio` prints. */
export const networkPolicySchema = z.object({
  cost: z.number(),
  bound: z.number(),
  gap: z.number(),
  optimal: z.boolean(),
  seconds: z.number(),
  stages: z.array(
    z.object({
      id: z.string(),
      serviceTimeIn: z.number(),
      serviceTimeOut: z.number(),
      netReplenishmentTime: z.number(),
      safetyStock: z.number(),
      baseStock: z.number(),
      holdingCost: z.number(),
    }),
  ),
});
export type NetworkPolicy = z.infer<typeof networkPolicySchema>;
