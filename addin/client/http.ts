import type { z } from "zod";
import { problemSchema } from "../../engine/contracts/index.ts";
import { ClientError, isAbort } from "./client-error.ts";

export interface HttpOptions {
  /** Origin and path before the API prefix, without a trailing slash; "" is this page's origin. */
  readonly baseUrl: string;
  /** Bearer token; `null` sends none. */
  readonly token: string | null;
  /** Who asks, in a local trial; `null` leaves it to the worker. */
  readonly person: string | null;
  /** The page's own `fetch` when omitted. */
  readonly fetch?: typeof fetch | undefined;
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** Sends one request. Throws a `ClientError` unless the worker answered with success. */
export async function send(
  http: HttpOptions,
  request: HttpRequest,
): Promise<Response> {
  const ask = http.fetch ?? fetch;
  let response: Response;
  try {
    response = await ask(http.baseUrl + request.path, {
      method: request.method,
      headers: {
        accept: "application/json",
        ...(http.token ? { authorization: `Bearer ${http.token}` } : {}),
        ...(http.person ? { "x-stockwright-person": http.person } : {}),
        ...(request.body === undefined
          ? {}
          : { "content-type": "application/json" }),
        ...request.headers,
      },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: request.signal ?? null,
    });
  } catch (error) {
    if (isAbort(error) || request.signal?.aborted) throw abortError();
    throw new ClientError(
      "offline",
      "The Stockwright service does not answer. Check that it is running and that this computer is connected; nothing you typed is lost",
      { cause: error },
    );
  }
  if (response.ok) return response;
  throw await refusal(response);
}

/** Sends one request and checks the answer. Throws a `ClientError` when it has another shape. */
export async function sendFor<T>(
  http: HttpOptions,
  request: HttpRequest,
  schema: z.ZodType<T>,
): Promise<T> {
  const response = await send(http, request);
  let answer: unknown;
  try {
    answer = await response.json();
  } catch (error) {
    if (isAbort(error) || request.signal?.aborted) throw abortError();
    throw notUnderstood(request, "no JSON", error);
  }
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw notUnderstood(
    request,
    issue ? `${issue.path.join(".")}: ${issue.message}` : "another shape",
    parsed.error,
  );
}

/** What `AbortController` itself would throw. */
export function abortError(): Error {
  return new DOMException("the call was given up", "AbortError");
}

function notUnderstood(
  request: HttpRequest,
  why: string,
  cause: unknown,
): ClientError {
  return new ClientError(
    "answer",
    `The service answered ${request.path} with something this version does not understand (${why}). Reload the page; if it stays, the service and the add-in have different versions`,
    { cause },
  );
}

async function refusal(response: Response): Promise<ClientError> {
  const parsed = problemSchema.safeParse(
    await response.json().catch(() => null),
  );
  if (parsed.success) {
    const problem = parsed.data;
    return new ClientError("problem", problem.detail || problem.title, {
      problem,
    });
  }
  if (response.status === 502 || response.status === 503) {
    return new ClientError(
      "offline",
      "The Stockwright service is starting or stopping. Try again in a moment",
      { status: response.status },
    );
  }
  return new ClientError(
    "problem",
    `The service refused with status ${response.status}`,
    { status: response.status },
  );
}
