import { z } from "zod";

/** Every route of the API lives below it. */
export const apiPrefix = "/api/v1";

/** The length of one period: the unit of time inside the engine. */
export const periodSchema = z.enum(["day", "week", "month"]);
export type Period = z.infer<typeof periodSchema>;

/** A calendar day, `YYYY-MM-DD`. */
export const daySchema = z.iso.date();

/** An instant in UTC, ISO 8601. */
export const instantSchema = z.iso.datetime();

/** A probability or fraction strictly between 0 and 1: 0.95, never 95. */
export const serviceSchema = z
  .number()
  .gt(0, "must be above 0")
  .lt(1, "must be below 1: write 95 % as 0.95");

/** SHA-256 over a canonical JSON text, lower-case hexadecimal. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** `item@location`: the unit of every policy. */
export const stageIdSchema = z
  .string()
  .regex(/^[^@]+@[^@]+$/, "must be item@location");

export const nonNegativeSchema = z.number().finite().min(0);

/** The numbers of a replenishment policy, in the item's unit. `null`: the ERP holds no value. */
export const policyValuesSchema = z.object({
  /** Units held against uncertainty. */
  safetyStock: nonNegativeSchema.nullable(),
  /** Min: order when the inventory position is at or below it. Includes the safety stock. */
  reorderPoint: nonNegativeSchema.nullable(),
  /** Max: order up to it. */
  orderUpTo: nonNegativeSchema.nullable(),
  /** Units of one order; `orderUpTo - reorderPoint` when the policy has no fixed lot. */
  orderQuantity: nonNegativeSchema.nullable(),
});
export type PolicyValues = z.infer<typeof policyValuesSchema>;

export const policyFieldSchema = z.enum([
  "safetyStock",
  "reorderPoint",
  "orderUpTo",
  "orderQuantity",
]);
export type PolicyField = z.infer<typeof policyFieldSchema>;
