import { z } from "zod";
import { nonNegativeSchema, stageIdSchema } from "./primitives.ts";

/** Which stages a change is about: those that fit every list given; all of them when none is. */
export const stageSelectionSchema = z.strictObject({
  stageIds: z.array(stageIdSchema).min(1).optional(),
  items: z.array(z.string()).min(1).optional(),
  locations: z.array(z.string()).min(1).optional(),
  vendors: z.array(z.string()).min(1).optional(),
  serviceTiers: z.array(z.string()).min(1).optional(),
  productClasses: z.array(z.string()).min(1).optional(),
});
export type StageSelection = z.infer<typeof stageSelectionSchema>;

/** What a planner calls the change; messages name it. */
const name = z.string().trim().min(1).max(80);
const stages = stageSelectionSchema;

/** One named change to what a snapshot says. */
export const scenarioChangeSchema = z.discriminatedUnion("kind", [
  /** The stages serve their customers as another tier does. */
  z.strictObject({
    kind: z.literal("service-tier"),
    name,
    stages,
    tier: z.string().min(1),
  }),
  /** Other costs. `unitCost` or `unitCostFactor`, not both. */
  z.strictObject({
    kind: z.literal("cost"),
    name,
    stages,
    /** Money per unit. */
    unitCost: nonNegativeSchema.optional(),
    /** Times what the ERP says: 1.1 is ten percent dearer. */
    unitCostFactor: z.number().positive().optional(),
    /** Money per order. */
    orderingCost: nonNegativeSchema.optional(),
  }),
  /** Customers ask for more, or for less; what stages order of each other follows. */
  z.strictObject({
    kind: z.literal("demand"),
    name,
    stages,
    /**
     * Times what is expected, mean and deviation alike: 1.1 is ten percent more. Beyond these
     * bounds it is another business, and a simulation of one waits long for its demand.
     */
    factor: z.number().min(0.01).max(100),
  }),
  /** Another lead time. `days` or `factor`, not both. */
  z.strictObject({
    kind: z.literal("lead-time"),
    name,
    stages,
    /** Calendar days on average. */
    days: nonNegativeSchema.optional(),
    /** Standard deviation in days; keeps its ratio to the mean when omitted. */
    deviationDays: nonNegativeSchema.optional(),
    /** Times what was learnt, mean and deviation alike. */
    factor: z.number().positive().optional(),
  }),
  /** Whether the stages may hold stock, or only pass it on. */
  z.strictObject({
    kind: z.literal("stocking"),
    name,
    stages,
    may: z.boolean(),
  }),
  /** A location is closed; another one takes over its demand and those it feeds. */
  z.strictObject({
    kind: z.literal("close-location"),
    name,
    location: z.string().min(1),
    to: z.string().min(1),
  }),
  /** A location is opened, with the items, suppliers and lead times of another one. */
  z.strictObject({
    kind: z.literal("open-location"),
    name,
    location: z.string().min(1),
    like: z.string().min(1),
    /** Share of the other one's own demand that moves, in every period. */
    demandShare: z.number().min(0).max(1),
    /** Locations that it feeds from now on instead of the other one. */
    serves: z.array(z.string()).default([]),
  }),
  /** Finished items are made to order from their components: customers wait for the last step. */
  z.strictObject({ kind: z.literal("postpone"), name, stages }),
]);
export type ScenarioChange = z.infer<typeof scenarioChangeSchema>;

/** What a scenario supposes about a stage beyond what an ERP says; a snapshot never has it. */
export const supposedSchema = z.object({
  /** In place of the lead time learnt; a deviation of `null` keeps its ratio to the mean. */
  leadTime: z
    .object({
      days: nonNegativeSchema,
      deviationDays: nonNegativeSchema.nullable(),
    })
    .optional(),
  /** Times the lead time learnt, mean and deviation alike. */
  leadTimeFactor: z.number().positive().optional(),
  /** Times the demand of customers as forecast, mean and deviation alike. */
  demandFactor: z.number().positive().optional(),
  /** Whose receipts speak for a stage that the ERP does not have: a vendor, or a lane. */
  lane: z.string().optional(),
  /** `never`: passes on what it receives; `on-order`: the same, and its customers wait for it. */
  stocking: z.enum(["never", "on-order"]).optional(),
});
export type Supposed = z.infer<typeof supposedSchema>;
