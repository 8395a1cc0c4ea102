import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exitCodes } from "./failure.ts";

/** Prints an answer: JSON, the only thing that ever goes to stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** One line for people. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ends with exit code 1 once the answer is out: it ran, but somebody should look. */
export function notAsWanted(line: string): void {
  say(line);
  process.exitCode = exitCodes.notAsWanted;
}

/**
 * Prints an answer piece by piece, no faster than its reader takes it.
 *
 * A reader that has seen enough (`| head`) ends it without complaint.
 */
export async function printPieces(
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  try {
    await pipeline(Readable.from(chunks(pieces)), process.stdout, {
      end: false,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}

/** Characters that are handed on at once: single pieces would cost a turn of the event loop each. */
const chunkLength = 65_536;

async function* chunks(
  pieces: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<string> {
  let chunk = "";
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
