import {
  cellExplanationRequestSchema,
  cellExplanationSchema,
  cellPolicyAnswerSchema,
  cellPolicyRequestSchema,
} from "../../../engine/contracts/index.ts";
import { cellExplanation } from "../cell-explanation.ts";
import { cellPolicies } from "../cell-policies.ts";
import { endpoint } from "../endpoint.ts";

export const cellRoutes = [
  endpoint({
    method: "post",
    path: "/cells/policy",
    summary: "Many STOCK.POLICY cells at once, from the latest run",
    body: cellPolicyRequestSchema,
    answer: cellPolicyAnswerSchema,
    status: 200,
    handle: ({ body, api }) => cellPolicies(api.store, body.requests),
  }),
  endpoint({
    method: "post",
    path: "/cells/explain",
    summary:
      "One STOCK.EXPLAIN cell: why a number of the latest run is what it is",
    body: cellExplanationRequestSchema,
    answer: cellExplanationSchema,
    status: 200,
    handle: ({ body, api }) => cellExplanation(api.store, body),
  }),
];
