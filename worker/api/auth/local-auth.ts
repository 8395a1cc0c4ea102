import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import type { Person } from "../../../engine/contracts/index.ts";
import { isLoopback } from "../../config.ts";
import { ProblemError } from "../problem.ts";
import type { Auth } from "./auth.ts";

/** The trial's people: enough to show that nobody approves what he wrote himself. */
export const trialPeople: readonly [Person, Person, Person] = [
  { id: "pat", name: "Pat Planner", roles: ["viewer", "planner"] },
  { id: "alex", name: "Alex Approver", roles: ["viewer", "approver"] },
  { id: "iris", name: "Iris IT", roles: ["viewer", "integrator"] },
];

/**
 * Without an identity provider, whoever knows the token is the person he says he is. Safe
 * because only this machine can reach the server and only its owner can read the token.
 */
export function localAuth(token: string): Auth {
  const expected = sha256(token);
  return {
    mode: "local",
    people: trialPeople,
    person: async (credentials) => {
      // Digests have one length, so that comparing tells nothing about the token's.
      if (
        credentials.token === null ||
        !timingSafeEqual(sha256(credentials.token), expected)
      ) {
        throw new ProblemError(
          401,
          "token-missing",
          "open the page by the URL that the service printed: it carries the token",
        );
      }
      const { personId } = credentials;
      if (personId === null) return trialPeople[0];
      const person = trialPeople.find(({ id }) => id === personId);
      if (person) return person;
      throw new ProblemError(
        401,
        "person-unknown",
        `there is no person ${personId}: choose one of ${trialPeople.map(({ id }) => id).join(", ")}`,
      );
    },
  };
}

/**
 * Refuses requests that name another host than this machine: a web page elsewhere may point its
 * own name at 127.0.0.1 (DNS rebinding), but cannot change the Host header.
 */
export const loopbackHostOnly: RequestHandler = (request, _response, next) => {
  const host = (request.get("host") ?? "").replace(/:\d+$/, "");
  if (isLoopback(host)) return next();
  next(
    new ProblemError(
      421,
      "wrong-host",
      "this service answers on the loopback address only",
    ),
  );
};

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
