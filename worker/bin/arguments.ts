import { InvalidArgumentError, Option } from "commander";
import { trialPeople } from "../api/auth/local-auth.ts";

/** A positive number, as typed. */
export function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError("It must be a number above 0.");
  }
  return value;
}

/** Reads a whole number of at least `least`, as typed. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || !Number.isSafeInteger(value)) {
      throw new InvalidArgumentError(
        `It must be a whole number of at least ${least}.`,
      );
    }
    return value;
  };
}

/** A TCP port; 0 lets the system choose. */
export function port(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) {
    throw new InvalidArgumentError("It must be a whole number up to 65535.");
  }
  return value;
}

/** `--person`: who acts, of the trial's people. */
export function personOption(otherwise: string): Option {
  return new Option(
    "--person <id>",
    `who acts: ${trialPeople.map(({ id, name }) => `${id} (${name})`).join(", ")}`,
  ).default(otherwise);
}

/** Examples below a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}\n`;
}
