import type { Problem } from "../../engine/contracts/index.ts";

/** Why a call to the worker gave no answer. */
export type ClientErrorKind =
  /** The worker refused, and said why. */
  | "problem"
  /** No connection to the worker. */
  | "offline"
  /** The worker answered something we do not understand. */
  | "answer";

/** A call to the worker that failed, in words that a planner can act on. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly kind: ClientErrorKind;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Messages by field path, as the worker named them. */
  readonly fields: ReadonlyMap<string, string>;

  constructor(
    kind: ClientErrorKind,
    message: string,
    details: {
      readonly status?: number;
      readonly problem?: Problem;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.kind = kind;
    this.status = details.status ?? details.problem?.status ?? 0;
    this.fields = new Map(
      (details.problem?.errors ?? []).map((one) => [one.path, one.message]),
    );
  }
}

/** Whether a call failed for want of a connection. */
export function isOffline(error: unknown): boolean {
  return error instanceof ClientError && error.kind === "offline";
}

/** Whether the worker no longer knows who asks. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ClientError && error.status === 401;
}

/** Whether the caller itself gave up the call: no failure to show. */
export function isAbort(error: unknown): boolean {
  // Not `instanceof`: an abort may come from another frame's DOM.
  return (
    typeof error === "object" &&
    error !== null &&
    "name" in error &&
    error.name === "AbortError"
  );
}
