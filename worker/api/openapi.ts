import { createDocument } from "zod-openapi";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  apiPrefix,
  cellNetworkNewsSchema,
  cellNetworkRequestSchema,
  jobEventSchema,
  problemSchema,
} from "../../engine/contracts/index.ts";
import type { Endpoint } from "./endpoint.ts";
import { idParams } from "./endpoint.ts";

const problem = {
  description: "What is wrong and which field, as RFC 9457 tells it",
  content: { "application/problem+json": { schema: problemSchema } },
};

/** The OpenAPI document of these routes, from the schemas that answer their requests. */
export function openApi(
  endpoints: readonly Endpoint[],
  version: string,
): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of endpoints) {
    const { answer, body, params, query, roles } = route;
    const success = {
      description: "As asked",
      ...(answer && { content: { "application/json": { schema: answer } } }),
    };
    (paths[route.path] ??= {})[route.method] = {
      summary: route.summary,
      ...(roles && { description: `Needs the role ${roles.join(" or ")}.` }),
      ...((params ?? query) && {
        requestParams: {
          ...(params && { path: params }),
          ...(query && { query }),
        },
      }),
      ...(body && {
        requestBody: {
          required: true,
          content: { "application/json": { schema: body } },
        },
      }),
      responses: { [String(route.status)]: success, default: problem },
    };
  }
  paths["/jobs/{id}/events"] = {
    get: {
      summary: "A job's progress and rows as server-sent events",
      requestParams: { path: idParams },
      responses: {
        "200": {
          description: "Events `job` and `row`; ends with the job",
          content: { "text/event-stream": { schema: jobEventSchema } },
        },
        default: problem,
      },
    },
  };
  paths["/cells/network"] = {
    post: {
      summary: "One STOCK.MEIO_POLICY cell; closing the request ends it",
      requestBody: {
        required: true,
        content: { "application/json": { schema: cellNetworkRequestSchema } },
      },
      responses: {
        "200": {
          description: "Lines of JSON: progress, and the end",
          content: {
            "application/x-ndjson": { schema: cellNetworkNewsSchema },
          },
        },
        default: problem,
      },
    },
  };
  return createDocument({
    openapi: "3.1.0",
    info: { title: "Stockwright", version },
    servers: [{ url: apiPrefix }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    },
    // One declaration per route guarantees the shape that this type spells out.
    paths: paths as ZodOpenApiPathsObject,
  });
}
