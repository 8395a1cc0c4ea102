import { z } from "zod";
import {
  evaluateRequestSchema,
  overrideRequestSchema,
  overrideSchema,
  policyOutcomeSchema,
  recommendationPageSchema,
  recommendationSchema,
} from "../../../engine/contracts/index.ts";
import type {
  OverrideRequest,
  Recommendation,
} from "../../../engine/contracts/index.ts";
import { evaluatePolicyFor } from "../../../engine/index.ts";
import type { Store } from "../../store/store.ts";
import { endpoint, idParams } from "../endpoint.ts";
import { pageQuery } from "../page-query.ts";
import { notFound, ProblemError } from "../problem.ts";

const stageParams = idParams.extend({ stageId: z.string() });

export const recommendationRoutes = [
  endpoint({
    method: "get",
    path: "/runs/{id}/recommendations",
    summary: "Recommendations in order of priority, with the overrides",
    params: idParams,
    query: pageQuery,
    answer: recommendationPageSchema,
    status: 200,
    handle: async ({ params, query, api }) => {
      const { runs } = api.store;
      if (!(await runs.find(params.id))) throw notFound("run", params.id);
      const page = await runs.page(params.id, query.offset, query.limit);
      return {
        total: page.total,
        offset: query.offset,
        rows: [...page.rows],
        overrides: [...(await runs.overrides(params.id))],
      };
    },
  }),
  endpoint({
    method: "get",
    path: "/runs/{id}/recommendations/{stageId}",
    summary: "One recommendation with what explains it",
    params: stageParams,
    answer: recommendationSchema,
    status: 200,
    handle: ({ params, api }) => recommendation(api.store, params),
  }),
  endpoint({
    method: "put",
    path: "/runs/{id}/overrides/{stageId}",
    summary: "Depart from a recommendation, with the reason",
    roles: ["planner"],
    params: stageParams,
    body: overrideRequestSchema,
    answer: overrideSchema,
    status: 200,
    handle: async ({ params, body, person, api }) => {
      const row = await recommendation(api.store, params);
      const override = {
        reason: body.reason,
        values: completed(row, body.values),
        stageId: params.stageId,
        author: person.id,
        at: api.now(),
      };
      await api.store.transaction(async (store) => {
        await store.runs.saveOverride(params.id, override);
        await store.log.append({
          at: override.at,
          actor: person.id,
          action: "override.saved",
          subject: params.id,
          detail: {
            stageId: params.stageId,
            values: override.values,
            reason: override.reason,
          },
        });
      });
      return override;
    },
  }),
  endpoint({
    method: "delete",
    path: "/runs/{id}/overrides/{stageId}",
    summary: "Take an override back",
    roles: ["planner"],
    params: stageParams,
    status: 204,
    handle: async ({ params, person, api }) => {
      await api.store.transaction(async (store) => {
        if (!(await store.runs.removeOverride(params.id, params.stageId))) {
          throw notFound("override of", params.stageId);
        }
        await store.log.append({
          at: api.now(),
          actor: person.id,
          action: "override.removed",
          subject: params.id,
          detail: { stageId: params.stageId },
        });
      });
    },
  }),
  endpoint({
    method: "post",
    path: "/runs/{id}/evaluate",
    summary: "What other numbers for a stage would do",
    params: idParams,
    body: evaluateRequestSchema,
    answer: policyOutcomeSchema,
    status: 200,
    handle: async ({ params, body, api }) => {
      const row = await recommendation(api.store, {
        id: params.id,
        stageId: body.stageId,
      });
      return evaluatePolicyFor(row, body.values);
    },
  }),
];

async function recommendation(
  store: Store,
  { id, stageId }: { readonly id: string; readonly stageId: string },
): Promise<Recommendation> {
  const row = await store.runs.recommendation(id, stageId);
  if (!row) throw notFound("recommendation for", stageId);
  return row;
}

/**
 * The planner's numbers made whole: a min moved alone takes its max along, and an ERP that
 * keeps an order quantity gets the one that belongs to them. Refuses what contradicts itself.
 */
function completed(
  row: Recommendation,
  values: OverrideRequest["values"],
): OverrideRequest["values"] {
  if (Object.keys(values).length === 0) {
    throw field("values", "must name at least one field");
  }
  const { recommended, unitDecimals } = row;
  const rounded = (amount: number) => Number(amount.toFixed(unitDecimals));
  const min = values.reorderPoint ?? recommended.reorderPoint;
  const size =
    values.orderQuantity ??
    (recommended.orderUpTo ?? 0) - (recommended.reorderPoint ?? 0);
  const moved =
    (values.reorderPoint ?? null) !== null ||
    (values.orderQuantity ?? null) !== null;
  const max =
    values.orderUpTo ??
    (moved && recommended.orderUpTo !== null
      ? rounded((min ?? 0) + size)
      : recommended.orderUpTo);
  evaluatePolicyFor(row, { ...values, orderUpTo: max });
  if (min === null || max === null) return values;

  const quantity = rounded(max - min);
  const named = values.orderQuantity ?? quantity;
  if (Math.abs(named - quantity) > 0.5 * 10 ** -unitDecimals) {
    throw field(
      "values.orderQuantity",
      `must be max less min, ${quantity}, got ${named}`,
    );
  }
  return moved || (values.orderUpTo ?? null) !== null
    ? { ...values, orderUpTo: max, orderQuantity: quantity }
    : values;
}

function field(path: string, message: string): ProblemError {
  return new ProblemError(400, "invalid", `body.${path}: ${message}`, [
    { path: `body.${path}`, message },
  ]);
}
