import { z } from "zod";
import { serviceSchema } from "./primitives.ts";

/** What a set of policies costs and gives, over a whole catalog. */
export const catalogPointSchema = z.object({
  /** Money: stock on hand on average and stock on its way, at unit cost. */
  workingCapital: z.number(),
  /** Money: stock on hand on average. */
  inventoryValue: z.number(),
  /** Weighted by the value of demand, over the stages with customers. */
  fillRate: z.number().min(0).max(1).nullable(),
  cycleService: z.number().min(0).max(1).nullable(),
  /** Money. */
  holdingCostPerYear: z.number(),
  /** A year's demand of customers at unit cost, for each unit of money on hand; `null` with none on hand. */
  turns: z.number().nullable(),
});
export type CatalogPoint = z.infer<typeof catalogPointSchema>;

/** A point of the frontier, and how to ask for it in a scenario. */
export const catalogFrontierPointSchema = catalogPointSchema.extend({
  /**
   * Value of yearly demand that the last unit of money in stock serves: a scenario with this
   * `requiredReturn` plans each stage with customers as this point does.
   */
  requiredReturn: z.number().positive(),
  /**
   * What the point comes to on average in each service tier, in the scenario's measure: targets
   * for who wants one number per tier. Costs more than the point itself.
   */
  serviceTargets: z.record(z.string(), serviceSchema),
});
export type CatalogFrontierPoint = z.infer<typeof catalogFrontierPointSchema>;

/**
 * GET /runs/{id}/frontier: the most service for the money, over the stages with customers;
 * stages that only feed others stay as the run planned them.
 */
export const catalogFrontierSchema = z.object({
  runId: z.string(),
  currency: z.string(),
  /** Stages with customers and a cost: those whose service moves. */
  stages: z.int(),
  /** Money: a year's demand of customers at unit cost. */
  demandValuePerYear: z.number(),
  /** By rising working capital. */
  points: z.array(catalogFrontierPointSchema),
  /** What the ERP's present policies do; `null` when it has none. */
  today: catalogPointSchema.nullable(),
  /** What the run recommends. */
  recommended: catalogPointSchema,
});
export type CatalogFrontier = z.infer<typeof catalogFrontierSchema>;
