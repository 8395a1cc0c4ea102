import {
  connectionCheckSchema,
  connectionListSchema,
  connectionSchema,
} from "../../../engine/contracts/index.ts";
import type { Connection } from "../../../engine/contracts/index.ts";
import {
  ConnectionError,
  RefusedError,
} from "../../../connectors/connector.ts";
import { canonicalJson, InputError } from "../../../engine/index.ts";
import { endpoint, idParams } from "../endpoint.ts";
import { notFound, ProblemError } from "../problem.ts";

export const connectionRoutes = [
  endpoint({
    method: "get",
    path: "/connections",
    summary: "The ERPs we know, newest first",
    answer: connectionListSchema,
    status: 200,
    handle: async ({ api }) => ({
      items: [...(await api.store.connections.list())],
    }),
  }),
  endpoint({
    method: "post",
    path: "/connections",
    summary: "Add or replace a connection; secrets stay in the environment",
    roles: ["integrator"],
    body: connectionSchema,
    answer: connectionSchema,
    status: 201,
    handle: async ({ body, person, api }) => {
      refuseSecrets(body);
      api.refuseConnection?.(body);
      const now = api.now();
      return api.store.transaction(async (store) => {
        const known = await store.connections.find(body.id);
        const connection = dated(body, known, now);
        await store.connections.save(connection);
        await store.log.append({
          at: now,
          actor: person.id,
          action: "connection.saved",
          subject: body.id,
          // Where it leads, so that nobody redirects a write unseen. No secret is among the options.
          detail: {
            connector: body.connector,
            profile: body.profile,
            options: body.options,
          },
        });
        return connection;
      });
    },
  }),
  endpoint({
    method: "post",
    path: "/connections/{id}/check",
    summary: "Whether the ERP answers and may be written to",
    roles: ["planner", "integrator"],
    params: idParams,
    answer: connectionCheckSchema,
    status: 200,
    handle: async ({ params, api }) => {
      const connection = await api.store.connections.find(params.id);
      if (!connection) throw notFound("connection", params.id);
      try {
        const connector = await api.connect(connection);
        return await connector.check().finally(() => connector.close());
      } catch (error) {
        // An ERP that is down or turns us away is an answer to this question, not a failure of it.
        if (
          error instanceof ConnectionError ||
          error instanceof RefusedError ||
          error instanceof InputError
        ) {
          const message = error.message;
          const checks = [{ name: "Connection", ok: false, message }];
          return { ok: false, canWrite: false, checks };
        }
        throw error;
      }
    },
  }),
];

/** The connection with the moment at which it last began to lead elsewhere, if it ever did. */
function dated(
  { changedAt: _claimed, ...asked }: Connection,
  known: Connection | null,
  now: string,
): Connection {
  const way = ({ connector, profile, options }: Connection) =>
    canonicalJson({ connector, profile, options });
  if (!known) return asked;
  const changedAt = way(known) === way(asked) ? known.changedAt : now;
  return changedAt === undefined ? asked : { ...asked, changedAt };
}

/** Connection strings have keys like these; the option must name a variable instead. */
const secretLike = /(pwd|password|uid|user)\s*=|:\/\/[^/\s]*:[^/\s]*@/i;

function refuseSecrets(connection: Connection): void {
  for (const [name, value] of Object.entries(connection.options)) {
    if (!secretLike.test(value)) continue;
    throw new ProblemError(
      400,
      "secret",
      `options.${name} looks like a connection string: put it into an environment variable of the service and name that variable here`,
      [
        {
          path: `body.options.${name}`,
          message: "must name an environment variable",
        },
      ],
    );
  }
}
