import { z } from "zod";
import {
  daySchema,
  digestSchema,
  instantSchema,
  nonNegativeSchema,
  periodSchema,
  policyValuesSchema,
  serviceSchema,
  stageIdSchema,
} from "./primitives.ts";
import { scenarioChangeSchema, supposedSchema } from "./scenario-change.ts";

/** One receipt from a vendor or from another stage, as the ERP recorded it. */
export const receiptSchema = z.object({
  /** Identifies the shipment: lines of one shipment count once. */
  shipment: z.string(),
  vendor: z.string().nullable(),
  orderedOn: daySchema.nullable(),
  promisedOn: daySchema.nullable(),
  receivedOn: daySchema,
  quantity: z.number().nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** Demand by period, oldest first. `null`: not recorded (before launch, gap). */
export const demandHistorySchema = z.object({
  /** First day of the first period. */
  start: daySchema,
  quantities: z.array(z.number().nullable()),
});
export type DemandHistory = z.infer<typeof demandHistorySchema>;

/** What the ERP said about one item at one location. Unchecked: the audit judges it. */
export const stageRecordSchema = z.object({
  id: stageIdSchema,
  item: z.string(),
  location: z.string(),
  description: z.string(),
  /** Unit of measure, and how many decimals it allows. */
  unit: z.string(),
  unitDecimals: z.int().min(0).max(6),
  /** Money per unit; `null` when the ERP has none. */
  unitCost: z.number().nullable(),
  productClass: z.string().nullable(),
  /** 0 is the customer-facing end; suppliers have the highest. */
  echelon: z.int().min(0).nullable(),
  serviceTier: z.string().nullable(),
  /** Money per order placed. */
  orderingCost: z.number().nullable(),
  lotSize: z.number().nullable(),
  minOrderQuantity: z.number().nullable(),
  /** The item master's constant, in calendar days. */
  promisedLeadTimeDays: z.number().nullable(),
  vendor: z.string().nullable(),
  onHand: z.number().nullable(),
  onOrder: z.number().nullable(),
  current: policyValuesSchema,
  /** Independent demand at this stage; `null` for a stage that only feeds others. */
  demand: demandHistorySchema.nullable(),
  receipts: z.array(receiptSchema),
  /** Set by a scenario only. */
  supposed: supposedSchema.optional(),
});
export type StageRecord = z.infer<typeof stageRecordSchema>;

/** One stage supplies another. */
export const linkRecordSchema = z.object({
  from: stageIdSchema,
  to: stageIdSchema,
  /** Units of `from` in one unit of `to`: the bill of material, or 1. */
  units: z.number().positive(),
});
export type LinkRecord = z.infer<typeof linkRecordSchema>;

/** Something the import could not take, with the place it stood. */
export const importFindingSchema = z.object({
  severity: z.enum(["error", "warning", "info"]),
  /** File, table or sheet, and the record in it. */
  source: z.string(),
  row: z.int().nullable(),
  field: z.string().nullable(),
  message: z.string(),
});
export type ImportFinding = z.infer<typeof importFindingSchema>;

/** What the ERP said at one moment: immutable, and named by its digest. */
export const snapshotSchema = z.object({
  id: z.string(),
  digest: digestSchema,
  takenAt: instantSchema,
  connectionId: z.string(),
  profile: z.string(),
  currency: z.string().length(3),
  period: periodSchema,
  taxonomyVersion: z.string(),
  stages: z.array(stageRecordSchema),
  links: z.array(linkRecordSchema),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What a scenario may say; everything the optimizer is told besides the snapshot. */
export const scenarioSchema = z.object({
  name: z.string().min(1).max(80),
  /** Target by service tier; `default` serves the rest. */
  serviceTargets: z.record(z.string(), serviceSchema),
  serviceMeasure: z.enum(["cycle", "fill"]),
  /** Holding cost per unit of money and year. */
  holdingRatePerYear: z.number().gt(0).max(2),
  /** Money per order where the ERP has none. */
  defaultOrderingCost: nonNegativeSchema,
  /** Periods between reviews; 0 is continuous review. */
  reviewPeriods: nonNegativeSchema,
  leadTimeSource: z.enum(["receipts", "promised"]),
  /** Solve each item's network jointly, or each stage alone. */
  network: z.enum(["joint", "single"]),
  /** Which law lead-time demand follows; `auto` chooses by demand class. */
  distribution: z.enum([
    "auto",
    "normal",
    "gamma",
    "poisson",
    "negative-binomial",
    "empirical",
  ]),
  /** Longest service time promised to customers, in periods. */
  maxServiceTimePeriods: nonNegativeSchema,
  seed: z.int().min(0),
  /**
   * Value of yearly demand that the last unit of money in stock must serve: sets the cycle
   * service of each stage with customers and a cost, in place of the targets. A point of the
   * frontier says its own.
   */
  requiredReturn: z.number().positive().optional(),
  /** Changes to what the snapshot says, applied in this order. */
  changes: z.array(scenarioChangeSchema).max(200).optional(),
});
export type Scenario = z.infer<typeof scenarioSchema>;
