import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import type { z } from "zod";
import {
  ConnectionError,
  RefusedError as ErpRefusedError,
} from "../../connectors/connector.ts";
import { InputError } from "../../engine/index.ts";
import { issueMessage, type Problem } from "../../engine/contracts/index.ts";
import { RefusedError } from "../store/refused.ts";

const titles: Readonly<Record<number, string>> = {
  400: "The request is not valid",
  401: "Sign in first",
  403: "Not allowed",
  404: "Not found",
  405: "Not possible here",
  409: "Not possible now",
  413: "The request is too large",
  415: "Not JSON",
  421: "Wrong address",
  429: "Too many requests",
  500: "Something went wrong here",
  502: "The ERP did not answer",
  503: "Not ready",
};

/** An answer that is not what was asked for, as RFC 9457 tells it. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly status: number;
  readonly code: string;
  readonly errors: Problem["errors"];

  constructor(
    status: number,
    code: string,
    detail: string,
    errors?: Problem["errors"],
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** 404 for a thing by its id. */
export function notFound(thing: string, id: string): ProblemError {
  return new ProblemError(404, "not-found", `there is no ${thing} ${id}`);
}

/** 409: right in itself, but not in the state things are in. */
export function notNow(detail: string): ProblemError {
  return new ProblemError(409, "conflict", detail);
}

/** 400 for what a schema refused; `where` is body, query or path. */
export function invalid(
  where: string,
  error: z.ZodError,
  value: unknown,
): ProblemError {
  const errors = error.issues.map((issue) => ({
    path: [where, ...issue.path.map(String)].join("."),
    message: issueMessage(issue, value),
  }));
  const detail = errors
    .map(({ path, message }) => `${path}: ${message}`)
    .join("; ");
  return new ProblemError(400, "invalid", detail, errors);
}

/** Sends a problem document. */
export function sendProblem(response: Response, problem: ProblemError): void {
  const body: Problem = {
    type: `urn:stockwright:problem:${problem.code}`,
    title: titles[problem.status] ?? "The request failed",
    status: problem.status,
    detail: problem.message,
    ...(problem.errors && { errors: problem.errors }),
  };
  if (problem.status === 401) response.setHeader("WWW-Authenticate", "Bearer");
  response
    .status(problem.status)
    .type("application/problem+json")
    .send(JSON.stringify(body));
}

/** For paths that no route knows. */
export const unknownRoute: RequestHandler = (request, response) => {
  sendProblem(
    response,
    new ProblemError(
      404,
      "not-found",
      `there is no ${request.method} ${request.path}`,
    ),
  );
};

/** Turns whatever a route threw into a problem; what nobody foresaw is logged, not told. */
export function problemHandler(logger: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    if (response.headersSent) {
      // A stream that broke off: its reader comes back and goes on where it was.
      logger.error({ err: error, path: request.path }, "answer broke off");
      response.destroy();
      return;
    }
    const problem = problemOf(error);
    if (problem.status >= 500) {
      logger.error({ err: error, path: request.path }, "request failed");
    }
    sendProblem(response, problem);
  };
}

/** Of the network, and PostgreSQL's: 08 connection, 53 out of resources, 57P shutdown. */
const away =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57P\d\d)$/;
/** What `pg` says without a code when the server cut the connection off. */
const terminated = /^Connection terminated/;

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof InputError) {
    return new ProblemError(400, "invalid", error.message, [
      { path: error.field, message: error.message },
    ]);
  }
  if (error instanceof RefusedError) return notNow(error.message);
  if (error instanceof ConnectionError) {
    return new ProblemError(502, "erp-unreachable", error.message);
  }
  if (error instanceof ErpRefusedError) {
    return new ProblemError(502, "erp-refused", error.message);
  }
  const { status, type, code, message } = error as {
    status?: unknown;
    type?: unknown;
    code?: unknown;
    message?: unknown;
  };
  if (away.test(String(code)) || terminated.test(String(message))) {
    return new ProblemError(
      503,
      "store-away",
      "the database does not answer: try again in a moment",
    );
  }
  if (type === "entity.parse.failed") {
    return new ProblemError(400, "invalid", "body: is not valid JSON", [
      { path: "body", message: "is not valid JSON" },
    ]);
  }
  if (type === "entity.too.large") {
    return new ProblemError(413, "too-large", "the body is larger than 4 MB");
  }
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new ProblemError(status, "invalid", (error as Error).message);
  }
  return new ProblemError(
    500,
    "internal",
    "an unexpected error: the service's log has it",
  );
}
