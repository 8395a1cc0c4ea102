import { InputError } from "../../engine/index.ts";

/** What a command could not do, in one sentence for who typed it. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** Exit codes: other programs are built on them. */
export const exitCodes = {
  done: 0,
  /** It ran, but not everything is as wanted: rows in conflict, a broken log. */
  notAsWanted: 1,
  /** Bad input, or something is missing; nothing was printed to stdout. */
  refused: 2,
} as const;

/**
 * The one message for an error, and the code to exit with.
 *
 * @param where - whether an error that nobody foresaw also tells where it came from
 */
export function failureOf(
  error: unknown,
  where = false,
): {
  readonly message: string;
  readonly code: number;
} {
  const { refused } = exitCodes;
  if (error instanceof CommandError || error instanceof InputError) {
    return { message: error.message, code: refused };
  }
  if (error instanceof Error) {
    const { code } = error as NodeJS.ErrnoException;
    const known =
      error.name === "FolderInUseError" ||
      error.name === "ConnectionError" ||
      typeof code === "string";
    if (known) return { message: error.message, code: refused };
    // Our mistake and nobody's input: one line all the same, and where for who mends it.
    return {
      message: where
        ? (error.stack ?? error.message)
        : `unexpected: ${error.message.split("\n")[0]}; LOG_LEVEL=debug tells where`,
      code: refused,
    };
  }
  return { message: String(error), code: refused };
}
