import fs from "node:fs";
import { gunzipSync } from "node:zlib";
import type { z } from "zod";
import { issueMessage } from "../../engine/contracts/index.ts";
import { CommandError } from "./failure.ts";

/**
 * A JSON file checked against its schema; `-` is standard input, gzip is unzipped.
 *
 * @throws CommandError naming the file, the record and the field
 */
export function readJson<S extends z.ZodType>(
  file: string,
  schema: S,
): z.output<S> {
  const name = inputName(file);
  const text = readText(file);
  if (text.trim() === "") throw new CommandError(`${name}: is empty`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${name}: is not JSON: ${whyNot(error, text)}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new CommandError(
    `${name}: ${placeOf(value, issue.path)}${issueMessage(issue, value)}`,
  );
}

/** What messages call a file. */
export function inputName(file: string): string {
  return file === "-" ? "standard input" : file;
}

/** Text of a file without its byte order mark, or why there is none. */
export function readText(file: string): string {
  const name = inputName(file);
  const bytes = unzipped(name, bytesOf(file));
  const [first, second] = bytes;
  if (first === 0xff ? second === 0xfe : first === 0xfe && second === 0xff) {
    throw new CommandError(`${name}: is UTF-16: save it as UTF-8`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // A letter that is lost could make one of two names.
    throw new CommandError(`${name}: is not UTF-8: save it as UTF-8`);
  }
}

function bytesOf(file: string): Buffer {
  try {
    // By its number: to ask for `process.stdin` would take its patience away.
    return fs.readFileSync(file === "-" ? 0 : file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandError(
      code === "ENOENT"
        ? `${file}: there is no such file`
        : code === "EISDIR"
          ? `${file}: is a folder, not a file`
          : `${inputName(file)}: ${message}`,
    );
  }
}

/** Whether bytes begin as gzip does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unzipped(name: string, bytes: Buffer): Buffer {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    throw new CommandError(`${name}: is no complete gzip file`);
  }
}

/** What a parser says, in one line; its count of characters as line and column. */
function whyNot(error: unknown, text: string): string {
  const message = (error as Error).message
    .replace(/ \(line \d+ column \d+\)$/, "")
    .replace(/[\s\p{Cc}]+/gu, " ");
  return message.replace(/at position (\d+)$/, (_, position: string) => {
    const lines = text.slice(0, Number(position)).split("\n");
    return `at line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
  });
}

/** Where it is wrong: `stages[3] (id "Plant_2").time `. */
function placeOf(value: unknown, path: readonly PropertyKey[]): string {
  let place = "";
  let here: unknown = value;
  for (const step of path) {
    place +=
      typeof step === "number" ? `[${step}]` : `${place && "."}${String(step)}`;
    here = (here as Record<PropertyKey, unknown> | undefined)?.[step];
    const id = (here as { id?: unknown } | null | undefined)?.id;
    if (typeof step === "number" && typeof id === "string") {
      place += ` (id ${JSON.stringify(id)})`;
    }
  }
  return place && `${place} `;
}
