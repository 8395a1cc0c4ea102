import { destination, pino } from "pino";
import type { Logger } from "pino";

/** Fields that may hold a secret, wherever an object carries them. */
const secrets = [
  "token",
  "password",
  "authorization",
  "connectionString",
  "databaseUrl",
  "redisUrl",
];

/** Structured logs on stderr: stdout belongs to answers. */
export function createLogger(level: string): Logger {
  return pino(
    {
      name: "stockwright",
      level,
      redact: {
        paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: "…",
      },
      serializers: { err: serializedError },
    },
    destination({ fd: 2, sync: true }),
  );
}

/** What a log says of an error: no request, no parameters, no connection. */
function serializedError(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error) };
  const clean = (text: string | undefined) =>
    text
      ?.replaceAll(/:\/\/[^@/\s]+@/g, "://…@")
      .replaceAll(/\b(pwd|password)\s*=\s*[^;\s]*/gi, "$1=…");
  return {
    type: error.name,
    message: clean(error.message),
    stack: clean(error.stack),
  };
}
