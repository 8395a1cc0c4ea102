import { z } from "zod";
import { customerLawSchema } from "./customer-law.ts";

const units = z.number();
const noUnits = z.number().min(0);

/** How customers ask in a simulation; in place of the network's normal demand. */
const demandLawSchema = z.discriminatedUnion("law", [
  z.strictObject({
    law: z.literal("normal"),
    mean: noUnits,
    deviation: noUnits,
    /** Rounded to whole units. */
    whole: z.boolean().default(false),
  }),
  z.strictObject({ law: z.literal("poisson"), mean: noUnits }),
  z.strictObject({
    law: z.literal("gamma"),
    mean: noUnits,
    deviation: noUnits,
  }),
  z.strictObject({
    law: z.literal("negative-binomial"),
    mean: noUnits,
    deviation: noUnits,
  }),
  z.strictObject({
    law: z.literal("empirical"),
    values: z.array(noUnits).min(1),
    weights: z.array(z.number().min(0)).optional(),
  }),
  /** One number for each period, warm-up first. */
  z.strictObject({
    law: z.literal("trace"),
    values: z.array(noUnits).min(1),
  }),
]);

const ofEveryStage = {
  id: z.string().min(1),
  /** Periods after which a delivery is late; 0 when omitted. */
  serviceTimeOut: z.int().min(0).default(0),
  /** Of the stage's own customers; normal by the network's moments when omitted. */
  demand: demandLawSchema.optional(),
  /** Law of the network's moments in place of `demand`, as `stockwright meio` says it; of the network when omitted. */
  demandLaw: customerLawSchema.optional(),
  /** What its own customers do without stock; as the run says when omitted. */
  unmetDemand: z.enum(["backorder", "lost"]).optional(),
  /** At the start; full when omitted. */
  initialOnHand: noUnits.optional(),
  // What `stockwright meio` says beside; not used.
  serviceTimeIn: z.number().optional(),
  netReplenishmentTime: z.number().optional(),
  safetyStock: z.number().optional(),
  holdingCost: z.number().optional(),
  fillRate: z.number().optional(),
  cycleService: z.number().optional(),
  onHand: z.number().optional(),
  backorders: z.number().optional(),
  delay: z.number().optional(),
  target: z.unknown().optional(),
  simulated: z.unknown().optional(),
};
const reviewed = { reviewPeriods: z.int().min(1).default(1) };
const rounded = {
  lotSize: z.number().positive().optional(),
  minOrderQuantity: noUnits.optional(),
};

/** Rows that name no type are of the one whose numbers they give; base stocks, when in doubt. */
function withType(row: unknown): unknown {
  if (typeof row !== "object" || row === null || "type" in row) return row;
  const type =
    "reorderPoint" in row
      ? "rQ"
      : "min" in row || "max" in row
        ? "minMax"
        : "baseStock";
  return { type, ...row };
}

const stagePolicySchema = z.preprocess(
  withType,
  z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("baseStock"),
      ...ofEveryStage,
      baseStock: units,
      ...reviewed,
      ...rounded,
    }),
    z.strictObject({
      type: z.literal("minMax"),
      ...ofEveryStage,
      /** Order at or below it, up to max. */
      min: units,
      max: units,
      ...reviewed,
      ...rounded,
    }),
    z.strictObject({
      type: z.literal("rQ"),
      ...ofEveryStage,
      /** Order at or below it. */
      reorderPoint: units,
      /** One order, or as many of it as lead above the reorder point. */
      orderQuantity: z.number().positive(),
      ...reviewed,
    }),
  ]),
);

/** The policy `stockwright simulate` reads: what `meio` prints, or rows with a type: a stable contract. */
export const policyFileSchema = z.object({
  stages: z.array(stagePolicySchema).min(1),
});
export type PolicyFile = z.output<typeof policyFileSchema>;
export type StagePolicyRow = PolicyFile["stages"][number];

/** An average with its 95 % confidence interval. */
export const estimateSchema = z.object({
  mean: z.number(),
  low: z.number(),
  high: z.number(),
});

/** What `stockwright simulate` prints. */
export const simulationReportSchema = z.object({
  /** That count, in each replication, after the warm-up. */
  periods: z.number(),
  warmUp: z.number(),
  replications: z.number(),
  seed: z.number(),
  allocation: z.enum(["firstCome", "fairShare", "priority"]),
  /** Stages × periods, warm-up and replications included. */
  nodePeriods: z.number(),
  /** Filled in by the caller; the engine has no clock and says 0. */
  seconds: z.number(),
  nodePeriodsPerSecond: z.number(),
  /** Whether every stage with a service level reaches it, as far as its interval can tell. */
  confirmed: z.boolean(),
  /** In the order of the network file. */
  stages: z.array(
    z.object({
      id: z.string(),
      /** Share of replenishment cycles without a late unit; of periods, with a base stock looked at in every one. */
      cycleService: estimateSchema,
      /** Share of units asked for that were delivered in time. */
      fillRate: estimateSchema,
      /** Units at the end of a period: on hand, owed, on the way to the stage. */
      meanOnHand: estimateSchema,
      backorders: estimateSchema,
      inTransit: estimateSchema,
      /** Per period: units asked for, units customers went without, orders, units ordered. */
      demand: estimateSchema,
      lostSales: estimateSchema,
      orders: estimateSchema,
      ordered: estimateSchema,
      /** Of the network file, where customers ask. */
      serviceLevel: z.number().optional(),
      /** Of the network file, in place of a service level. */
      fillRateWanted: z.number().optional(),
      /** False when the service lies below what is wanted by more than its interval. */
      confirmed: z.boolean().optional(),
      /** On hand less backorders at the end of each period; on request. */
      levels: z.array(z.number()).optional(),
    }),
  ),
});
export type SimulationReport = z.infer<typeof simulationReportSchema>;
