import fs from "node:fs";
import type { z } from "zod";
import { issueMessage } from "../api/issue-message.ts";
import { CommandError } from "./failure.ts";

/**
 * A JSON file checked against its schema.
 *
 * @throws CommandError naming the file, the record and the field
 */
export function readJson<S extends z.ZodType>(
  file: string,
  schema: S,
): z.output<S> {
  const text = readText(file);
  if (text.trim() === "") throw new CommandError(`${file}: is empty`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${file}: is not JSON: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new CommandError(
    `${file}: ${placeOf(value, issue.path)}${issueMessage(issue, value)}`,
  );
}

/** Text of a file without its byte order mark, or why there is none. */
export function readText(file: string): string {
  try {
    const bytes = fs.readFileSync(file);
    const [first, second] = bytes;
    if (first === 0xff ? second === 0xfe : first === 0xfe && second === 0xff) {
      throw new CommandError(`${file}: is UTF-16: save it as UTF-8`);
    }
    return new TextDecoder("utf-8").decode(bytes);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandError(
      code === "ENOENT"
        ? `${file}: there is no such file`
        : code === "EISDIR"
          ? `${file}: is a folder, not a file`
          : `${file}: ${message}`,
    );
  }
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
