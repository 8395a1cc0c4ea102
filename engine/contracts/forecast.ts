import { z } from "zod";
import {
  daySchema,
  digestSchema,
  instantSchema,
  nonNegativeSchema,
  periodSchema,
  stageIdSchema,
} from "./primitives.ts";
import { demandClassSchema } from "./recommendation.ts";

const probabilitySchema = z.number().gt(0).lt(1);

/** What every forecast says of a stage. */
const figures = {
  class: demandClassSchema,
  /** Periods between two demands on average; `null` without demand. */
  adi: z.number().nullable(),
  /** Squared coefficient of variation of the demands; `null` without demand. */
  cv2: z.number().nullable(),
  /** Name of the method: "sba", "ets", "combination". */
  method: z.string(),
  /** Demand over lead time and review, as one distribution. */
  leadTimeDemand: z.object({
    /** Whole periods covered: lead time and review. */
    periods: z.int(),
    mean: nonNegativeSchema,
    deviation: nonNegativeSchema,
    distribution: z.string(),
    /** Units by probability: "0.95". */
    quantiles: z.record(z.string(), nonNegativeSchema),
  }),
};

/** GET /snapshots/{id}/stages/{stageId}/forecast: demand of one stage, past and to come. */
export const stageForecastSchema = z.object({
  stageId: stageIdSchema,
  /** Unit of measure of every quantity. */
  unit: z.string(),
  /** Length of the buckets. */
  period: periodSchema,
  /** What the ERP recorded, oldest first; empty where nobody orders but other stages. */
  history: z.array(
    z.object({
      /** First day of the period. */
      start: daySchema,
      /** As recorded; `null`: nothing was. */
      units: z.number().nullable(),
      /** What the forecast was made from instead; `null` where the record stands. */
      repaired: z.number().nullable(),
    }),
  ),
  repairs: z.array(
    z.object({
      start: daySchema,
      /** Name of the rule: "negative-demand", "stockout", "missing-period". */
      kind: z.string(),
      before: z.number().nullable(),
      after: z.number(),
      /** For a planner, one clause: "more was returned than sold". */
      reason: z.string(),
    }),
  ),
  /** Periods that the forecast was made without. */
  excluded: z.array(
    z.object({
      start: daySchema,
      /** Name of the rule: "before-launch", "incomplete", "not-recorded". */
      kind: z.string(),
      reason: z.string(),
    }),
  ),
  ...figures,
  /** Its parameters by name: `alpha`, `beta`, `season`. */
  parameters: z.record(z.string(), z.number()),
  /** How it did over past lead times; `null` where the history is too short to say. */
  backtest: z
    .object({
      /** Mean pinball loss of lead-time demand, in units. */
      loss: nonNegativeSchema,
      /** The same of repeating the last period, with the spread of its own errors. */
      lossOfNaive: nonNegativeSchema,
      /** Past moments it was tried at. */
      origins: z.int(),
    })
    .nullable(),
  /** The probabilities that demand of one period stays below `low` and `high`. */
  band: z.object({ low: probabilitySchema, high: probabilitySchema }),
  /** By period to come. */
  forecast: z.array(
    z.object({
      start: daySchema,
      mean: nonNegativeSchema,
      low: nonNegativeSchema,
      high: nonNegativeSchema,
    }),
  ),
  leadTime: z.object({
    /** `lane`: receipts from other stages to the same location. */
    source: z.enum(["receipts", "vendor", "lane", "itemMaster", "none"]),
    /** Shipments it rests on. */
    receipts: z.int(),
    meanDays: nonNegativeSchema,
    deviationDays: nonNegativeSchema,
    /** The item master's constant; `null` when there is none. */
    promisedDays: z.number().nullable(),
    /** Days that nine of ten of the stage's own shipments did not exceed; `null` without any. */
    nineOfTenDays: nonNegativeSchema.nullable(),
    /** The stage's own shipments by days, `fromDays` included and `toDays` not. Empty without any. */
    histogram: z.array(
      z.object({
        fromDays: nonNegativeSchema,
        toDays: nonNegativeSchema,
        count: z.int(),
      }),
    ),
  }),
  /** Whether the whole catalog taught the choice of method, or this history alone. */
  learntFrom: z.enum(["catalog", "stage"]),
  /** What a planner would say about it, one plain sentence. */
  sentence: z.string(),
  /** Class, method, parameters, backtest, what was left out: each named and said. */
  parts: z.array(
    z.object({ name: z.string(), value: z.string(), note: z.string() }),
  ),
});
export type StageForecast = z.infer<typeof stageForecastSchema>;

/** One stage of GET /snapshots/{id}/forecasts: the same figures without history and words. */
export const forecastRowSchema = z.object({
  stageId: stageIdSchema,
  ...figures,
  /** Units by period to come. */
  forecast: z.array(nonNegativeSchema),
});
export type ForecastRow = z.infer<typeof forecastRowSchema>;

/** GET /snapshots/{id}/forecasts?offset&limit: in stage order. */
export const forecastPageSchema = z.object({
  total: z.int(),
  offset: z.int(),
  rows: z.array(forecastRowSchema),
});
export type ForecastPage = z.infer<typeof forecastPageSchema>;

/** GET /snapshots/{id}/forecast: how the forecast of the whole catalog went. */
export const catalogForecastSchema = z.object({
  snapshotId: z.string(),
  engineVersion: z.string(),
  finishedAt: instantSchema,
  /** SHA-256 over the forecasts in stage order: the same for the same snapshot and engine. */
  digest: digestSchema,
  /** Stages with demand of their own. */
  stages: z.int(),
  /** Stages by class and by method. */
  classes: z.record(z.string(), z.int()),
  methods: z.record(z.string(), z.int()),
});
export type CatalogForecast = z.infer<typeof catalogForecastSchema>;
