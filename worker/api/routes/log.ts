import { z } from "zod";
import { listOf, logEntrySchema } from "../../../engine/contracts/index.ts";
import { endpoint } from "../endpoint.ts";

const number = z
  .string()
  .regex(/^\d{1,12}$/, "must be a whole number")
  .transform(Number);

export const logRoutes = [
  endpoint({
    method: "get",
    path: "/log",
    summary: "The log of who did what, oldest first",
    query: z.object({
      after: number.default(0),
      limit: number
        .refine((limit) => limit >= 1 && limit <= 1000, {
          error: "must be from 1 to 1000",
        })
        .default(200),
    }),
    answer: listOf(logEntrySchema),
    status: 200,
    handle: async ({ query, api }) => ({
      items: [...(await api.store.log.list(query.after, query.limit))],
    }),
  }),
  endpoint({
    method: "get",
    path: "/log/verification",
    summary: "Whether the chain of the log's entries holds",
    answer: z.object({
      entries: z.int(),
      /** First sequence whose hash does not follow; `null` when the chain holds. */
      brokenAt: z.int().nullable(),
    }),
    status: 200,
    handle: ({ api }) => api.store.log.verify(),
  }),
];
