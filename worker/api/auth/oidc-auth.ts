import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import type { JWTPayload, JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { roleSchema } from "../../../engine/contracts/index.ts";
import type { Person } from "../../../engine/contracts/index.ts";
import type { OidcConfig } from "../../config.ts";
import { ProblemError } from "../problem.ts";
import type { Auth } from "./auth.ts";

/**
 * People sign in with the company's identity provider; we judge the bearer token: signature,
 * issuer, audience, algorithm, type and expiry. Roles we do not know are ignored.
 *
 * @param config - what a token must say
 * @param keys - where keys come from; the issuer's own when absent
 */
export function oidcAuth(config: OidcConfig, keys?: JWTVerifyGetKey): Auth {
  let found = keys ? Promise.resolve(keys) : null;
  const keySet = () => {
    // An issuer that does not answer now may answer the next request.
    found ??= issuerKeys(config).catch((error: unknown) => {
      found = null;
      throw error;
    });
    return found;
  };
  return {
    mode: "oidc",
    people: [],
    person: async ({ token }) => {
      if (!token) throw unauthorized("send an access token as Bearer");
      const key = await keySet();
      const { payload } = await jwtVerify(token, key, {
        issuer: config.issuer,
        audience: config.audience,
        algorithms: [...config.algorithms],
        typ: config.type,
        requiredClaims: ["sub", "exp"],
        clockTolerance: 5,
      }).catch((error: unknown) => {
        if (error instanceof errors.JOSEError) {
          throw unauthorized(`the access token is refused: ${error.message}`);
        }
        throw error;
      });
      return personOf(payload, config.rolesClaim);
    },
  };
}

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

async function issuerKeys(config: OidcConfig): Promise<JWTVerifyGetKey> {
  if (config.jwksUrl) return createRemoteJWKSet(new URL(config.jwksUrl));
  const place = `${config.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  try {
    const response = await fetch(place, { signal: AbortSignal.timeout(5000) });
    const metadata = metadataSchema.parse(await response.json());
    if (metadata.issuer !== config.issuer) {
      throw new Error(`it names the issuer ${metadata.issuer}`);
    }
    return createRemoteJWKSet(new URL(metadata.jwks_uri));
  } catch (error) {
    throw new ProblemError(
      503,
      "issuer-unreachable",
      `the identity provider's ${place} cannot be used: ${(error as Error).message}`,
    );
  }
}

function personOf(payload: JWTPayload, rolesClaim: string): Person {
  const claimed = payload[rolesClaim];
  const names = Array.isArray(claimed)
    ? claimed
    : typeof claimed === "string"
      ? claimed.split(" ")
      : [];
  const roles = names.flatMap((name) => {
    const role = roleSchema.safeParse(name);
    return role.success ? [role.data] : [];
  });
  if (roles.length === 0) {
    throw new ProblemError(
      403,
      "role-missing",
      `the access token's ${rolesClaim} names none of ${roleSchema.options.join(", ")}`,
    );
  }
  const id = payload.sub!;
  const name = payload["name"];
  return { id, name: typeof name === "string" ? name : id, roles };
}

function unauthorized(detail: string): ProblemError {
  return new ProblemError(401, "token-refused", detail);
}
