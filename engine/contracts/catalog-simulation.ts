import { z } from "zod";
import { stageIdSchema } from "./primitives.ts";
import { estimateSchema } from "./simulation-file.ts";

/** Whose numbers a simulation replays. */
export const simulatedPolicySchema = z.enum([
  /** What the run recommends. */
  "recommended",
  /** The same, with what the planner changed. */
  "overridden",
  /** What the ERP holds; a stage without is replayed as recommended. */
  "current",
]);
export type SimulatedPolicy = z.infer<typeof simulatedPolicySchema>;

/** POST /runs/{id}/simulation: replays a run's catalog, longer than planning does. */
export const simulationRequestSchema = z.strictObject({
  policy: simulatedPolicySchema.default("recommended"),
  /** Days that count. */
  days: z.int().min(1000).max(200_000).default(20_000),
});
export type SimulationRequest = z.input<typeof simulationRequestSchema>;

/** What a stage's policy did in the simulation. */
export const replayedStageSchema = z.object({
  stageId: stageIdSchema,
  cycleService: estimateSchema,
  fillRate: estimateSchema,
  /** Units. */
  meanOnHand: estimateSchema,
  /** Units owed at the end of a day. */
  backorders: estimateSchema,
  /** Orders in a year. */
  ordersPerYear: z.number(),
  /** Money; `null` without a unit cost. */
  inventoryValue: z.number().nullable(),
  /** Whether the service reaches the target, or misses it by no more than the interval; `null` where the stage holds no stock. */
  confirmed: z.boolean().nullable(),
});
export type ReplayedStage = z.infer<typeof replayedStageSchema>;

/** Over all stages that were replayed. */
export const simulationTotalsSchema = z.object({
  stages: z.int(),
  /** Stages whose service is confirmed, and those whose service is not. */
  confirmed: z.int(),
  notConfirmed: z.int(),
  /** Weighted by the value of demand, over the stages with customers. */
  fillRate: z.number().nullable(),
  cycleService: z.number().nullable(),
  inventoryValue: z.number(),
});
export type SimulationTotals = z.infer<typeof simulationTotalsSchema>;

/** GET /runs/{id}/simulation?policy&offset&limit: least service against its target first. */
export const catalogSimulationSchema = z.object({
  runId: z.string(),
  policy: simulatedPolicySchema,
  days: z.int(),
  totals: simulationTotalsSchema,
  total: z.int(),
  offset: z.int(),
  rows: z.array(replayedStageSchema),
});
export type CatalogSimulation = z.infer<typeof catalogSimulationSchema>;
