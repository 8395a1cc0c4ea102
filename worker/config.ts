import os from "node:os";
import { z } from "zod";
import { InputError } from "../engine/index.ts";
import { defaultDataFolder } from "./data-folder/data-folder.ts";

const text = z.string().trim().min(1);
const list = z
  .string()
  .transform((names) => names.split(/[\s,]+/).filter((name) => name !== ""));

const environmentSchema = z.object({
  PORT: z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((port) => port <= 65_535, "must be at most 65535")
    .default(3000),
  HOST: text.default("127.0.0.1"),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" })
    .optional(),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: "must be a redis:// URL" })
    .optional(),
  OIDC_ISSUER: z.url("must be a URL").optional(),
  OIDC_AUDIENCE: text.optional(),
  OIDC_JWKS_URL: z.url("must be a URL").optional(),
  // A shared secret as key would let whoever knows a public key sign tokens.
  OIDC_ALGORITHMS: list
    .refine(
      (names) => names.every((name) => /^(RS|PS|ES)\d{3}$|^EdDSA$/.test(name)),
      "must name asymmetric algorithms, as RS256 or ES256",
    )
    .default(["RS256", "PS256", "ES256"]),
  OIDC_TYPE: text.default("at+jwt"),
  OIDC_ROLES_CLAIM: text.default("roles"),
  STOCKWRIGHT_TOKEN: text
    .min(16, "must have at least 16 characters")
    .optional(),
  STOCKWRIGHT_FILES: text.optional(),
  RATE_LIMIT: z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .default(3000),
  THREADS: z
    .string()
    .regex(/^[1-9]\d*$/, "must be a whole number of at least 1")
    .transform(Number)
    .optional(),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("warn"),
});

/** How bearer tokens are judged when people sign in with their company's identity provider. */
export interface OidcConfig {
  readonly issuer: string;
  readonly audience: string;
  /** Where the keys are; found through the issuer's discovery document when absent. */
  readonly jwksUrl?: string;
  readonly algorithms: readonly string[];
  /** Expected `typ` of the token's header. */
  readonly type: string;
  /** Claim that holds the roles. */
  readonly rolesClaim: string;
}

/** Everything the environment says, read once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly oidc?: OidcConfig;
  /** Fixed token of the local mode; a random one when absent. */
  readonly token?: string;
  /** The only folder whose files connections may name; any place when absent and nobody signs in. */
  readonly filesFolder?: string;
  /** Requests per minute and caller. */
  readonly rateLimit: number;
  /** Threads that plan. */
  readonly threads: number;
  readonly logLevel: string;
}

/**
 * The configuration that these environment variables describe. Empty ones count as absent.
 *
 * @throws InputError naming the variable, when one is malformed or two contradict each other
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== ""),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const name = String(issue.path[0]);
    throw new InputError(name, `${name} ${issue.message}`);
  }
  const values = parsed.data;
  const oidc = oidcConfig(values);
  if (!isLoopback(values.HOST) && !oidc) {
    throw new InputError(
      "HOST",
      `HOST ${values.HOST} can be reached by other machines: set OIDC_ISSUER and OIDC_AUDIENCE so that people must sign in, or leave HOST at 127.0.0.1`,
    );
  }
  return {
    port: values.PORT,
    host: values.HOST,
    dataFolder: defaultDataFolder(given),
    ...(values.DATABASE_URL && { databaseUrl: values.DATABASE_URL }),
    ...(values.REDIS_URL && { redisUrl: values.REDIS_URL }),
    ...(oidc && { oidc }),
    ...(values.STOCKWRIGHT_TOKEN && { token: values.STOCKWRIGHT_TOKEN }),
    ...(values.STOCKWRIGHT_FILES && { filesFolder: values.STOCKWRIGHT_FILES }),
    rateLimit: values.RATE_LIMIT,
    threads: values.THREADS ?? Math.max(1, os.availableParallelism()),
    logLevel: values.LOG_LEVEL,
  };
}

/** Whether only this machine can reach a server bound to `host`. */
export function isLoopback(host: string): boolean {
  return (
    host === "localhost" ||
    host === "::1" ||
    host === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(host)
  );
}

function oidcConfig(
  values: z.infer<typeof environmentSchema>,
): OidcConfig | undefined {
  if (!values.OIDC_ISSUER && !values.OIDC_AUDIENCE) return undefined;
  if (!values.OIDC_ISSUER || !values.OIDC_AUDIENCE) {
    const missing = values.OIDC_ISSUER ? "OIDC_AUDIENCE" : "OIDC_ISSUER";
    throw new InputError(
      missing,
      `${missing} must be set: sign-in needs OIDC_ISSUER and OIDC_AUDIENCE together`,
    );
  }
  return {
    issuer: values.OIDC_ISSUER,
    audience: values.OIDC_AUDIENCE,
    ...(values.OIDC_JWKS_URL && { jwksUrl: values.OIDC_JWKS_URL }),
    algorithms: values.OIDC_ALGORITHMS,
    type: values.OIDC_TYPE,
    rolesClaim: values.OIDC_ROLES_CLAIM,
  };
}
