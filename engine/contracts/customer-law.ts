import { z } from "zod";

/** How customers ask in a period; Poisson and negative binomial demand is for whole units. */
export const customerLawSchema = z.enum([
  "normal",
  "gamma",
  "poisson",
  "negative-binomial",
]);
export type CustomerLaw = z.infer<typeof customerLawSchema>;
