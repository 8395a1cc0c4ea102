import type { Router } from "express";
import { z } from "zod";
import type { Connector } from "../../connectors/connector.ts";
import type { Connection, Person, Role } from "../../engine/contracts/index.ts";
import type { Store } from "../store/store.ts";
import type { Auth } from "./auth/auth.ts";
import { invalid, ProblemError } from "./problem.ts";

/** What routes need of the world. */
export interface ApiDependencies {
  readonly store: Store;
  readonly connect: (connection: Connection) => Promise<Connector>;
  /** Throws an InputError for a connection that reaches for what it may not. */
  readonly refuseConnection?: (connection: Connection) => void;
  readonly auth: Auth;
  readonly now: () => string;
  readonly newId: () => string;
  /** Hands what a route enqueued to the queue at once. */
  readonly nudge: () => void;
  readonly version: string;
}

type Shape = z.ZodObject | undefined;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** One route: the same declaration answers requests and is documented in OpenAPI. */
export interface EndpointDefinition<
  P extends Shape,
  Q extends Shape,
  B extends z.ZodType | undefined,
  A extends z.ZodType | undefined,
> {
  readonly method: "get" | "post" | "put" | "delete";
  /** Below the API's prefix, parameters in braces: `/runs/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** One of these is needed; anyone who is signed in when absent. */
  readonly roles?: readonly Role[];
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer?: A;
  readonly status: 200 | 201 | 202 | 204;
  readonly handle: (request: {
    readonly params: Parsed<P>;
    readonly query: Parsed<Q>;
    readonly body: Parsed<B>;
    readonly person: Person;
    readonly api: ApiDependencies;
  }) => Promise<A extends z.ZodType ? z.input<A> : void>;
}

/** A route whose types have done their work. */
export type Endpoint = EndpointDefinition<Shape, Shape, z.ZodType, z.ZodType>;

/** Declares one route; its schemas type the handler. */
export function endpoint<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends z.ZodType | undefined = undefined,
>(definition: EndpointDefinition<P, Q, B, A>): Endpoint {
  return definition as unknown as Endpoint;
}

/** Entries of a list at most: the newest. Who wants an older one asks for it by its id. */
export const listLimit = 200;

/** Path parameter that most routes have. */
export const idParams = z.object({ id: z.string().min(1).max(200) });

/** Puts the routes on an Express router: roles, schemas, answer. */
export function mount(
  router: Router,
  endpoints: readonly Endpoint[],
  api: ApiDependencies,
): void {
  for (const route of endpoints) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    router[route.method](path, async (request, response) => {
      const person = response.locals["person"] as Person;
      requireRole(person, route.roles);
      const answer = await route.handle({
        params: parse("path", route.params, request.params) as never,
        query: parse("query", route.query, request.query) as never,
        body: parse("body", route.body, request.body ?? {}),
        person,
        api,
      });
      if (route.method !== "get") api.nudge();
      response.status(route.status);
      if (route.status === 204) response.end();
      else response.json(answer);
    });
  }
}

/** Refuses a person who has none of the roles. */
export function requireRole(person: Person, roles?: readonly Role[]): void {
  if (!roles || roles.some((role) => person.roles.includes(role))) return;
  throw new ProblemError(
    403,
    "role-missing",
    `this needs the role ${roles.join(" or ")}; ${person.name} has ${person.roles.join(", ") || "none"}`,
  );
}

function parse(
  where: string,
  schema: z.ZodType | undefined,
  value: unknown,
): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(where, parsed.error, value);
  return parsed.data;
}
