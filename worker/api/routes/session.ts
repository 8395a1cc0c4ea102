import { sessionSchema } from "../../../engine/contracts/index.ts";
import { endpoint } from "../endpoint.ts";

export const sessionRoutes = [
  endpoint({
    method: "get",
    path: "/session",
    summary: "Who am I, and who else may I be in the trial",
    answer: sessionSchema,
    status: 200,
    handle: async ({ person, api }) => ({
      person,
      people: [...api.auth.people],
      mode: api.auth.mode,
      version: api.version,
    }),
  }),
];
