import type { RequestHandler } from "express";
import type { Person } from "../../../engine/contracts/index.ts";

/** What a request says about who sends it. */
export interface Credentials {
  readonly token: string | null;
  /** The trial's choice of person: header `x-stockwright-person`. */
  readonly personId: string | null;
}

/** Tells who sends a request. Throws a 401 problem for a stranger. */
export interface Auth {
  readonly mode: "local" | "oidc";
  /** People to choose from; empty unless this is the local trial. */
  readonly people: readonly Person[];
  person(credentials: Credentials): Promise<Person>;
}

/** Lets signed-in people in, and leaves who it is in `response.locals.person`. */
export function signedIn(auth: Auth): RequestHandler {
  return async (request, response, next) => {
    const bearer = /^Bearer +(\S+)$/i.exec(request.get("authorization") ?? "");
    response.locals["person"] = await auth.person({
      token: bearer?.[1] ?? request.get("x-stockwright-token") ?? null,
      personId: request.get("x-stockwright-person") ?? null,
    });
    next();
  };
}
