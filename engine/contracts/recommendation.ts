import { z } from "zod";
import { explanationSchema } from "./explanation.ts";
import {
  digestSchema,
  instantSchema,
  policyValuesSchema,
  stageIdSchema,
} from "./primitives.ts";
import { scenarioSchema } from "./snapshot.ts";

export const demandClassSchema = z.enum([
  "smooth",
  "erratic",
  "intermittent",
  "lumpy",
  /** No customers here: what it feeds sets its demand. */
  "dependent",
  "none",
]);
export type DemandClass = z.infer<typeof demandClassSchema>;

/** What a policy does: expected service, stock and money. */
export const policyOutcomeSchema = z.object({
  cycleService: z.number().min(0).max(1).nullable(),
  fillRate: z.number().min(0).max(1).nullable(),
  /** Units on hand on average: cycle stock + safety stock. */
  meanOnHand: z.number().nullable(),
  /** Money: mean on hand at unit cost. */
  inventoryValue: z.number().nullable(),
});
export type PolicyOutcome = z.infer<typeof policyOutcomeSchema>;

/** What the recommended numbers did when they were replayed day by day. */
export const simulatedSchema = z.object({
  cycleService: z.number().min(0).max(1),
  fillRate: z.number().min(0).max(1),
  /** Units. */
  meanOnHand: z.number(),
  /** Half of the 95 % confidence interval of the service that the target is about. */
  interval: z.number(),
  /** Days that were counted. */
  days: z.int(),
  /** Whether the service reaches the target, or misses it by no more than the interval. */
  confirmed: z.boolean(),
  /** Units by which min and max would have to be higher for the cycles to reach the target; 0 when confirmed. */
  lacking: z.number(),
});
export type Simulated = z.infer<typeof simulatedSchema>;

export const recommendationSchema = z.object({
  stageId: stageIdSchema,
  item: z.string(),
  location: z.string(),
  description: z.string(),
  unit: z.string(),
  unitDecimals: z.int(),
  unitCost: z.number().nullable(),
  serviceTier: z.string().nullable(),
  demandClass: demandClassSchema,
  /** Units per period over the forecast. */
  demandMean: z.number(),
  demandDeviation: z.number(),
  /** How many times the demand of its customers on record the scenario supposes; absent where it does not. */
  demandFactor: z.number().optional(),
  /** Periods. */
  leadTimeMean: z.number(),
  leadTimeDeviation: z.number(),
  /** Where the lead time came from: receipts of this stage, of its vendor, the promise, or the scenario. */
  leadTimeSource: z.enum(["stage", "vendor", "promised", "scenario", "none"]),
  /** Service times of the guaranteed-service model, in periods; `null` outside a network. */
  serviceTimeIn: z.number().nullable(),
  serviceTimeOut: z.number().nullable(),
  netReplenishmentTime: z.number(),
  /** The law of demand over net replenishment time + review period, in units. */
  distribution: z.enum([
    "normal",
    "gamma",
    "poisson",
    "negative-binomial",
    "empirical",
    "point",
  ]),
  leadTimeDemandMean: z.number(),
  leadTimeDemandDeviation: z.number(),
  /**
   * Units by which an order finds the stock below min, beyond a day's demand; absent where
   * demand comes in no lumps, and in runs made before it was known.
   */
  undershoot: z.object({ mean: z.number(), deviation: z.number() }).optional(),
  /**
   * Periods by which the time lived from own stock varies, where its law is mixed over that time;
   * absent where the law follows from mean and deviation.
   */
  exposureDeviation: z.number().optional(),
  /** Units that the simulation found min to be short of, and added; absent where there are none. */
  raisedBy: z.number().optional(),
  reviewPeriods: z.number(),
  serviceTarget: z.number(),
  serviceMeasure: z.enum(["cycle", "fill"]),
  /** Whether customers order here; the rest serve other stages only. */
  customerFacing: z.boolean(),
  onHand: z.number().nullable(),
  /** Units under way to the stage; absent where there are none, and in runs that were made without it. */
  onOrder: z.number().optional(),
  current: policyValuesSchema,
  recommended: policyValuesSchema,
  before: policyOutcomeSchema,
  after: policyOutcomeSchema,
  /** `null` where the stage holds no stock; absent in runs that were made without it. */
  simulated: simulatedSchema.nullable().optional(),
  explanations: z.array(explanationSchema),
  /** Why a planner should look at this row first; empty for most rows. */
  flags: z.array(
    z.object({
      code: z.string(),
      severity: z.enum(["high", "medium", "low"]),
      message: z.string(),
    }),
  ),
  /** Higher is looked at first: the money and service at stake. */
  priority: z.number(),
});
export type Recommendation = z.infer<typeof recommendationSchema>;

/** A planner's decision to depart from the recommendation. */
export const overrideSchema = z.object({
  stageId: stageIdSchema,
  values: policyValuesSchema.partial(),
  reason: z.string().trim().min(3, "say why, in three letters or more"),
  author: z.string(),
  at: instantSchema,
});
export type Override = z.infer<typeof overrideSchema>;

/** Money and service over a set of stages, before and after: what finance reads. */
export const totalsSchema = z.object({
  stages: z.int(),
  inventoryValueBefore: z.number(),
  inventoryValueAfter: z.number(),
  onHandValue: z.number(),
  /** Money on its way on average, before and after alike; absent in runs that were made without it. */
  onItsWayValue: z.number().optional(),
  /** Value before minus value after, over the stages that have a policy now: positive is cash released. */
  cashReleased: z.number(),
  /** Stages for which the ERP holds no policy yet; their value before counts as 0. */
  stagesWithoutPolicy: z.int(),
  /** Demand-value-weighted fill rate at customer-facing stages. */
  fillRateBefore: z.number().nullable(),
  fillRateAfter: z.number().nullable(),
  cycleServiceBefore: z.number().nullable(),
  cycleServiceAfter: z.number().nullable(),
  holdingCostPerYearBefore: z.number(),
  holdingCostPerYearAfter: z.number(),
});
export type Totals = z.infer<typeof totalsSchema>;

export const runStateSchema = z.enum([
  "queued",
  "running",
  "done",
  "failed",
  "cancelled",
]);

/** A stage that a run has no numbers for, and why. */
export const leftOutSchema = z.object({
  stageId: z.string(),
  code: z.string(),
  reason: z.string(),
});

/** One optimization: engine version + snapshot + scenario, reproducible bit for bit. */
export const runSchema = z.object({
  id: z.string(),
  jobId: z.string(),
  snapshotId: z.string(),
  snapshotDigest: digestSchema,
  scenario: scenarioSchema,
  scenarioDigest: digestSchema,
  engineVersion: z.string(),
  state: runStateSchema,
  author: z.string(),
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  /** SHA-256 over the recommendations in stage order; `null` until done. */
  resultDigest: digestSchema.nullable(),
  totals: totalsSchema.nullable(),
  /** Stages without numbers, in stage order; empty where they were not asked for. */
  leftOut: z.array(leftOutSchema),
  /** How many they are; absent until the run is done, and in runs that were made without it. */
  leftOutCount: z.int().optional(),
  error: z.string().nullable(),
});
export type Run = z.infer<typeof runSchema>;
