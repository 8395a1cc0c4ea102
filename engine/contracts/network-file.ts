import { z } from "zod";
import { customerLawSchema } from "./customer-law.ts";
import { estimateSchema } from "./simulation-file.ts";

/** Above 0 and below 1; who writes percent is told how. */
const shareSchema = z
  .number()
  .gt(0)
  .lt(1, {
    error: ({ input }) => {
      const value = Number(input);
      const percent = value > 1 && value < 100;
      const hint = percent ? `; write ${value} % as ${value / 100}` : "";
      return `must be below 1, got ${value}${hint}`;
    },
  });

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
        /** `[periods, probability]` pairs; used in place of `timeDeviation`. */
        timeDistribution: z.array(z.tuple([z.number(), z.number()])).optional(),
        demand: z
          .strictObject({
            mean: z.number().min(0).default(0),
            /** Of Poisson demand the root of the mean, when omitted. */
            deviation: z.number().min(0).default(0),
            /** Normal where that seldom goes below 0, else gamma, when omitted. Stochastic model only. */
            law: customerLawSchema.optional(),
          })
          .optional(),
        /** Share of periods without a stockout at a demand stage, with a lot size of its cycles; 0.95 when omitted. */
        serviceLevel: shareSchema.optional(),
        /** Share of units served at once, in place of `serviceLevel`; stochastic model only. */
        fillRate: shareSchema.optional(),
        /** Units in one order; any number when omitted. Stochastic model only. */
        lotSize: z.number().positive().optional(),
        /** Longest service time quoted to customers, rounded down; no limit when omitted, 0 to serve at once. */
        maxServiceTime: z.number().min(0).optional(),
        /** Service time quoted by a supplier outside the network, rounded up; 0 when omitted. */
        inboundServiceTime: z.number().min(0).optional(),
        /** Whether it may hold stock; else it passes on what it receives. Guaranteed model only; true when omitted. */
        holdsStock: z.boolean().optional(),
        /** Periods from one order to the next: 1 orders in every period, and so when omitted. Guaranteed model only. */
        reviewPeriods: z.int().min(1).optional(),
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
      /** Service times that are always kept, or delays as they happen. */
      model: z.enum(["guaranteed", "stochastic"]).default("guaranteed"),
      stageTimes: z.enum(["mean", "stochastic"]).default("mean"),
    })
    .default({ model: "guaranteed", stageTimes: "mean" }),
});
export type NetworkFile = z.infer<typeof networkFileSchema>;
/** A network file before its defaults are filled in: what the engine takes. */
export type NetworkFileInput = z.input<typeof networkFileSchema>;

/** What `stockwright meio` prints. */
export const networkPolicySchema = z.object({
  /** Money per period: the sum of holding cost × safety stock. */
  cost: z.number(),
  /** Proven: no policy of this network costs less. */
  bound: z.number(),
  /** (cost - bound) / cost. */
  gap: z.number(),
  optimal: z.boolean(),
  /** Filled in by the caller; the engine has no clock and says 0. */
  seconds: z.number(),
  /** In the order of the file. */
  stages: z.array(
    z.object({
      id: z.string(),
      /** Whole periods until the slowest supplier delivers. */
      serviceTimeIn: z.number(),
      /** Whole periods quoted to customers and customer stages. */
      serviceTimeOut: z.number(),
      /** Periods to be covered from stock: in + stage time + review periods - 1 - out. */
      netReplenishmentTime: z.number(),
      /** Of the file, where it names them. */
      reviewPeriods: z.number().optional(),
      /** Units; with stochastic stage times it includes what arrives early. */
      safetyStock: z.number(),
      /** Units: safety stock (without early arrivals) and mean demand over the time covered. */
      baseStock: z.number(),
      /** Money per unit and period. */
      holdingCost: z.number(),
    }),
  ),
});
export type NetworkPolicy = z.infer<typeof networkPolicySchema>;

/** What `stockwright meio` prints of a network with the stochastic-service model. */
export const stochasticPolicySchema = z.object({
  model: z.literal("stochastic"),
  /** No base stocks that keep the targets cost less; said of one warehouse with Poisson demand. */
  exact: z.boolean().default(false),
  /** Money per period: the sum of holding cost × units on hand, as replayed. */
  cost: z.number(),
  /** Filled in by the caller; the engine has no clock and says 0. */
  seconds: z.number(),
  /** How the policy was replayed. */
  simulation: z.object({
    seed: z.number(),
    periods: z.number(),
    replications: z.number(),
    /** Whether no stage with customers misses its target by more than its interval. */
    confirmed: z.boolean(),
  }),
  /** In the order of the file. */
  stages: z.array(
    z.object({
      id: z.string(),
      /** `rQ` orders lots at or below the reorder point. */
      type: z.enum(["baseStock", "rQ"]),
      /** Units. */
      baseStock: z.number().optional(),
      reorderPoint: z.number().optional(),
      orderQuantity: z.number().optional(),
      /** Units left of it, on average, when demand over the time it covers is met; negative where less is held. */
      safetyStock: z.number(),
      /** Law of the customers' demand, as replayed: of the file, or normal where that seldom goes below 0. */
      demandLaw: customerLawSchema.optional(),
      /** As calculated: share of units served at once, and of periods (with lots, of cycles) without a unit late. */
      fillRate: z.number(),
      cycleService: z.number(),
      /** Units on hand and owed, on average. */
      onHand: z.number(),
      backorders: z.number(),
      /** Periods that an order waits for suppliers, on average. */
      delay: z.number(),
      /** Money per unit and period. */
      holdingCost: z.number(),
      /** Of stages with customers: what they are promised. */
      target: z
        .object({
          measure: z.enum(["fillRate", "cycleService"]),
          value: z.number(),
        })
        .optional(),
      /** As replayed, which counts: calculation comes within a few points. */
      simulated: z.object({
        fillRate: estimateSchema,
        cycleService: estimateSchema,
        onHand: estimateSchema,
        backorders: estimateSchema,
      }),
    }),
  ),
});
export type StochasticPolicy = z.infer<typeof stochasticPolicySchema>;
