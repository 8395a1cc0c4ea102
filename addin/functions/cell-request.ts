import { apiPrefix } from "../../engine/contracts/index.ts";
import type { CellSession } from "./cell-session.ts";

/**
 * Posts one question of cells to the worker's API, for the person whose cells they are.
 *
 * @throws Error in words for a cell when nobody answers
 */
export async function postFromCell(
  { baseUrl, token, person }: CellSession,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Response> {
  const asked = fetch(`${baseUrl}${apiPrefix}${path}`, {
    method: "POST",
    signal,
    headers: {
      "content-type": "application/json",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(person === null ? {} : { "x-stockwright-person": person }),
    },
    body: JSON.stringify(body),
  });
  return asked.catch(() => {
    signal.throwIfAborted();
    throw new Error("the service did not answer: is it running?");
  });
}

/** What a response says that is no answer. */
export async function refusalIn(response: Response): Promise<Error> {
  const problem = (await response.json().catch(() => null)) as {
    readonly detail?: string;
  } | null;
  return new Error(problem?.detail ?? `the server answered ${response.status}`);
}
