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
