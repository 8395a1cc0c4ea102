import { z } from "zod";

/** What `stockwright frontier` prints: the least expected backorders for the money spent. */
export const frontierSchema = z.object({
  /** By rising budget, or in the order of the budgets asked for. */
  points: z.array(
    z.object({
      /** Money: as asked for, or what a corner of the frontier spends. */
      budget: z.number().min(0),
      /** Money: units times cost, at most the budget. */
      spent: z.number().min(0),
      /** Units over all items. */
      expectedBackorders: z.number().min(0),
      /** Units by item id; left out of a whole frontier that would be too long with it. */
      stock: z.record(z.string(), z.number()).optional(),
      /** Where `stock` is left out: the units by item id that the point before did not have. */
      bought: z.record(z.string(), z.number()).optional(),
    }),
  ),
});
export type Frontier = z.infer<typeof frontierSchema>;
